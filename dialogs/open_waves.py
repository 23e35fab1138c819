"""Plan, open, remind and close waves: the part of asking that the clock drives.

Each step is safe to repeat: a wave has one name (`once`), an invitation one row, a reminder one dispatch.
"""

from datetime import datetime

from dialogs.survey_words import invite_reply
from storage.rows import AnySelect
from storage.unit import Unit
from surveys.asking.instrument import Instrument, say
from surveys.asking.wave import Event, NewWave, Wave
from surveys.asking.waves import plan_waves
from surveys.london import day_in_words
from surveys.telling.delivery import Kind
from surveys.telling.dispatch import NewDispatch


def plan_for_event(unit: Unit, event: Event) -> None:
    """Plan the waves that follow an event; one whose time has passed before it was planned is left out."""
    by_code = {instrument.code: instrument for instrument in unit.instruments.all_latest()}
    for planned in plan_waves(event.ends_at, by_code.values()):
        if planned.closes_at <= unit.now:
            continue
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
        wave_id, made = unit.waves.plan(new)
        if not made:
            unit.waves.move(wave_id, event.id, planned.opens_at, planned.closes_at, planned.remind_at)


def label_of(instrument: Instrument, opens_at: datetime) -> str:
    """Return how people name a wave."""
    return f"{say(instrument.title, 'en')}, {day_in_words(opens_at)}"


def open_wave(unit: Unit, wave: Wave) -> int | None:
    """Open a wave: write its ledger, send the invitations; return the dispatch, None where another has opened it."""
    if not unit.waves.open(wave.id):
        return None
    unit.waves.invite(wave.id, people_of(unit, wave))
    instrument = unit.instruments.at(wave.instrument_version)
    unit.record(wave.partnership_id, "clock", "open wave", f"wave:{wave.id}")
    return _send(unit, wave, instrument, Kind.SURVEY)


def remind(unit: Unit, wave: Wave) -> int | None:
    """Send the one reminder to those who have not finished; None where another has sent it."""
    if not unit.waves.mark_reminded(wave.id):
        return None
    return _send(unit, wave, unit.instruments.at(wave.instrument_version), Kind.REMINDER)


def sent_for(unit: Unit, wave: Wave) -> int | None:
    """Return the dispatch of a wave's invitations, where they have gone out."""
    return unit.deliveries.find(_once(wave, Kind.SURVEY))


def _once(wave: Wave, kind: Kind) -> str:
    return f"wave:{wave.id}:{kind.value}"


def people_of(unit: Unit, wave: Wave) -> AnySelect:
    """Return the query of the people ids whom a wave asks."""
    if wave.rule:
        return unit.audience(wave.partnership_id, wave.rule)
    return unit.waves.attended(wave.event_id) if wave.event_id else unit.waves.attended_any(wave.action_id or 0)


def _send(unit: Unit, wave: Wave, instrument: Instrument, kind: Kind) -> int:
    reply = invite_reply(wave, instrument, reminder=kind is Kind.REMINDER)
    new = NewDispatch(
        partnership_id=wave.partnership_id,
        once=_once(wave, kind),
        kind=kind,
        title=wave.label,
        rule=wave.rule,
        reply=type(reply).__name__,
        content=reply.model_dump_json(),
        wave_id=wave.id,
    )
    people = unit.waves.not_finished(wave.id)
    return unit.deliveries.open(new, people, unit.now, unit.now)[0]


def open_due(unit: Unit) -> int:
    """Open every wave whose time has come; return how many."""
    due = unit.waves.due_to_open(unit.now)
    for wave in due:
        open_wave(unit, wave)
    return len(due)


def remind_due(unit: Unit) -> int:
    """Send every reminder that is due; return how many waves."""
    due = unit.waves.due_to_remind(unit.now)
    for wave in due:
        remind(unit, wave)
    return len(due)


def close_due(unit: Unit) -> int:
    """Close every wave whose time is over; return how many."""
    due = unit.waves.due_to_close(unit.now)
    for wave in due:
        if unit.waves.close(wave.id):
            unit.record(wave.partnership_id, "clock", "close wave", f"wave:{wave.id}")
    return len(due)
