"""Rows that come each quarter: an analyst's text on an indicator, and complaints by theme."""

from datetime import date
from typing import Annotated

from pydantic import model_validator

from surveys.impact.kinds import AtSource
from surveys.impact.quarterly import FIRST_MONTHS, ComplaintKind
from surveys.records import fields as f
from surveys.records.rows import Figure, Maybe, Name, Prose, Record, Ref, WrongCell


def quarter(text: str) -> date:
    """Parse the first day of a quarter."""
    found = f.day(text)
    if found.day != 1 or found.month not in FIRST_MONTHS:
        raise ValueError(f"{f.quoted(text)} is not the first day of a quarter, like 2026-04-01")
    return found


Quarter = Annotated[date, f.needed(quarter)]


class AnalysisRow(Record):
    """What an analyst says of one indicator in one quarter."""

    action_ref: Ref
    outcome_ref: Ref
    indicator: Name
    quarter_start: Quarter
    analysis: Prose
    topic: Maybe = ""


class ComplaintRow(Record):
    """Complaints or critical issues of one agency on one theme in one quarter."""

    partnership: Name
    agency: Name
    kind: Annotated[str, f.needed(f.one_of({kind.value: kind.value for kind in ComplaintKind}))]
    theme: Name
    quarter_start: Quarter
    count: Figure

    @property
    def withheld(self) -> str | None:
        """The symbol that was given in place of a count."""
        return self.count.value if isinstance(self.count, AtSource) else None

    @model_validator(mode="after")
    def _is_whole(self) -> "ComplaintRow":
        if isinstance(self.count, float) and (self.count < 0 or not self.count.is_integer()):
            raise WrongCell("count", "is not a whole number")
        return self
