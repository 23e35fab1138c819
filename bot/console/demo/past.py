"""Plays the eighteen months behind the demonstration, each thing at its own moment, by the dialogs.

The clock of the unit of work is set to that moment, so waves open, remind and close as they would,
and no message of the past is left to be sent.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from bot.console.demo import diary, gatherings
from bot.console.demo.cover import try_alerts
from bot.console.demo.past_readings import MONTHS, read_answers
from bot.console.demo.past_sends import missed, settle
from bot.console.demo.responses import Asking, fill_named, fill_open
from bot.console.lookups import lead_of, one_place, turn_of
from dialogs.asking import follow_up, give_feedback, make_link
from dialogs.asking.wave_lifecycle import CLOSING, OPENING, REMINDING, sent_for
from dialogs.impact import you_said
from dialogs.impact.you_said import OneYouSaid, WriteYouSaid
from dialogs.replies import AskQuestion
from dialogs.sending.send_briefing import BriefingSend, send
from dialogs.telling.sign_off_briefing import sign_off
from dialogs.turn import Installation, Turn
from storage.unit import Unit
from surveys.asking.wave import Wave
from surveys.asking.waves import plan_waves
from surveys.impact.ratified_model import months_before
from surveys.london import LONDON
from surveys.telling.briefing_acts import Setting, Talk

BEFORE = 18.5  # months: everything was brought in before anything happened
CLOCK = (REMINDING, CLOSING)
AGREED = (
    "We see each child alone before a decision is made, and write down where.",
    "We ask who else lives in the home at every first visit.",
    "Supervision asks what the child said, in the child's words.",
)
Happening = Callable[[Unit], None]


@dataclass(frozen=True, slots=True)
class Past:
    """What the happenings share."""

    installation: Installation
    now: datetime
    rng: random.Random
    tokens: Mapping[str, str]

    def at(self, months: float, hour: int = 9) -> datetime:
        """Return a moment so many months before today."""
        day = months_before(self.now.date(), int(months)) - timedelta(days=round(30 * (months % 1)))
        return datetime.combine(day, time(hour), self.now.tzinfo)


def happenings(past: Past, unit: Unit) -> list[tuple[datetime, Happening]]:
    """Return everything that happened before now, in order."""
    found = [
        *((past.at(one.months), partial(_brief, past, one)) for one in diary.SENT),
        *(
            (past.at(one.months) + timedelta(days=4), partial(_act_on, past, one))
            for one in diary.SENT
        ),
        *_waves(past, unit),
        *((noon, partial(tick, past)) for noon in _noons(past)),
        *((past.at(one.months), partial(_ask_supervisors, past, one)) for one in diary.SUPERVISED),
        *((past.at(one.months), partial(_overhear, past, one)) for one in diary.OVERHEARD),
        *((past.at(one.months), partial(_open_form, past, one)) for one in diary.OPENED),
        *((past.at(one.months), partial(_feed_back, past, one)) for one in diary.FED_BACK),
        *((past.at(MONTHS), partial(_read, past, area)) for area in _SLUGS),
    ]
    return sorted(
        ((at, happening) for at, happening in found if at < past.now), key=lambda pair: pair[0]
    )


def tick(past: Past, unit: Unit) -> None:
    """Let the clock remind and close what is due at this moment; its messages arrive."""
    for step in CLOCK:
        step.take_all(unit, past.installation)
    settle(past.rng, unit)


def _noons(past: Past) -> Iterator[datetime]:
    """Yield each day's noon in London, when events end and their waves remind and close."""
    day, today = past.at(BEFORE).date(), past.now.date()
    while day <= today:
        yield datetime.combine(day, time(12), LONDON).astimezone(past.now.tzinfo)
        day += timedelta(days=1)


def _waves(past: Past, unit: Unit) -> list[tuple[datetime, Happening]]:
    instruments = unit.instruments.all_latest()
    ends = [gatherings.times(one, past.now)[1] for one in gatherings.GATHERINGS]
    return [
        (wave.opens_at, partial(_open_waves, past))
        for end in ends
        for wave in plan_waves(end, instruments)
    ]


def _read(past: Past, ref: str, unit: Unit) -> None:
    read_answers(_turn(past, unit, ref))


def _turn(past: Past, unit: Unit, ref: str) -> Turn:
    slug = next(
        slug for _, slug, _ in unit.people.partnerships() if slug.startswith(_SLUGS[ref[:2]])
    )
    return turn_of(lead_of(unit, one_place(unit, slug), None), unit, past.installation)


_SLUGS = {"AW": "ashmere", "SB": "saltmarsh"}


def _brief(past: Past, one: diary.Sent, unit: Unit) -> None:
    turn = _turn(past, unit, one.ref)
    lead = turn.person()
    number = unit.briefings.find(lead.partnership_id, one.ref) or 0
    status = unit.briefing_versions.status(lead.partnership_id, number)
    if status is not None:
        sign_off(turn, lead, status)
        sent = BriefingSend(number, status.briefing, one.rule, _once(one), unit.now, again=True)
        send(turn, lead, sent)
        settle(past.rng, unit)


