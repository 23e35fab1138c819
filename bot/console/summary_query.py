"""From what is typed after `summary` to the actions that are meant, and in whose name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.console.lookups import CONSOLE, NamedPartnership, by_reference, one_place
from storage.impact.evidence import EvidenceAction
from storage.unit import Unit
from surveys.people import Role
from surveys.problems import Refusal


@dataclass(frozen=True, slots=True)
class SummaryQuery:
    """Which actions of which partnership, as at which day, in whose name."""

    place: NamedPartnership
    actions: Sequence[EvidenceAction]
    as_at: date
    actor: str


def look_up(unit: Unit, slug: str | None, ref: str | None, as_at: date | None) -> SummaryQuery:
    """Find the actions; refuses a partnership without any."""
    today = unit.today
    if ref is not None:
        place, action = by_reference(
            unit, slug, ref, "action", lambda place_id: unit.evidence.find_action(place_id, ref)
        )
        return SummaryQuery(place, [action], as_at or today, _actor(unit, place))
    place = one_place(unit, slug)
    actions = unit.evidence.actions(place.id)
    if not actions:
        raise Refusal("not-found")
    return SummaryQuery(place, actions, as_at or today, _actor(unit, place))


def _actor(unit: Unit, place: NamedPartnership) -> str:
    """Return in whose name a file is taken: the first lead or evaluator, else the command line."""
    people = [
        *unit.people.with_role(place.id, Role.LEAD),
        *unit.people.with_role(place.id, Role.EVALUATOR),
    ]
    return f"person:{people[0].id}" if people else CONSOLE
