"""Look at the answers to an open link that are too many, and say whether they count.

Until a lead has looked, the source that they belong to decides nothing in a summary.
"""

from dialogs.turn import Command, Id, Turn
from storage.asking.answer_checks import LinkAnswers
from surveys.people import Role
from surveys.problems import Refusal


class CheckAnswers(Command):
    """What a lead makes of the answers in a wave."""

    wave: Id
    counts: bool


def waiting(turn: Turn) -> list[LinkAnswers]:
    """Return the links whose answers a lead must look at."""
    lead = turn.person(Role.LEAD)
    links = turn.unit.answer_checks.of_links(lead.partnership_id)
    return [one for one in links if one.check.wants_a_look(one.answered, one.given_out)]


def decide(turn: Turn, command: CheckAnswers) -> LinkAnswers:
    """Keep that the answers there are now count, or are left out; refuses what is no link's."""
    lead = turn.person(Role.LEAD)
    links = turn.unit.answer_checks.of_links(lead.partnership_id)
    found = next((one for one in links if one.wave_id == command.wave), None)
    if found is None:
        raise Refusal("not-found")
    turn.unit.answer_checks.decide(found, lead.id, turn.unit.now, counts=command.counts)
    act = "answers are real" if command.counts else "answers left out"
    turn.record(lead, act, f"wave:{command.wave}")
    return found
