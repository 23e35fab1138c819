"""A row of evidence that was counted or judged elsewhere, and what its cells may say together.

What is about the cases of an audit is refused on any other row, and so is what is about a judgement
on counts.
"""

from collections.abc import Callable
from typing import Annotated

from pydantic import model_validator

from surveys.impact.kinds import AUDITS, JUDGES, Direction, Source
from surveys.impact.provenance import Selection
from surveys.records import fields as f
from surveys.records.rows import (
    Day,
    Levels,
    Maybe,
    MaybeWhole,
    Note,
    Record,
    Ref,
    Sources,
    WrongCell,
)

MaybeDirection = Annotated[
    Direction | None, f.optional(f.one_of({direction.value: direction for direction in Direction}))
]
MaybeSelection = Annotated[
    Selection | None, f.optional(f.one_of({selection.value: selection for selection in Selection}))
]


class EvidenceRow(Record):
    """Counts made elsewhere, or the conclusion of an inspection or a review."""

    action_ref: Ref
    outcome_ref: Ref
    level: Levels
    source: Sources
    collected_on: Day
    favourable: MaybeWhole
    n: MaybeWhole
    eligible: MaybeWhole = None
    note: Note = ""
    judgement: MaybeDirection = None
    agency: Maybe = ""
    selection: MaybeSelection = None
    read_by: Maybe = ""
    body: Maybe = ""
    reference: Maybe = ""
    distinct_because: Note = ""

    @model_validator(mode="after")
    def _adds_up(self) -> "EvidenceRow":
        for column, is_broken, reason in _RULES:
            if is_broken(self):
                raise WrongCell(column, reason.format(row=self, n=self.n or 0))
        return self


_Rule = tuple[str, Callable[[EvidenceRow], object], str]
*_SOME, _LAST = (source.value for source in Source if source in JUDGES)
_WHO_JUDGES = f"{', '.join(_SOME)} or {_LAST}"
_NO_CASES = "only an audit has cases that were chosen and read: leave it blank"
_NO_JUDGEMENT = "is about a judgement, and this row has none: leave it blank"
_RULES: tuple[_Rule, ...] = (  # the first that a row breaks is told
    (
        "source",
        lambda row: row.source is Source.INDICATOR,
        "an indicator has periods: import it as “indicators”",
    ),
    ("favourable", lambda row: not row.judgement and row.favourable is None, "is missing"),
    ("n", lambda row: not row.judgement and row.n is None, "is missing"),
    (
        "judgement",
        lambda row: row.judgement and row.source not in JUDGES,
        f"only the source {_WHO_JUDGES} concludes in a judgement",
    ),
    (
        "note",
        lambda row: row.judgement and not row.note,
        "is missing: a judgement needs its reason",
    ),
    ("selection", lambda row: row.selection and row.source not in AUDITS, _NO_CASES),
    ("read_by", lambda row: row.read_by and row.source not in AUDITS, _NO_CASES),
    ("body", lambda row: row.body and not row.judgement, _NO_JUDGEMENT),
    ("reference", lambda row: row.reference and not row.judgement, _NO_JUDGEMENT),
    (
        "distinct_because",
        lambda row: row.distinct_because and row.judgement,
        "is about equal counts, and a judgement has none: leave it blank",
    ),
    (
        "favourable",
        lambda row: (row.favourable or 0) > (row.n or 0),
        "{row.favourable} is more than n, which is {n}",
    ),
    (
        "n",
        lambda row: row.eligible is not None and (row.n or 0) > row.eligible,
        "{n} is more than eligible, which is {row.eligible}",
    ),
)
