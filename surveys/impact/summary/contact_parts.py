"""The parts of a summary about newsletters, pages and the like: contacts, and no people reached."""

from datetime import date

from surveys.impact.dissemination import ContactKind, DisseminationKind
from surveys.impact.kinds import AtSource
from surveys.impact.parts import Part


class ContactResult(Part):
    """One count, and how to say it; `withheld` is the symbol of a source that gave no number."""

    what: ContactKind
    n: int | None
    withheld: AtSource | None
    suppressed: bool
    wording: str


class DisseminationResult(Part):
    """One item as it was counted from `since` to `until`; `agency` is None for all together."""

    kind: DisseminationKind
    item: str
    since: date
    until: date
    agency: str | None
    each_once: bool
    figures_from: str | None
    contacts: list[ContactResult]