def _once(one: diary.Sent) -> str:
    return f"demo:{one.ref}"


def _act_on(past: Past, one: diary.Sent, unit: Unit) -> None:
    """Some read it, fewer discuss it, fewer still say what they will change."""
    partnership = _turn(past, unit, one.ref).person().partnership_id
    number = unit.briefings.find(partnership, one.ref) or 0
    unreached = missed(unit, unit.deliveries.find(_once(one)))
    everyone = unit.connection.scalars(unit.audience(partnership, one.rule))
    people: list[int] = sorted(person for person in everyone if person not in unreached)
    for person in people:
        for act in _acts(past.rng):
            unit.briefing_acts.acted(number, person, act, unit.now)
            if act == "discussed":
                talk = Talk(Setting.TEAM, 4 + person % 5, None, AGREED[person % len(AGREED)])
                unit.discussions.keep(number, person, "demo", talk, unit.now)
            unit.deliveries.prove(person, briefing_id=number)


def _acts(rng: random.Random) -> list[str]:
    if rng.random() > 0.64:
        return []
    return [
        "read",
        *(act for act, chance in (("discussed", 0.4), ("intends", 0.3)) if rng.random() < chance),
    ]


def _open_waves(past: Past, unit: Unit) -> None:
    """Let the clock open what is due, then let those who were asked answer."""
    due = unit.waves.due_to_open(unit.now)
    OPENING.take_all(unit, past.installation)
    settle(past.rng, unit)
    for wave in due:
        event = unit.learning_events.get(wave.event_id or 0)
        action = gatherings.gathering(event.ref).action if event else ""
        instrument = unit.instruments.at(wave.instrument_version)
        rate = diary.TIRED_OF_ASKING.get(action) or diary.ANSWERING[instrument.wave]
        fill_named(unit, _asking(past, unit, wave), rate, diary.PRACTISING[action])


def _ask_supervisors(past: Past, one: diary.Supervised, unit: Unit) -> None:
    turn = _turn(past, unit, one.event)
    event = unit.learning_events.find(turn.person().partnership_id, one.event)
    found = follow_up.look_up(
        turn, f"event:{event.id if event else 0}", "supervisor", diary.MANAGERS
    )
    once = f"demo:{one.event}:supervisor"
    follow_up.open_follow_up(turn, found, once, unit.now)
    settle(past.rng, unit)
    newest = [
        wave
        for wave, _ in unit.invitations.of_people(_ids(unit, turn))
        if wave.rule == diary.MANAGERS
    ]
    fill_named(unit, _asking(past, unit, newest[0]), one.rate, one.share)


def _ids(unit: Unit, turn: Turn) -> Sequence[int]:
    return list(
        unit.connection.scalars(unit.audience(turn.person().partnership_id, diary.MANAGERS))
    )


def _overhear(past: Past, one: diary.Overheard, unit: Unit) -> None:
    turn = _turn(past, unit, one.action)
    action = unit.evidence.find_action(turn.person().partnership_id, one.action)
    asked = give_feedback.begin(turn, give_feedback.About(action=action.id if action else 0))
    if isinstance(asked, AskQuestion) and (wave := unit.waves.wave(asked.wave)):
        fill_open(unit, _asking(past, unit, wave, door="teams"), one.n, one.share)


def _open_form(past: Past, one: diary.Opened, unit: Unit) -> None:
    turn = _turn(past, unit, one.action)
    action = unit.evidence.find_action(turn.person().partnership_id, one.action)
    wanted = make_link.LinkToMake(
        action=action.id if action else 0,
        instrument=one.instrument,
        voice=one.voice,
        label=one.label,
        eligible=one.eligible,
        closes=past.at(one.closed).date() if one.closed else None,
        token=past.tokens[one.name],
    )
    try_alerts(turn)
    made = make_link.make(turn, wanted)
    if wave := unit.waves.wave(made.wave or 0):
        fill_open(unit, _asking(past, unit, wave), one.n, one.share)


def _asking(past: Past, unit: Unit, wave: Wave, door: str = "web") -> Asking:
    instrument = unit.instruments.at(wave.instrument_version)
    return Asking(wave, instrument, past.now, past.rng, door, missed(unit, sent_for(unit, wave)))


def _feed_back(past: Past, one: diary.FedBack, unit: Unit) -> None:
    """The lead writes what families asked for and what was done, and may release it."""
    turn = _turn(past, unit, one.action)
    action = unit.evidence.find_action(turn.person().partnership_id, one.action)
    if action is None:
        return
    written = WriteYouSaid(
        action=action.id,
        said=one.said,
        did=one.did,
        voice=one.voice,
        said_for_children=one.said_for_children,
        did_for_children=one.did_for_children,
    )
    number = you_said.write(turn, written).number
    if one.is_released:
        you_said.release(turn, OneYouSaid(action=action.id, number=number))
