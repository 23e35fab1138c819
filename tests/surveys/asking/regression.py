"""Logistic regression over the features of texts: the same features as the lexicon looks for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from surveys.asking.screening.leaning import Said, all_signs, features, meanings
from surveys.library import lexicon
from tests.surveys.asking.labelled import Label, LabelledText
from tests.surveys.asking.word_vectors import word_vectors

_LEAST_TEXTS = 3  # that have a feature
_PENALTY = 2.5  # for the square of a weight
_MEANING = 0.3  # how much of a vector counts beside a word of its own
_COUNTS = {Label.EXPLICIT: 0.5, Label.INDIRECT: 1.0, Label.HARMLESS: 1.0}


@dataclass(frozen=True, slots=True)
class Examples:
    """The features of each text and the mean of its words' vectors, beside what it is."""

    named: Sequence[frozenset[str]]
    meant: NDArray[np.float64]  # texts by dimensions
    harmful: NDArray[np.float64]  # 1 or 0
    counts: NDArray[np.float64]  # how much a text counts

    def only(self, rows: Sequence[int]) -> "Examples":
        """Those of some texts."""
        named = [self.named[at] for at in rows]
        return Examples(named, self.meant[rows], self.harmful[rows], self.counts[rows])


@dataclass(frozen=True, slots=True)
class Learned:
    """What adds to the log-odds of harm: a start, each feature, and what each word means."""

    start: float
    weights: Mapping[str, float]
    meanings: Mapping[str, float]


def examples_of(texts: Sequence[LabelledText]) -> Examples:
    """The examples that the labelled `texts` give, each read as one stretch."""
    said = [lexicon().said(one.text) for one in texts]
    vectors = word_vectors()
    return Examples(
        [_named(stretch) for stretch in said],
        np.array([_meant(stretch, vectors) for stretch in said]),
        np.array([float(one.label is not Label.HARMLESS) for one in texts]),
        np.array([_COUNTS[one.label] for one in texts]),
    )


def _named(stretch: Sequence[Said]) -> frozenset[str]:
    signs = (f"+{name}" for name in lexicon().signs.names(all_signs(stretch)))
    return frozenset({*features(stretch), *signs})


def _meant(
    stretch: Sequence[Said], vectors: Mapping[str, NDArray[np.float64]]
) -> NDArray[np.float64]:
    each = [*meanings(stretch, vectors)]
    nothing = np.zeros_like(next(iter(vectors.values())))
    return np.sum(each, 0) * _MEANING / sqrt(len(each)) if each else nothing


def learn(examples: Examples) -> Learned:
    """The weights under which the examples are likeliest, large weights being unlikely."""
    often = Counter(chain.from_iterable(examples.named))
    names = sorted(name for name, texts in often.items() if texts >= _LEAST_TEXTS)
    at = {name: column for column, name in enumerate(names)}
    cells = [(row, at[n]) for row, named in enumerate(examples.named) for n in named if n in at]
    rows, columns = np.array(cells).T
    there = csr_matrix((np.ones(len(cells)), (rows, columns)), (len(examples.named), len(names)))
    weights = _fit(csr_matrix(hstack([there, examples.meant])), examples)
    along = weights[1 + len(names) :] * _MEANING
    return Learned(
        float(weights[0]),
        dict(zip(names, weights[1:].tolist(), strict=False)),
        {word: float(vector @ along) for word, vector in word_vectors().items()},
    )


def _fit(there: csr_matrix, examples: Examples) -> NDArray[np.float64]:
    """The start and a weight for each column of `there`."""

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        leans = weights[0] + there @ weights[1:]
        unlikely = np.logaddexp(0, leans) - examples.harmful * leans
        too_much = examples.counts * (1 / (1 + np.exp(-leans)) - examples.harmful)
        slope = np.concatenate([[too_much.sum()], there.T @ too_much + 2 * _PENALTY * weights[1:]])
        return float(examples.counts @ unlikely + _PENALTY * weights[1:] @ weights[1:]), slope

    start = np.zeros(there.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
