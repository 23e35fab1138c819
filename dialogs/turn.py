"""A turn: who speaks, the unit of work, and the installation they speak in; and the shape of every command.

A command is frozen and strict; who speaks never comes from it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from dialogs.replies import Reply
from storage.unit import Unit
from surveys import library
from surveys.asking.lexicon import Lexicon
from surveys.asking.notices import LocalHelp
from surveys.people import Person, Role, Speaker
from surveys.problems import Refusal
from surveys.sending.calendar import IsHoliday, no_holidays
from surveys.telling.release_words import ReleaseWords


def _none_if_blank(value: object) -> object:
    """Teams sends an input that was left empty as an empty text."""
    return None if value == "" else value


TEAMS: Final = "teams"  # the doors by which an answer comes, as rows keep them
WEB: Final = "web"
Blank = BeforeValidator(_none_if_blank)
Id = Annotated[int, Field(ge=0, le=2**63 - 1)]  # what both databases can hold


class Command(BaseModel):
    """What a person asks for; an unknown field is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Nothing(Command):
    """A command that says all by its verb."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What holds for the whole installation."""

    public_url: str
    minimum_group: int
    lexicon: Lexicon
    local_help: LocalHelp = field(default_factory=LocalHelp)
    default_tenant: str = ""
    default_service_url: str = "https://smba.trafficmanager.net/teams"
    is_holiday: IsHoliday = no_holidays
    release_words: ReleaseWords = field(default_factory=library.release_words)
    writes_letters: bool = False  # there is a second door: e-mail to those whom Teams cannot reach
    send_rate: float = 25.0  # messages a second to a tenant, over all processes
    most_asks: int = 4  # surveys that one human is asked in 30 days; 0 is no cap


@dataclass(frozen=True, slots=True)
class Turn:
    """One command's surroundings."""

    speaker: Speaker
    unit: Unit
    installation: Installation

    def person(self, *roles: Role) -> Person:
        """Return the person who holds one of `roles` (anybody's, where none is named) or refuse."""
        found = self.speaker.having(*roles) if roles else self.speaker.person
        if found is None:
            raise Refusal("not-permitted")
        return found

    def record(self, person: Person, act: str, subject: str) -> None:
        """Write an audit event in the person's partnership."""
        self.unit.record(person.partnership_id, f"person:{person.id}", act, subject)


@dataclass(frozen=True, slots=True)
class Dialog:
    """One row of the table: the verb, what it takes, what it runs, and whom it is for (nobody named: everybody)."""

    verb: str
    command: type[Command]
    run: Callable[[Turn, Any], Reply]
    roles: frozenset[Role] = frozenset()
