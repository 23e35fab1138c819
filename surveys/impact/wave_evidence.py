"""What one wave of a survey adds to the evidence of its actions, and its form as stored text.

A wave that is over adds the same at every later date, so that it need not be counted again.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from itertools import chain
from typing import TypeVar

from pydantic import TypeAdapter

from surveys.impact.descriptions import Description
from surveys.impact.evidence import Asked, PairCounts, ReportedChange, Tally
from surveys.impact.item_counts import ItemCounts

Named = TypeVar("Named", ItemCounts, PairCounts, ReportedChange, Tally)


@dataclass(frozen=True, slots=True)
class WaveEvidence:
    """Counts of one wave or several; `barriers` are question, choice, people."""

    tallies: tuple[Tally, ...] = ()
    pairs: tuple[PairCounts, ...] = ()
    reported_changes: tuple[ReportedChange, ...] = ()
    asked: tuple[Asked, ...] = ()
    items: tuple[ItemCounts, ...] = ()
    barriers: tuple[tuple[str, str, int], ...] = ()
    descriptions: tuple[Description, ...] = ()

    def about(self, outcome_refs: frozenset[str]) -> "WaveEvidence":
        """Return what is about these outcomes, or about every outcome."""
        return WaveEvidence(
            _about(self.tallies, outcome_refs),
            _about(self.pairs, outcome_refs),
            _about(self.reported_changes, outcome_refs),
            self.asked,
            _about(self.items, outcome_refs),
            self.barriers,
            self.descriptions,
        )


@cache
def form() -> str:
    """Return the SHA-256 (hex) of the fields; text of another form is older and counted again."""
    return hashlib.sha256(json.dumps(_json().json_schema(), sort_keys=True).encode()).hexdigest()


def together(parts: Iterable[WaveEvidence]) -> WaveEvidence:
    """Return the evidence of several waves."""
    every = tuple(parts)
    names = [field.name for field in fields(WaveEvidence)]
    return WaveEvidence(
        **{name: tuple(chain.from_iterable(getattr(one, name) for one in every)) for name in names}
    )


@cache
def _json() -> TypeAdapter[WaveEvidence]:
    """Return the adapter, which takes a while to make."""
    return TypeAdapter(WaveEvidence)


def to_text(evidence: WaveEvidence) -> str:
    """Return it as JSON."""
    return _json().dump_json(evidence).decode()


def from_text(text: str) -> WaveEvidence:
    """Return what `to_text` wrote under the same `form`."""
    return _json().validate_json(text)


def _about(found: tuple[Named, ...], outcome_refs: frozenset[str]) -> tuple[Named, ...]:
    return tuple(one for one in found if one.outcome_ref in {None, *outcome_refs})
