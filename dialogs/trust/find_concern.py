"""Find a concern for the lead who asks: in every partnership where they are a lead.

A lead whom it names, and who was passed over for it, finds nothing.
"""

from dataclasses import dataclass

from dialogs.turn import Command, Id, Turn
from storage.trust.concerns import Concern
from surveys.people import Person, Role
from surveys.problems import Refusal
from surveys.trust.concern_record import ConcernState, Standing


class OfConcern(Command):
    """A command about one concern."""

    concern: Id


@dataclass(frozen=True, slots=True)
class Sight:
    """Whose concerns a human sees: the persons they lead as, and these persons' partnerships."""

    leads: tuple[int, ...]
    partnerships: tuple[int, ...]


def sight_of(turn: Turn) -> Sight:
    """Return what the speaker sees as a lead, in one partnership or in several."""
    leads = [person for person in turn.speaker.people if person.may(Role.LEAD)]
    return Sight(tuple(lead.id for lead in leads), tuple(lead.partnership_id for lead in leads))


def found(turn: Turn, concern_id: int, *, to_change: bool = False) -> tuple[Person, Concern]:
    """Return a concern and the person who leads in its partnership; refuses not-found."""
    sight = sight_of(turn)
    if to_change:
        turn.unit.concerns.hold(concern_id)
    concern = turn.unit.concerns.concern(list(sight.partnerships), concern_id, sight.leads)
    if concern is None:
        raise Refusal("not-found")
    lead = turn.speaker.within(concern.partnership_id)
    if lead is None or not lead.may(Role.LEAD):
        raise Refusal("not-permitted")
    return lead, concern


def standing(turn: Turn, concern: Concern) -> Standing:
    """Return a concern as the rules of the record see it."""
    state = ConcernState(concern.state)
    return Standing(
        state,
        concern.grade,
        concern.acknowledged_by,
        concern.was_red,
        turn.unit.concern_steps.closing_by(concern.id) if state is ConcernState.CLOSING else None,
    )
