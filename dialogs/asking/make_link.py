"""Make a public feedback link for one action: an open form for a child, a family or the front line.

Nothing is published where a concern would not be seen in time. The address is kept encrypted only,
which is why what is handed out here is no reply: a reply can be stored as it is.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from pydantic import Field

from dialogs.asking.find_instrument import instrument_named
from dialogs.asking.print_link import as_printed
from dialogs.asking.wave_lifecycle import label_of
from dialogs.trust.link_gate import refuse_unready
from dialogs.turn import Command, Id, Turn
from storage.impact.evidence import EvidenceAction
from storage.trust.one_time_links import token_hash
from surveys.asking.handout import PrintedLink
from surveys.asking.instrument import Instrument, Mode, say
from surveys.asking.wave import OPEN, NewWave
from surveys.london import LONDON
from surveys.people import Person, Role
from surveys.problems import Refusal

LONGEST_LABEL = 120


class LinkToMake(Command):
    """What is asked, about which action and where; `token` makes a second request the same link."""

    action: Id
    instrument: str = Field(max_length=60)
    voice: str = Field(max_length=20)
    label: str = Field(default="", max_length=1000)
    setting: str = Field(default="", max_length=1000)  # where it is used: a school, a family hub
    eligible: int | None = Field(default=None, ge=1)
    closes: date | None = None  # the last day, in London
    token: str = Field(
        default_factory=partial(secrets.token_urlsafe, 16), min_length=22, max_length=64, repr=False
    )


@dataclass(frozen=True, slots=True)
class PublicLink:
    """A link as it is printed; `wave` is None until the link has been made."""

    printed: PrintedLink
    action_ref: str
    wave: int | None = None

    @property
    def address(self) -> str:
        """The address of the form."""
        return self.printed.address


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the request names, once it may be made."""

    lead: Person
    action: EvidenceAction
    instrument: Instrument
    closes_at: datetime | None


def check(turn: Turn, command: LinkToMake) -> PublicLink:
    """Return the link as it would be made; refuses what may not be published."""
    return _link(turn, command, _parts(turn, command), wave=None)


def make(turn: Turn, command: LinkToMake) -> PublicLink:
    """Open the form to those who have the address; refuses what `check` refuses."""
    found = _parts(turn, command)
    unit, lead, hashed = turn.unit, found.lead, token_hash(command.token)
    label, setting = _one_line(command.label), _one_line(command.setting)
    plain = label_of(found.instrument, unit.now)
    new = NewWave(
        partnership_id=lead.partnership_id,
        once=f"link:{hashed}",
        subject=f"action:{found.action.id}",
        instrument_version=found.instrument.version,
        voice=found.instrument.voice,
        label=f"{say(found.instrument.title, 'en')}, {label}" if label else plain,
        rule="",
        opens_at=unit.now,
        closes_at=found.closes_at,
        remind_at=None,
        state=OPEN,
        eligible=command.eligible,
        asked_by=lead.id,
    )
    wave, made = unit.waves.plan(new)
    if made:
        unit.public_links.add(
            lead.partnership_id, command.token, wave, label or plain, unit.now, setting
        )
        turn.record(lead, "make link", f"wave:{wave}")
    return _link(turn, command, found, wave=wave)


def _link(turn: Turn, command: LinkToMake, found: _Parts, wave: int | None) -> PublicLink:
    place = (_one_line(command.label), _one_line(command.setting))
    printed = as_printed(
        turn,
        command.token,
        found.instrument,
        partnership=found.lead.partnership,
        place=", ".join(filter(None, place)),
        last_day=command.closes,
    )
    return PublicLink(printed, found.action.ref, wave)


def _parts(turn: Turn, command: LinkToMake) -> _Parts:
    lead = turn.person(Role.LEAD)
    action = turn.unit.evidence.action(lead.partnership_id, command.action)
    if action is None:
        raise Refusal("not-found")
    instrument = instrument_named(turn.unit, command.instrument)
    if instrument.mode is not Mode.ANONYMOUS:
        raise Refusal("instrument-by-name", instrument=instrument.code)
    if instrument.voice.value != command.voice:
        raise Refusal(
            "voice-differs",
            instrument=instrument.code,
            voice=instrument.voice.value,
            given=command.voice,
        )
    closes_at = _end_of(command.closes) if command.closes else None
    if closes_at and closes_at <= turn.unit.now:
        raise Refusal("time-past")
    refuse_unready(turn.unit, lead.partnership_id, lead.partnership)
    return _Parts(lead, action, instrument, closes_at)


def _one_line(words: str) -> str:
    return " ".join(words.split())[:LONGEST_LABEL]


def _end_of(last: date) -> datetime:
    """Return the midnight in London after a day."""
    midnight = datetime.combine(last + timedelta(days=1), time(), LONDON)
    return midnight.astimezone(UTC)
