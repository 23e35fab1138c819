"""A turn: the speaker, the unit of work and the installation; and the shape of every command.

A command is frozen and strict; the speaker never comes from it.
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
    """Map an empty input, which Teams sends as an empty text, to None."""
    return None if value == "" else value


TEAMS: Final = "teams"  # the doors by which an answer comes, as rows keep them
WEB: Final = "web"
Blank = BeforeValidator(_none_if_blank)
Unticked = BeforeValidator(lambda value: False if value == "" else value)  # a box left unticked
Id = Annotated[int, Field(ge=0, le=2**63 - 1)]  # what both databases can hold


class Command(BaseModel):
    """What a person asks for; an unknown field is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Nothing(Command):
    """A command that says all by its verb."""


@dataclass(frozen=True, slots=True)
class Installation:
    """Settings that hold for the whole installation."""

    public_url: str
    minimum_group: int
    lexicon: Lexicon
    local_help: LocalHelp = field(default_factory=LocalHelp)
    default_tenant: str = ""
    default_service_url: str = "https://smba.trafficmanager.net/teams"
    is_holiday: IsHoliday = no_holidays
    release_words: ReleaseWords = field(default_factory=library.release_words)
    sends_emails: bool = False  # whether people Teams cannot reach get an e-mail
    send_rate: float = 25.0  # messages a second to a tenant, over all processes
    most_asks: int = 4  # surveys that one human is asked in 30 days; 0 is no cap


@dataclass(frozen=True, slots=True)
class Turn:
    """The context of one command."""

    speaker: Speaker
    unit: Unit
    installation: Installation

    def person(self, *roles: Role) -> Person:
        """Return the speaker as the person with one of `roles` (default: any), or refuse."""
        found = self.speaker.having(*roles) if roles else self.speaker.person
        if found is None:
            raise Refusal("not-permitted")
        return found

    def record(self, person: Person, act: str, subject: str) -> None:
        """Write an audit event in the person's partnership."""
        self.unit.record(person.partnership_id, f"person:{person.id}", act, subject)


@dataclass(frozen=True, slots=True)
class Dialog:
    """One row of the table: verb, command, what it runs, and for which roles (none: all)."""

    verb: str
    command: type[Command]
    run: Callable[[Turn, Any], Reply]
    roles: frozenset[Role] = frozenset()
