"""Plan, open, remind and close waves: the part of asking that the clock drives.

Each step is idempotent: a wave has one name (`once`), an invitation a row, a reminder a dispatch.
People left out by the cap on asking are in the dispatch with the reason and in the ledger as left
out, and are not reminded.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dialogs.asking.survey_words import invite_reply
from dialogs.replies import freeze
from dialogs.turn import Installation
from storage.database.query_types import AnySelect
from storage.unit import Unit
from surveys.asking.instrument import Instrument, say
from surveys.asking.wave import Event, NewWave, Wave
from surveys.asking.waves import plan_waves
from surveys.london import day_in_words
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch

JUST_ASKED = timedelta(hours=12)  # no one is reminded so soon after the invitation


def plan_for_event(unit: Unit, event: Event) -> None:
    """Plan the waves that follow an event, or move those not open yet; skip those already over."""
    by_code = {instrument.code: instrument for instrument in unit.instruments.all_latest()}
    for planned in plan_waves(event.ends_at, by_code.values()):
        instrument = by_code[planned.instrument_code]
        new = NewWave(
            partnership_id=event.partnership_id,
            once=f"event:{event.id}:{instrument.code}",
            subject=f"event:{event.id}",
            instrument_version=instrument.version,
            voice=instrument.voice,
            label=label_of(instrument, planned.opens_at),
            rule="",
            opens_at=planned.opens_at,
            closes_at=planned.closes_at,
            remind_at=planned.remind_at,
        )
        unit.waves.move(new)
        if planned.closes_at > unit.now:
            unit.waves.plan(new)


def label_of(instrument: Instrument, opens_at: datetime) -> str:
    """Return how people name a wave."""
    return f"{say(instrument.title, 'en')}, {day_in_words(opens_at)}"


def open_wave(unit: Unit, installation: Installation, wave: Wave) -> int | None:
    """Open a wave: send the invitations, write its ledger. None where another process opened it."""
    unit.exclusions.lock()
    # The reminder keeps its distance from the invitation.
    late = max(unit.now - wave.opens_at, timedelta())
    if not unit.waves.open(wave.id, wave.remind_at + late if wave.remind_at else None):
        return None
    unit.record(wave.partnership_id, "clock", "open wave", f"wave:{wave.id}")
    return _invite(
        unit, installation, wave, _once(wave, DeliveryKind.SURVEY), people_of(unit, wave)
    )


def ask_newcomers(unit: Unit, installation: Installation, wave: Wave) -> int | None:
    """Ask people whose attendance was recorded after the wave opened; None where there are none."""
    unit.exclusions.lock()
    newcomers = unit.invitations.newcomers(wave)
    if not unit.count(newcomers):
        return None
    once = f"{_once(wave, DeliveryKind.SURVEY)}:after {unit.invitations.known(wave.id)}"
    unit.record(wave.partnership_id, "clock", "ask newcomers", f"wave:{wave.id}")
    return _invite(unit, installation, wave, once, newcomers)


def remind(unit: Unit, installation: Installation, wave: Wave) -> int | None:
    """Send the one reminder to those who have not finished; None where it has been sent."""
    if not unit.waves.mark_reminded(wave.id):
        return None
    people = unit.invitations.to_remind(wave.id, unit.now - JUST_ASKED)
    kind = DeliveryKind.REMINDER
    new = _dispatch(unit, installation, wave, kind, _once(wave, kind))
    return unit.deliveries.open(new, people, unit.now, unit.now)[0]


def close(unit: Unit, wave: Wave) -> None:
    """Close a wave: no answer is taken any more."""
    if unit.waves.close(wave.id):
        unit.record(wave.partnership_id, "clock", "close wave", f"wave:{wave.id}")


def sent_for(unit: Unit, wave: Wave) -> int | None:
    """Return the dispatch of a wave's invitations, where they have gone out."""
    return unit.deliveries.find(_once(wave, DeliveryKind.SURVEY))


def _once(wave: Wave, kind: DeliveryKind) -> str:
    return f"wave:{wave.id}:{kind.value}"


def people_of(unit: Unit, wave: Wave) -> AnySelect:
    """Return the query of the people ids whom a wave asks."""
    if wave.rule:
        return unit.audience(wave.partnership_id, wave.rule)
    return (
        unit.learning_events.attended(wave.event_id)
        if wave.event_id
        else unit.learning_events.attended_any(wave.action_id or 0)
    )


def _invite(
    unit: Unit, installation: Installation, wave: Wave, once: str, people: AnySelect
) -> int:
    """Invite those who have not been asked too often, and write all of them into the ledger."""
    new = _dispatch(unit, installation, wave, DeliveryKind.SURVEY, once)
    excluding = unit.exclusions.of_survey(installation.most_asks)
    dispatch, made = unit.deliveries.open(new, people, unit.now, unit.now, excluding)
    if made:
        unit.invitations.invite(wave.id, dispatch)
    return dispatch


def _dispatch(
    unit: Unit, installation: Installation, wave: Wave, kind: DeliveryKind, once: str
) -> NewDispatch:
    instrument = unit.instruments.at(wave.instrument_version)
    reminder = kind is DeliveryKind.REMINDER
    reply = invite_reply(wave, instrument, installation.public_url, reminder=reminder)
    return NewDispatch(
        partnership_id=wave.partnership_id,
        once=once,
        kind=kind,
        title=wave.label,
        rule=wave.rule,
        says=freeze(reply),
        wave_id=wave.id,
    )


@dataclass(frozen=True, slots=True)
class WaveStep:
    """One thing that the clock does with waves: which are due, and what is done with each.

    Each wave has a unit of work of its own.
    """

    name: str
    due: Callable[[Unit], list[Wave]]
    take: Callable[[Unit, Installation, Wave], object]

    def take_all(self, unit: Unit, installation: Installation) -> int:
        """Do it with every wave that is due, in one unit; return how many."""
        due = self.due(unit)
        for wave in due:
            self.take(unit, installation, wave)
        return len(due)


OPENING = WaveStep("open waves", lambda unit: unit.waves.due_to_open(unit.now), open_wave)
CATCHING_UP = WaveStep(
    "ask newcomers", lambda unit: unit.waves.with_newcomers(unit.now), ask_newcomers
)
REMINDING = WaveStep(
    "remind",
    lambda unit: unit.waves.due_to_remind(unit.now),
    remind,
)
CLOSING = WaveStep(
    "close waves",
    lambda unit: unit.waves.due_to_close(unit.now),
    lambda unit, _, wave: close(unit, wave),
)
STEPS = (OPENING, CATCHING_UP, REMINDING, CLOSING)
