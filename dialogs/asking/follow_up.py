"""Follow up an event or an action: choose it, see how many people and minutes it asks, open it."""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from dialogs.asking.wave_lifecycle import label_of, open_wave, sent_for
from dialogs.people.audience_counts import left_out, needs_typing, offered
from dialogs.replies import ChooseFollowUp, ConfirmFollowUp, FollowUpOffer, Option, Reply
from dialogs.turn import Command, Turn
from storage.database.query_types import AnySelect
from surveys.asking.instrument import Instrument, Mode, say
from surveys.asking.length import minutes_in_words, questions_in_words, told_minutes
from surveys.asking.wave import NewWave
from surveys.asking.waves import follow_up_due, wave_on_demand
from surveys.london import day_in_words
from surveys.people import Person, Role
from surveys.problems import Refusal
from surveys.sending.audience import FAULTS

MOST_OFFERS = 4  # of one partnership, the latest events
# Each number can be written in one way only, because the subject names a study.
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")


class FollowUpChoice(Command):
    """What is followed up, with which questionnaire, among whom."""

    subject: str = Field(max_length=60)
    instrument: str = Field(max_length=60)
    audience: str = Field(default="", max_length=2000)
    rule: str = Field(default="", max_length=2000)
    timed: bool = False  # whether to ask for a time and a repeat


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up that has been looked up and may be opened."""

    lead: Person
    subject: str  # event:ID or action:ID
    ref: str  # the same with its reference
    title: str
    instrument: Instrument
    rule: str
    people: AnySelect
    by_agency: tuple[tuple[str, int], ...]
    everyone: bool

    @property
    def count(self) -> int:
        """How many people."""
        return sum(number for _, number in self.by_agency)


def choose(turn: Turn, _command: Command) -> ChooseFollowUp:
    """Offer events and actions, questionnaires and audiences."""
    leads = turn.people(Role.LEAD)
    attended, instruments = Option(value="attended", text="Those who attended"), askable(turn)
    return ChooseFollowUp(
        subjects=tuple(subject for lead in leads for subject in _subjects(turn, lead)),
        instruments=tuple(_option(instrument) for instrument in instruments),
        audiences=(attended, *offered(turn, leads)),
        offers=tuple(offer for lead in leads for offer in _offers(turn, lead, instruments)),
    )


def _offers(turn: Turn, lead: Person, instruments: Iterable[Instrument]) -> Iterator[FollowUpOffer]:
    """Yield the latest events that are over, with the follow-up whose time has come."""
    for event in turn.unit.learning_events.of_partnership(lead.partnership_id, MOST_OFFERS):
        due = follow_up_due(event.ends_at, turn.unit.now, instruments)
        if due is None:
            continue
        asks = _option(due)
        yield FollowUpOffer(
            subject=f"event:{event.id}",
            instrument=due.code,
            text=turn.placed(event.title, lead),
            detail=f"{asks.text}: {asks.detail}, to those who attended",
        )


def _subjects(turn: Turn, lead: Person) -> Iterator[Option]:
    for event in turn.unit.learning_events.of_partnership(lead.partnership_id, 12):
        detail = turn.placed(day_in_words(event.ends_at), lead)
        yield Option(value=f"event:{event.id}", text=event.title, detail=detail)
    for action in turn.unit.evidence.actions(lead.partnership_id):
        detail = turn.placed(action.ref, lead)
        yield Option(value=f"action:{action.id}", text=action.title, detail=detail)


def askable(turn: Turn) -> list[Instrument]:
    """Return the questionnaires that can be put to people in Teams."""
    return [i for i in turn.unit.instruments.all_latest() if i.mode is not Mode.ANONYMOUS]


def preview(turn: Turn, command: FollowUpChoice) -> Reply:
    """Show how many people and minutes it asks."""
    rule = command.rule.strip() or ("" if command.audience == "attended" else command.audience)
    try:
        found = look_up(turn, command.subject, command.instrument, rule)
        asked = shown(turn, found, secrets.token_hex(8))
        return asked.model_copy(update={"timed": command.timed})
    except Refusal as refusal:
        if refusal.code not in FAULTS:
            raise
        given = {name: getattr(command, name) for name in ("subject", "instrument", "rule")}
        return choose(turn, command).model_copy(update={**given, "problem": str(refusal)})


def look_up(turn: Turn, subject: str, code: str, rule: str) -> FollowUp:
    """Find the event or action, the questionnaire and the people, within the lead's partnership."""
    lead, ref, title = _subject(turn, subject)
    instrument = turn.unit.instruments.latest(code)
    if instrument is None or instrument.mode is Mode.ANONYMOUS:
        raise Refusal("not-found")
    people = _people(turn, lead, subject, rule)
    by_agency = tuple(turn.unit.count(people))
    if not by_agency:
        raise Refusal("nobody-in-audience")
    everyone = needs_typing(turn, lead, rule)
    return FollowUp(lead, subject, ref, title, instrument, rule, people, by_agency, everyone)


