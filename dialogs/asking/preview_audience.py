"""Who is this: whom an audience names, and whom of them a message would not reach."""

from dataclasses import dataclass, replace

from pydantic import Field

from dialogs.asking.follow_up import look_up
from dialogs.people.audience_counts import counted, left_out
from dialogs.people.saved_audiences import chosen, named
from dialogs.replies import Reply, WhoIsThis
from dialogs.telling.sign_off_briefing import theirs
from dialogs.turn import Command, Id, Turn
from storage.database.query_types import AnySelect
from surveys.pages import pages_of
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.reasons import reason_in_words
from surveys.telling.permissions import Permission

ON_A_PAGE = 25


class Who(Command):
    """An audience, from which check it is looked at, and which page of its people, from 0."""

    audience: str = Field(default="", max_length=2000)
    # The name of a saved audience, where one was chosen from the list.
    saved: str = Field(default="", max_length=100)
    briefing: Id | None = None
    subject: str = Field(default="", max_length=60)
    instrument: str = Field(default="", max_length=60)
    page: int = Field(default=0, ge=0, le=1_000_000)
    place: Id | None = None  # the partnership of a saved audience, where there are several


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a rule names; `most_asks` is the cap on asking that applies, 0 where none does."""

    rule: str
    people: AnySelect
    by_agency: tuple[tuple[str, int], ...]
    most_asks: int

    @property
    def count(self) -> int:
        """How many people."""
        return sum(number for _, number in self.by_agency)


def who(turn: Turn, command: Who) -> Reply:
    """List whom an audience names, a page at a time."""
    lead, found = _looked_up(turn, command)
    pages = pages_of(found.count, ON_A_PAGE)
    page = min(command.page, pages - 1)
    people = turn.unit.exclusions.listed(found.people, found.most_asks, page * ON_A_PAGE, ON_A_PAGE)
    return WhoIsThis(
        audience=found.rule,
        place=lead.partnership_id if _is_saved(command) and turn.several else None,
        briefing=command.briefing,
        subject=command.subject,
        instrument=command.instrument,
        count=found.count,
        by_agency=found.by_agency[:20],
        left_out=left_out(turn, found.people, found.most_asks),
        people=tuple((one.name, one.agency, reason_in_words(one.reason)) for one in people),
        page=page,
        pages=pages,
    )


def named_by(turn: Turn, lead: Person, rule: str, most_asks: int) -> Audience:
    """Return whom a rule names; refuses one that cannot be read or names no one."""
    by_agency = counted(turn, lead, rule)
    return Audience(
        rule, turn.unit.audience(lead.partnership_id, rule), tuple(by_agency), most_asks
    )


def _looked_up(turn: Turn, command: Who) -> tuple[Person, Audience]:
    """Return who the speaker is in the partnership of an audience, and whom it names."""
    most_asks = turn.installation.most_asks
    if command.subject:
        found = look_up(turn, command.subject, command.instrument, command.audience)
        by_agency = tuple(turn.unit.count(found.people))
        return found.lead, Audience(command.audience, found.people, by_agency, most_asks)
    if command.briefing is not None:
        lead, _ = theirs(turn, command.briefing, Permission.SEND)
        named_now = named_by(turn, lead, command.audience, 0)
        people = turn.unit.had_before.without(named_now.people, command.briefing)
        by_agency = tuple(turn.unit.count(people))
        return lead, replace(named_now, people=people, by_agency=by_agency)
    if command.saved:
        lead, name = named(turn, command.saved)
        return lead, named_by(turn, lead, f"@{name}", most_asks)
    if not command.audience:
        raise Refusal("audience-missing")
    lead = chosen(turn, command.place)
    return lead, named_by(turn, lead, command.audience, most_asks)


def _is_saved(command: Who) -> bool:
    return command.briefing is None and not command.subject
