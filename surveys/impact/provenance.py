"""How evidence came about, and what was changed afterwards, with both values.

Changes and reviews are added, never rewritten: what was first released can still be read.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Selection(StrEnum):
    """Which cases of an audit were read."""

    ALL = "all"
    RANDOM = "random"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class CorrectedCounts:
    """The counts that a correction replaced, and the day of the correction."""

    on: date
    favourable: int
    n: int
    eligible: int | None = None


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """A change to start, baseline, plan or evidence after the first release; values as text.

    `people` are the fewest behind one of the values (people, cases, a figure), None for no one.
    """

    on: date
    what: str  # for people, e.g. "start date"
    before: str
    after: str
    people: float | None = None


@dataclass(frozen=True, slots=True)
class LaterEvidence:
    """A day of evidence, and how many `people` (or cases) it counts; None of what counts no one."""

    on: date
    people: int | None = None


@dataclass(frozen=True, slots=True)
class RivalWeighed:
    """How one of an action's rival explanations was weighed."""

    explanation: str
    weighed: str


@dataclass(frozen=True, slots=True)
class CodeReview:
    """An evaluator's word on how two sources relate; `between` are their names in any order."""

    outcome_ref: str
    between: tuple[str, str]
    confirmed: bool  # False: contested
    reason: str
    on: date