def open_follow_up(turn: Turn, found: FollowUp, once: str, opens_at: datetime) -> int | None:
    """Plan the wave and open it if it is due; return the dispatch, None where nothing went out."""
    window = wave_on_demand(found.instrument, opens_at)
    new = NewWave(
        partnership_id=found.lead.partnership_id,
        once=once,
        subject=found.subject,
        instrument_version=found.instrument.version,
        voice=found.instrument.voice,
        label=label_of(found.instrument, opens_at),
        rule=found.rule,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        remind_at=window.remind_at,
        asked_by=found.lead.id,
    )
    wave_id, made = turn.unit.waves.plan(new)
    if made:
        turn.record(found.lead, "follow up", f"wave:{wave_id}")
    wave = turn.unit.waves.wave(wave_id)
    if wave is None or wave.opens_at > turn.unit.now:
        return None
    return open_wave(turn.unit, turn.installation, wave) if made else sent_for(turn.unit, wave)


def _subject(turn: Turn, subject: str) -> tuple[Person, str, str]:
    """Return the lead of an event's or action's partnership, its reference, and its title."""
    kind, _, number = subject.partition(":")
    subject_id = int(number) if _NUMBER.fullmatch(number) else 0
    event = turn.unit.learning_events.get(subject_id) if kind == "event" else None
    for lead in turn.people(Role.LEAD):
        if event and event.partnership_id == lead.partnership_id:
            return lead, f"event:{event.ref}", event.title
        if kind == "action" and (
            action := turn.unit.evidence.action(lead.partnership_id, subject_id)
        ):
            return lead, f"action:{action.ref}", action.title
    raise Refusal("not-found")


def _people(turn: Turn, lead: Person, subject: str, rule: str) -> AnySelect:
    if rule:
        turn.unit.refuse_unknown_values(lead.partnership_id, rule)
        return turn.unit.audience(lead.partnership_id, rule)
    kind, _, number = subject.partition(":")
    events = turn.unit.learning_events
    attended = events.attended if kind == "event" else events.attended_any
    return attended(int(number))


def _option(instrument: Instrument) -> Option:
    minutes = minutes_in_words(told_minutes(instrument))
    detail = f"{questions_in_words(len(instrument.asked))}, about {minutes}"
    return Option(value=instrument.code, text=say(instrument.title, "en"), detail=detail)


def shown(turn: Turn, found: FollowUp, once: str, problem: str | None = None) -> ConfirmFollowUp:
    """Return how many people and minutes it asks, with what is wrong."""
    minutes = told_minutes(found.instrument)
    return ConfirmFollowUp(
        subject=found.subject,
        subject_title=found.title,
        instrument=found.instrument.code,
        instrument_title=say(found.instrument.title, "en"),
        audience=found.rule,
        count=found.count,
        minutes_each=minutes,
        minutes_in_all=minutes * found.count,
        questions=len(found.instrument.asked),
        type_count=found.everyone,
        once=once,
        by_agency=found.by_agency,
        left_out=left_out(turn, found.people, turn.installation.most_asks),
        starts=turn.installation.quiet.starts(None, turn.unit.now),
        problem=problem,
    )
