"""Concerns for a lead: list the open ones, take one on, and read its words once."""

from dialogs.replies import ConcernList, ConcernTaken, Reply
from dialogs.trust.deadlines import overdue_first
from dialogs.trust.one_time_links import MINUTES, offer
from dialogs.trust.raise_concern import alert_of
from dialogs.turn import Command, Id, Turn
from storage.trust.concerns import Concern
from surveys.people import Person, Role
from surveys.problems import Refusal


class OfConcern(Command):
    """A command about one concern."""

    concern: Id


def listed(turn: Turn, _command: Command) -> Reply:
    """List the open concerns of the lead's partnership, overdue ones first; never their words."""
    lead = turn.person(Role.LEAD)
    still_open = turn.unit.concerns.still_open(lead.partnership_id)
    found = overdue_first(turn.unit, turn.installation, still_open)
    return ConcernList(concerns=tuple(alert_of(one, due_at) for one, due_at in found[:15]))


def have_this(turn: Turn, command: OfConcern) -> Reply:
    """Take a concern on; the first lead to tap owns it, and each who taps can read it once."""
    lead, concern = _mine(turn, command.concern)
    if turn.unit.concerns.acknowledge(concern.id, lead.id, turn.unit.now):
        turn.record(lead, "concern acknowledged", f"concern:{concern.id}")
    address = offer(turn.unit, turn.installation, lead, concern_id=concern.id)
    return ConcernTaken(ref=concern.ref, grade=concern.grade, address=address, minutes=MINUTES)


def _mine(turn: Turn, concern_id: int) -> tuple[Person, Concern]:
    leads = [person for person in turn.speaker.people if person.may(Role.LEAD)]
    if not leads:
        raise Refusal("not-permitted")
    concern = turn.unit.concerns.concern([lead.partnership_id for lead in leads], concern_id)
    if concern is None:
        raise Refusal("not-found")
    return next(lead for lead in leads if lead.partnership_id == concern.partnership_id), concern
