"""A turn: the speaker, the unit of work and the installation; and the shape of every command.

A command is frozen and strict; the speaker never comes from it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from dialogs.replies import Reply
from storage.unit import Unit
from surveys import library
from surveys.asking.lexicon import Lexicon
from surveys.asking.notices import LocalHelp
from surveys.london import day_in_words
from surveys.people import Person, Role, Speaker
from surveys.problems import Refusal
from surveys.sending.calendar import IsHoliday, no_holidays
from surveys.sending.quiet_hours import NEVER_QUIET, Quiet
from surveys.telling.release_words import ReleaseWords
from surveys.typed_times import read_day, read_time


def _none_if_blank(value: object) -> object:
    """Map an empty input, which Teams sends as an empty text, to None."""
    return None if value == "" else value


FARTHEST = timedelta(days=3 * 365)  # a day beyond it is more likely a slip than a plan
LONGEST_SENT = 5_000  # what is too long is given back as far as a card has room
MOST_PEOPLE = 1000  # that may have taken part in something


def _day(value: object, info: ValidationInfo[dict[str, date] | None]) -> object:
    """Read a day as people type it."""
    if not isinstance(value, str) or info.context is None:
        return value
    if (day := read_day(value, info.context["today"])) is None:
        raise Refusal("date-unreadable")
    return day


def _day_to_come(value: object, info: ValidationInfo[dict[str, date] | None]) -> object:
    """Read a day; refuse one that is over, or too far off to be meant."""
    day = _day(value, info)
    if isinstance(day, date) and info.context is not None:
        refuse_odd(day, info.context["today"])
    return day


def refuse_odd(day: date, today: date) -> None:
    """Refuse a day that is over, or too far off to be meant."""
    if not today <= day <= today + FARTHEST:
        raise Refusal("date-odd", day=day_in_words(day))


def _time_of_day(value: object) -> object:
    if not isinstance(value, str):
        return value
    if (found := read_time(value)) is None:
        raise Refusal("time-unreadable")
    return found


def _how_many(value: object) -> object:
    written = str(value).strip()
    if not (written.isascii() and written.isdecimal()):
        raise Refusal("number-unreadable")
    if not 1 <= int(written[:9]) <= MOST_PEOPLE:
        raise Refusal("number-odd", most=MOST_PEOPLE)
    return int(written)


Day = Annotated[date, BeforeValidator(_day)]
DayToCome = Annotated[date, BeforeValidator(_day_to_come)]
TimeOfDay = Annotated[time, BeforeValidator(_time_of_day)]
HowMany = Annotated[int, BeforeValidator(_how_many)]  # people, from 1
TEAMS: Final = "teams"  # the doors by which an answer comes, as rows keep them
WEB: Final = "web"
PAPER: Final = "paper"  # typed in by two people
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
    bot_id: str = ""
    watch_every: timedelta | None = None  # how often a synthetic concern goes from end to end
    default_service_url: str = "https://smba.trafficmanager.net/teams"
    is_holiday: IsHoliday = no_holidays
    quiet: Quiet = NEVER_QUIET
    release_words: ReleaseWords = field(default_factory=library.release_words)
    sends_emails: bool = False  # whether people Teams cannot reach get an e-mail
    send_rate: float = 25.0  # messages a second to a tenant, over all processes
    most_asks: int = 4  # surveys that one human is asked in 30 days; 0 is no cap

    @property
    def teams_chat(self) -> str:
        """The address that opens a person's chat with the bot, once they have signed in."""
        return f"https://teams.microsoft.com/l/chat/0/0?users=28:{self.bot_id}"


@dataclass(frozen=True, slots=True)
class Turn:
    """The context of one command; from then on its unit sees the speaker's partnerships only."""

    speaker: Speaker
    unit: Unit
    installation: Installation

    def __post_init__(self) -> None:
        self.unit.narrow_to(person.partnership_id for person in self.speaker.people)

    def person(self, *roles: Role) -> Person:
        """Return the speaker as the person with one of `roles` (default: any), or refuse.

        Only for turns in which one person speaks: by e-mail, from the command line, by the clock.
        """
        found = self.speaker.having(*roles) if roles else self.speaker.person
        if found is None:
            raise Refusal("not-permitted")
        return found

    @property
    def today(self) -> date:
        """Return the day that it is in London."""
        return self.unit.today

    def people(self, *roles: Role) -> tuple[Person, ...]:
        """Return the speaker in each partnership where they hold one of `roles`, or refuse."""
        found = tuple(person for person in self.speaker.people if person.may(*roles))
        if not found:
            raise Refusal("not-permitted")
        return found

    @property
    def several(self) -> bool:
        """Say whether the speaker is on the rosters of several partnerships."""
        return len(self.speaker.people) > 1

    def placed(self, detail: str, person: Person) -> str:
        """Return a detail with the partnership's name, where the speaker is in several."""
        return ", ".join(filter(None, (detail, person.partnership if self.several else "")))

    def person_in(self, partnership_id: int, *roles: Role) -> Person:
        """Return the speaker in one partnership, to act there by one of `roles`, or refuse."""
        person = self.speaker.within(partnership_id)
        if person is None:
            raise Refusal("not-found")
        if not person.may(*roles):
            raise Refusal("not-permitted")
        return person

    def record(self, person: Person, act: str, subject: str) -> None:
        """Write an audit event in the person's partnership."""
        self.unit.record(person.partnership_id, f"person:{person.id}", act, subject)


@dataclass(frozen=True, slots=True)
class Dialog:
    """One row of the table: verb, command, what it runs, and for which roles (none: all).

    A verb that decides something `asks` first: this shows anew what it would do.
    """

    verb: str
    command: type[Command]
    run: Callable[[Turn, Any], Reply]
    roles: frozenset[Role] = frozenset()
    asks: Callable[[Turn, Any], Reply] | None = None
