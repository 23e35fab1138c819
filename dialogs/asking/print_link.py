"""What is printed of a public link that was made before: a poster, cards or a letter."""

from datetime import date, timedelta

from dialogs.turn import Command, Id, Turn
from storage.asking.public_links import LinkRow
from surveys.asking.handout import PrintedLink
from surveys.asking.instrument import Instrument
from surveys.asking.wave import Wave
from surveys.london import LONDON
from surveys.people import Role
from surveys.problems import Refusal


class PrintLink(Command):
    """Print the link to a wave."""

    wave: Id


def print_link(turn: Turn, command: PrintLink) -> PrintedLink:
    """Return a link as it is printed; refuses `not-found` and `address-not-kept`."""
    unit, lead = turn.unit, turn.person(Role.LEAD)
    wave, link = find_link(turn, command.wave)
    if link.token is None:
        raise Refusal("address-not-kept")
    label = "" if link.label == wave.label else link.label  # the one that we gave it says the title
    turn.record(lead, "print link", f"wave:{wave.id}")
    return as_printed(
        turn,
        link.token,
        unit.instruments.at(wave.instrument_version),
        partnership=wave.partnership,
        place=", ".join(filter(None, (label, link.setting))),
        last_day=last_day(wave),
    )


def find_link(turn: Turn, wave_id: int) -> tuple[Wave, LinkRow]:
    """Return a link of the speaker's partnership and its wave; refuses `not-found`."""
    wave = turn.unit.waves.wave(wave_id)
    link = turn.unit.public_links.of_wave(turn.person().partnership_id, wave_id)
    if wave is None or link is None:
        raise Refusal("not-found")
    return wave, link


def as_printed(
    turn: Turn,
    token: str,
    instrument: Instrument,
    *,
    partnership: str,
    place: str,
    last_day: date | None,
) -> PrintedLink:
    """Return what is printed of the link with this token."""
    host = turn.installation.public_url.rstrip("/")
    return PrintedLink(
        address=f"{host}/f/{token}",
        typed_at=f"{host}/g",
        code=turn.unit.public_links.code_of(token),
        partnership=partnership,
        place=place,
        last_day=last_day,
        instrument=instrument,
    )


def last_day(wave: Wave) -> date | None:
    """Return the day in London that ends when a wave closes; None if it stays open."""
    return wave.closes_at and (wave.closes_at - timedelta(seconds=1)).astimezone(LONDON).date()
