"""From what is typed to what is meant: a partnership by slug, a record by reference, a person.

A reference that several partnerships use is never guessed at.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import typer

from dialogs.turn import Command, Installation, Turn
from storage.unit import Unit
from surveys.people import Person, Role, Speaker
from surveys.problems import Refusal
from surveys.telling.permissions import ANY_OF_THEM, ROLES, Permission
from surveys.trust.training import plain_name
from surveys.typed import as_name

C = TypeVar("C", bound=Command)
T = TypeVar("T")
CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class NamedPartnership:
    """A partnership."""

    id: int
    slug: str
    name: str


def places(unit: Unit, slug: str | None = None) -> list[NamedPartnership]:
    """Return every partnership, or the one of that slug or name; refuses `partnership-unknown`."""
    known = [NamedPartnership(*row) for row in unit.people.partnerships()]
    if slug is None:
        return known
    wanted = as_name(slug)
    found = [
        place
        for place in known
        if wanted in {as_name(place.slug), as_name(place.name), as_name(plain_name(place.name))}
    ]
    if not found:
        raise Refusal("partnership-unknown", slug=slug, known=_listed(known))
    return found


def one_place(unit: Unit, slug: str | None) -> NamedPartnership:
    """Return the partnership that is meant; refuses `partnership-needed` if it could be several."""
    found = places(unit, slug)
    if len(found) != 1:
        raise Refusal("partnership-needed", known=_listed(found))
    return found[0]


def in_places(
    unit: Unit, slug: str | None, look: Callable[[int], Iterable[T]]
) -> list[tuple[str, T]]:
    """Return what `look` finds in the partnerships that are meant, each with its slug."""
    return [(place.slug, one) for place in places(unit, slug) for one in look(place.id)]


def by_reference(
    unit: Unit, slug: str | None, ref: str, kind: str, look: Callable[[int], T | None]
) -> tuple[NamedPartnership, T]:
    """Return the one record that `look` finds, and its partnership; `kind` is what to call it."""
    searched = places(unit, slug)
    found = [(place, record) for place in searched if (record := look(place.id)) is not None]
    if not found:
        raise Refusal("reference-unknown", kind=kind, ref=ref, where=_listed(searched))
    if len(found) > 1:
        raise Refusal("reference-twice", ref=ref, where=_listed([place for place, _ in found]))
    return found[0]


def _listed(found: list[NamedPartnership]) -> str:
    return ", ".join(place.slug for place in found) or "none yet"


def lead_of(unit: Unit, place: NamedPartnership, email: str | None) -> Person:
    """Return the lead in whose name something is done: the one named, else the first."""
    if email is None:
        leads = unit.people.with_role(place.id, Role.LEAD)
        if not leads:
            raise Refusal("no-lead", partnership=place.name)
        return leads[0]
    person = unit.people.find(place.id, email.strip())
    if person is None or not person.may(Role.LEAD):
        raise Refusal("not-a-lead", email=email, partnership=place.name)
    return person


def person_of(
    unit: Unit, place: NamedPartnership, email: str | None, permission: Permission | None
) -> Person:
    """Return in whose name something is done: the one named, if permitted, else the first lead."""
    if email is None:
        return lead_of(unit, place, None)
    person = unit.people.find(place.id, email.strip())
    roles = ROLES[permission] if permission else ANY_OF_THEM
    if person is None or not person.may(*roles):
        what, listed = permission or "see", ", ".join(role for role in Role if role in roles)
        raise Refusal("may-not", email=email, what=what, partnership=place.name, roles=listed)
    return person


def turn_of(lead: Person, unit: Unit, installation: Installation) -> Turn:
    """Return a turn in which a lead speaks from the command line."""
    return Turn(Speaker(CONSOLE, CONSOLE, (lead,)), unit, installation)


def typed_command(kind: type[C], **facts: object) -> C:
    """Return a command with what was typed; wrong usage where it is longer than a command takes."""
    try:
        return kind.model_validate(facts)
    except ValueError:  # only lengths are left to the command: options are read before
        raise typer.BadParameter("a value is longer than this command takes") from None
