"""Make a public feedback link for one action: an open form for a child, a family or the front line.

Nothing is published where no safeguarding lead would see a concern; only the hash of the address is kept.
"""

import secrets
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated

import typer

from bot.console.files import arriving
from bot.console.lookups import by_reference, instrument_named, lead_of, turn_of
from bot.console.options import AsJson, Lead, Partnership, Poster, day
from bot.console.output import say, show_json
from bot.console.program import program_of
from dialogs.asking.wave_lifecycle import label_of
from dialogs.turn import Installation
from storage.impact.evidence import EvidenceAction
from storage.trust.one_time_links import token_hash
from storage.unit import Unit
from surveys.asking.instrument import Instrument, Mode
from surveys.asking.instrument import say as in_language
from surveys.asking.wave import OPEN, NewWave
from surveys.london import LONDON
from surveys.people import Person, Role
from surveys.problems import Refusal

app = typer.Typer(
    help="Make public feedback links for children, families and the front line.",
    no_args_is_help=True,
)
DEPUTIES = 2


class LinkVoice(StrEnum):
    """Who can speak behind a link."""

    CHILD = "child"
    FAMILY = "family"
    FRONTLINE = "frontline"


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """What was typed."""

    action: str
    instrument: str
    voice: LinkVoice
    label: str
    eligible: int | None
    closes: date | None
    partnership: str | None
    lead: str | None


@dataclass(frozen=True, slots=True)
class LinkParts:
    """What is meant by it; `missing` is what the full concern lane still lacks here."""

    lead: Person
    action: EvidenceAction
    instrument: Instrument
    closes_at: datetime | None
    missing: Sequence[str]


@app.callback()
def links() -> None:
    """Make public feedback links for children, families and the front line."""


Questionnaire = Annotated[
    str, typer.Option("--instrument", metavar="CODE", help="The questionnaire behind it.")
]
Action = Annotated[
    str, typer.Option("--action", metavar="REF", help="The action that it speaks to.")
]
Speaks = Annotated[
    LinkVoice, typer.Option("--voice", metavar="child|family|frontline", help="Who speaks.")
]
Label = Annotated[str, typer.Option("--label", metavar="TEXT", help="Where it is given out.")]
Eligible = Annotated[
    int | None, typer.Option("--eligible", metavar="N", min=1, help="How many people are given it.")
]
Closes = Annotated[
    date | None,
    typer.Option("--closes", metavar="DATE", parser=day, help="The last day: YYYY-MM-DD."),
]


@app.command()
def create(  # noqa: PLR0913, PLR0917 - each is an option that somebody may type
    context: typer.Context,
    instrument: Questionnaire,
    action: Action,
    voice: Speaks,
    label: Label = "",
    eligible: Eligible = None,
    closes: Closes = None,
    poster: Poster = None,
    partnership: Partnership = None,
    lead: Lead = None,
    as_json: AsJson = False,
) -> None:
    """Make a link; prints its address, which is not kept and cannot be shown again."""
    program = program_of(context)
    installation = program.installation()
    named = " ".join(label.split())[:120]
    wanted = LinkRequest(action, instrument, voice, named, eligible, closes, partnership, lead)
    token = secrets.token_urlsafe(16)
    url = f"{installation.public_url.rstrip('/')}/f/{token}"
    with program.store() as store, ExitStack() as posters:
        found = store.look(lambda unit: find(unit, wanted))
        if poster:
            drawn = program.write_poster(url, in_language(found.instrument.title, "en"))
            posters.enter_context(arriving(poster, drawn))
        wave = store.act_now(lambda unit: open_link(unit, installation, wanted, token_hash(token)))
    _warn(found)
    if as_json:
        show_json(
            {
                "url": url,
                "wave": wave,
                "action": found.action.ref,
                "voice": voice.value,
                "missing": found.missing,
            }
        )
    else:
        say(url)


def find(unit: Unit, wanted: LinkRequest) -> LinkParts:
    """Find the action and the questionnaire; refuses another voice, a past date, and a place without any lead."""
    place, action = by_reference(
        unit,
        wanted.partnership,
        wanted.action,
        "action",
        lambda place_id: unit.evidence.find_action(place_id, wanted.action),
    )
    instrument = instrument_named(unit, wanted.instrument)
    if instrument.mode is not Mode.ANONYMOUS:
        raise Refusal("instrument-by-name", instrument=instrument.code)
    if instrument.voice.value != wanted.voice.value:
        raise Refusal(
            "voice-differs",
            instrument=instrument.code,
            voice=instrument.voice.value,
            given=wanted.voice.value,
        )
    closes_at = _end_of(wanted.closes)
    if closes_at and closes_at <= unit.now:
        raise Refusal("time-past")
    leads = unit.people.with_role(place.id, Role.LEAD)
    if not leads:
        raise Refusal(
            "concern-gate", missing=f"{place.name} has no safeguarding lead to see a concern."
        )
    return LinkParts(
        lead_of(unit, place, wanted.lead), action, instrument, closes_at, _missing(leads)
    )


def _end_of(last: date | None) -> datetime | None:
    """Return the midnight in London after a day."""
    return (
        datetime.combine(last + timedelta(days=1), time(), LONDON).astimezone(UTC) if last else None
    )


def _missing(leads: Sequence[Person]) -> list[str]:
    """Name what `DEPUTIES` deputies from two agencies would still need."""
    more = DEPUTIES + 1 - len(leads)
    missing = (
        [f"{more} more {'lead' if more == 1 else 'leads'} to stand in as deputies"]
        if more > 0
        else []
    )
    if len({lead.agency_id for lead in leads}) < 2:
        missing.append("a lead of a second agency")
    return missing


def open_link(unit: Unit, installation: Installation, wanted: LinkRequest, hashed: str) -> int:
    """Open the wave and keep its link; return the wave."""
    found = find(unit, wanted)
    turn = turn_of(found.lead, unit, installation)
    title = in_language(found.instrument.title, "en")
    label = f"{title}, {wanted.label}" if wanted.label else label_of(found.instrument, unit.now)
    new = NewWave(
        partnership_id=found.lead.partnership_id,
        once=f"link:{hashed}",
        subject=f"action:{found.action.id}",
        instrument_version=found.instrument.version,
        voice=found.instrument.voice,
        label=label,
        rule="",
        opens_at=unit.now,
        closes_at=found.closes_at,
        remind_at=None,
        state=OPEN,
        eligible=wanted.eligible,
        asked_by=found.lead.id,
    )
    wave, _ = unit.waves.plan(new)
    unit.waves.add_link(found.lead.partnership_id, hashed, wave, wanted.label or label, unit.now)
    turn.record(found.lead, "make link", f"wave:{wave}")
    return wave


def _warn(found: LinkParts) -> None:
    if found.missing:
        say(
            f"Before it is given out, this partnership still needs: {'; '.join(found.missing)}.",
            errors=True,
        )
