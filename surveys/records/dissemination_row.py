"""The rows of what was told by newsletter, page and the like: one for each item and agency."""

from typing import Annotated

from pydantic import model_validator

from surveys.impact.dissemination import COUNTED, ContactKind, DisseminationKind
from surveys.impact.kinds import AtSource
from surveys.impact.words import listed
from surveys.records import fields as f
from surveys.records.register_fields import refuse_backwards
from surveys.records.rows import Day, Maybe, MaybeDay, MaybeFigure, Name, Record, WrongCell

YES = "yes"


class DisseminationRow(Record):
    """What was counted of one item, in all or of one agency."""

    partnership: Name
    kind: Annotated[DisseminationKind, f.needed(f.one_of({k.value: k for k in DisseminationKind}))]
    item: Name
    period_start: Day
    action_refs: Annotated[tuple[str, ...], f.needed(f.several(f.words(60)))]
    period_end: MaybeDay = None
    agency: Maybe = ""
    delivered: MaybeFigure = None
    opened: MaybeFigure = None
    clicked: MaybeFigure = None
    visits: MaybeFigure = None
    each_once: Annotated[str, f.optional(f.one_of({YES: YES, "no": "no"}), "")] = ""
    figures_from: Maybe = ""

    def figure(self, what: ContactKind) -> float | AtSource | None:
        """Return a count as it was given: a whole number, a symbol, or None for a blank cell."""
        return getattr(self, what)

    @model_validator(mode="after")
    def _is_whole(self) -> "DisseminationRow":
        refuse_backwards("period_end", self.period_start, self.period_end)
        counted = COUNTED[self.kind]
        given = [what for what in ContactKind if self.figure(what) is not None]
        for what in given:
            found = self.figure(what)
            if what not in counted:
                raise WrongCell(what, f"is not counted of a {self.kind}: use {listed([*counted])}")
            if isinstance(found, float) and (found < 0 or not found.is_integer()):
                raise WrongCell(what, "is not a whole number")
        if not given:
            raise WrongCell(next(iter(counted)), "is missing: at least one count is needed")
        return self
