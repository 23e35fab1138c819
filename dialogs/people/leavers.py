"""Leavers, those who come back, and roles: what changes is audited, and no figure changes.

Who has left is in no audience, gets nothing that still waits, and holds no role; their answers and
what was sent to them stay.
"""

from collections.abc import Iterable, Sequence

from storage.unit import Unit
from surveys.people import Person, Role


def leave(unit: Unit, people: Sequence[Person], actor: str) -> list[Person]:
    """Let these people leave; return those who had not left before."""
    leaving = [person for person in people if not person.has_left]
    unit.people.set_left([person.id for person in leaving], unit.now)
    return _recorded(unit, leaving, actor, "leave")


def come_back(unit: Unit, people: Sequence[Person], actor: str) -> list[Person]:
    """Let leavers come back with the roles that they had; return those who had left."""
    returning = [person for person in people if person.has_left]
    unit.people.set_left([person.id for person in returning], None)
    return _recorded(unit, returning, actor, "return")


def change_roles(
    unit: Unit, people: Sequence[Person], actor: str, roles: Iterable[Role]
) -> list[Person]:
    """Give these people exactly these roles; return those who held others."""
    wanted = frozenset(roles)
    changed = [person for person in people if not person.has_left and person.roles != wanted]
    named = ";".join(role for role in Role if role in wanted)
    for person in changed:
        unit.people.set_roles(person.id, wanted)
        unit.record(person.partnership_id, actor, "change roles", f"person:{person.id}:{named}")
    return changed


def without_lead(unit: Unit, people: Sequence[Person]) -> list[str]:
    """Return the partnerships of these people that have no safeguarding lead now."""
    places = {person.partnership_id: person.partnership for person in people}
    return [name for place, name in places.items() if not unit.people.with_role(place, Role.LEAD)]


def _recorded(unit: Unit, people: list[Person], actor: str, act: str) -> list[Person]:
    for person in people:
        unit.record(person.partnership_id, actor, act, f"person:{person.id}")
    return people
