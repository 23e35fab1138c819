"""Read a briefing, and say by explicit acts: read, useful or not useful.

Nothing is inferred: only the person's own tap counts as reading. They see the briefing as it was
frozen when it was sent to them, however it has changed since.
"""

from dialogs.replies import Reply, ShowBriefing, thaw
from dialogs.telling.tracked_links import own
from dialogs.telling.web_pages import with_own_page
from dialogs.turn import Command, Id, Turn
from storage.telling.link_tokens import LinkTokens
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.delivery import DeliveryKind
from surveys.telling.briefing import Briefing
from surveys.telling.briefing_acts import OPPOSITE


class OfBriefing(Command):
    """A command about one briefing."""

    briefing: Id


def show_of(
    briefing_id: int, briefing: Briefing, acts: frozenset[str] = frozenset(), *, preview: bool
) -> ShowBriefing:
    """Return a briefing as readers see it, with untracked links."""
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


def sent_to(turn: Turn, briefing_id: int) -> tuple[Person, ShowBriefing]:
    """Return the speaker in the briefing's partnership, and the briefing as sent to them."""
    partnership_id = turn.unit.briefings.partnership_of(briefing_id)
    person = turn.speaker.within(partnership_id) if partnership_id else None
    sent = turn.unit.messages_received.briefing(briefing_id, person.id) if person else None
    if person is None or sent is None:
        raise Refusal("not-found")
    if sent.withdrawn:
        raise Refusal("briefing-withdrawn")
    reply = thaw(sent.says)
    if not isinstance(reply, ShowBriefing):
        raise Refusal("not-found")
    theirs = own(reply, LinkTokens(turn.unit.keyring), sent.dispatch_id, person.id)
    return person, with_own_page(theirs, turn.unit.keyring, sent.dispatch_id, person.id)


def shown(turn: Turn, person: Person, briefing: ShowBriefing) -> ShowBriefing:
    """Return a briefing with what the person has done with it so far."""
    acts = turn.unit.briefing_acts.of(briefing.briefing, person.id)
    return ShowBriefing.model_validate(dict(briefing) | {"acts": acts})


def proved(turn: Turn, person: Person, act: str, briefing_id: int, *also: DeliveryKind) -> None:
    """Record an act; it proves that the briefing, and messages of the kinds `also`, arrived."""
    turn.unit.messages_received.proved(person.id, briefing_id, DeliveryKind.BRIEFING, *also)
    turn.record(person, act, f"briefing:{briefing_id}")


def show(turn: Turn, command: OfBriefing) -> Reply:
    """Show a briefing that was sent to the person, and what they have done with it."""
    return shown(turn, *sent_to(turn, command.briefing))


def read(turn: Turn, command: OfBriefing) -> Reply:
    """Record that the person has read it."""
    return _acted(turn, command, "read")


def useful(turn: Turn, command: OfBriefing) -> Reply:
    """Record that the person found it useful."""
    return _acted(turn, command, "useful")


def not_useful(turn: Turn, command: OfBriefing) -> Reply:
    """Record that the person did not find it useful."""
    return _acted(turn, command, "not-useful")


def _acted(turn: Turn, command: OfBriefing, act: str) -> Reply:
    person, briefing = sent_to(turn, command.briefing)
    turn.unit.briefing_acts.acted(command.briefing, person.id, act, turn.unit.now)
    if act in OPPOSITE:
        turn.unit.briefing_acts.undone(command.briefing, person.id, OPPOSITE[act])
    proved(turn, person, act, command.briefing)
    return shown(turn, person, briefing)
