"""Read a briefing, and say by explicit acts what came of it: read, discussed, one thing to do differently.

Nothing is inferred: without an act of the person there is no reading. What is written is heard like any other words:
where it calls for a lead, it goes to the leads and is not kept here.
"""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from dialogs.raise_concern import raise_concern
from dialogs.replies import AskDiscussion, AskIntention, Reply, ShowBriefing
from dialogs.responding import TEAMS
from dialogs.turn import Command, Id, Turn
from storage.concerns import ConcernText
from surveys.asking.concerns import screen
from surveys.people import Person
from surveys.problems import Refusal
from surveys.telling.briefing import Briefing

_ASKED = {"discussed": "What did you agree to change?", "intends": "What will you do differently?"}


def _none_if_blank(value: object) -> object:
    """Teams sends an input that was left empty as an empty text."""
    return None if value == "" else value


_Blank = BeforeValidator(_none_if_blank)


class OfBriefing(Command):
    """A command about one briefing."""

    briefing: Id


class Discussed(OfBriefing):
    """How it was discussed."""

    people: Annotated[int | None, _Blank] = Field(default=None, ge=1, le=1000)
    agreed: str = Field(default="", max_length=1000)


class Intended(OfBriefing):
    """One thing to do differently, and by when."""

    what: str = Field(min_length=1, max_length=1000)
    by_when: Annotated[date | None, _Blank] = None


def show_of(briefing_id: int, briefing: Briefing, acts: frozenset[str] = frozenset(), *, preview: bool) -> ShowBriefing:
    """Return a briefing as it is read."""
    return ShowBriefing.model_validate(
        {
            "briefing": briefing_id,
            "title": briefing.title,
            "partnership": briefing.partnership,
            "sections": briefing.sections,
            "links": tuple((link.title, link.address) for link in briefing.links),
            "acts": acts,
            "preview": preview,
        }
    )


def show(turn: Turn, command: OfBriefing) -> Reply:
    """Show a briefing that was sent to the person, and what they have done with it."""
    person, briefing = _sent_to(turn, command.briefing)
    acts = turn.unit.briefings.acts_of(command.briefing, person.id)
    return show_of(command.briefing, briefing, acts, preview=False)


def read(turn: Turn, command: OfBriefing) -> Reply:
    """Keep that the person has read it."""
    return _acted(turn, command, "read")


def discuss(turn: Turn, command: OfBriefing) -> Reply:
    """Ask how it was discussed."""
    _, briefing = _sent_to(turn, command.briefing)
    return AskDiscussion(briefing=command.briefing, title=briefing.title)


def discussed(turn: Turn, command: Discussed) -> Reply:
    """Keep that it was discussed, with how many, and what was agreed."""
    return _acted(turn, command, "discussed", people=command.people, words=command.agreed.strip() or None)


def intend(turn: Turn, command: OfBriefing) -> Reply:
    """Ask for one thing to do differently."""
    _, briefing = _sent_to(turn, command.briefing)
    return AskIntention(briefing=command.briefing, title=briefing.title)


def intended(turn: Turn, command: Intended) -> Reply:
    """Keep what the person will do differently, and by when."""
    return _acted(turn, command, "intends", by_when=command.by_when, words=command.what.strip())


def _sent_to(turn: Turn, briefing_id: int) -> tuple[Person, Briefing]:
    partnership_id = turn.unit.briefings.partnership_of(briefing_id)
    person = turn.speaker.within(partnership_id) if partnership_id else None
    if person is None or not turn.unit.briefings.was_sent_to(briefing_id, person.id):
        raise Refusal("not-found")
    briefing = turn.unit.briefings.briefing(person.partnership_id, briefing_id)
    if briefing is None:
        raise Refusal("not-found")
    return person, briefing


def _acted(
    turn: Turn,
    command: OfBriefing,
    act: str,
    *,
    people: int | None = None,
    by_when: date | None = None,
    words: str | None = None,
) -> Reply:
    person, briefing = _sent_to(turn, command.briefing)
    unit = turn.unit
    kept = None if words and _goes_to_the_leads(turn, person, briefing, act, words) else words
    unit.briefings.acted(command.briefing, person.id, act, unit.now, people=people, by_when=by_when, words=kept)
    unit.deliveries.prove(person.id, briefing_id=command.briefing)
    turn.record(person, act, f"briefing:{command.briefing}")
    acts = unit.briefings.acts_of(command.briefing, person.id)
    return show_of(command.briefing, briefing, acts, preview=False)


def _goes_to_the_leads(turn: Turn, person: Person, briefing: Briefing, act: str, words: str) -> bool:
    grade = screen([words], (), turn.house.lexicon)
    if grade is not None:
        text = ConcernText(((_ASKED[act], words),), person.id, TEAMS, briefing.title)
        raise_concern(turn.unit, person.partnership_id, grade, text, f"{act}:{briefing.ref}:{person.id}:{words}")
    return grade is not None
