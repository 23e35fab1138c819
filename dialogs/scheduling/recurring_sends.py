"""Recurring sends: keep the job, and when it is due send by the same way as a single send.

Each time of a job is taken once over all processes. If nothing may go out then, the occurrence
keeps why, the leads are told, and the job moves on to its next time unless the reason will last.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from dialogs.asking.follow_up import look_up, open_follow_up
from dialogs.people.audience_counts import counted
from dialogs.replies import Said, freeze
from dialogs.sending.send_briefing import BriefingSend, send
from dialogs.turn import Installation, Turn
from storage.unit import Unit
from surveys.london import weekday_and_moment
from surveys.people import Person, Speaker
from surveys.problems import Refusal
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch
from surveys.sending.recurring_send import (
    LASTING,
    MISSED,
    OVER,
    TOO_NEAR,
    Due,
    Job,
    JobKind,
    NewJob,
    Times,
    due,
    in_words,
    next_not_sent,
)
from surveys.telling.permissions import SENDERS

CLOCK = "clock"
TAKEN = "taken"  # until the end of the unit, when the outcome is known


class DeclinedError(Exception):
    """A job is due and nothing may go out: the unit is rolled back, and `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Repeat:
    """What is to be sent repeatedly, and when."""

    kind: JobKind
    subject: str  # a briefing's reference, or event:REF or action:REF
    instrument: str | None
    rule: str
    times: Times

    def key(self, partnership_id: int) -> str:
        """Return the key of the job: the same for the same thing, people and rule."""
        facts = (
            str(partnership_id),
            self.kind,
            self.subject,
            self.instrument or "",
            self.rule,
            self.times.every,
        )
        beginning = re.sub(r"[^a-z0-9]+", "-", self.subject.lower()).strip("-")[:30]
        return f"{beginning or 'job'}-{sha256('|'.join(facts).encode()).hexdigest()[:8]}"


def begin(turn: Turn, lead: Person, repeat: Repeat) -> str:
    """Keep a job, or give the same one its new times; return its key."""
    new = NewJob(
        partnership_id=lead.partnership_id,
        key=repeat.key(lead.partnership_id),
        kind=repeat.kind,
        subject=repeat.subject,
        instrument=repeat.instrument,
        rule=repeat.rule,
        every=repeat.times.every,
        starts_at=repeat.times.starts_at,
        until=repeat.times.until,
        next_at=repeat.times.next_at,
        made_by=lead.id,
    )
    turn.record(lead, "schedule", f"job:{turn.unit.recurring_sends.keep(new)}")
    return new.key


def take(unit: Unit, installation: Installation, job_id: int) -> None:
    """Send what is due, unless another process has; raises `DeclinedError` if it may not go."""
    job = unit.recurring_sends.job(job_id)
    claimed = _claim(unit, installation, job, TAKEN) if job else None
    if job is None or claimed is None:
        return
    if claimed.too_near:
        unit.recurring_sends.came_of(job.key, claimed.at, TOO_NEAR)
        unit.record(job.partnership_id, CLOCK, "skip missed send", f"job:{job.id}")
        _tell(unit, job, claimed, TOO_NEAR)
        return
    try:
        dispatch = _SENDING[job.kind](
            _turn(unit, installation, job), job, f"job:{job.key}:{claimed.at.isoformat()}"
        )
    except Refusal as refusal:
        raise DeclinedError(refusal.code) from refusal
    unit.recurring_sends.came_of(job.key, claimed.at, f"dispatch:{dispatch}")


def decline(unit: Unit, installation: Installation, job_id: int, code: str) -> None:
    """Keep why nothing went out at the time that is due, and tell the leads."""
    job = unit.recurring_sends.job(job_id)
    claimed = _claim(unit, installation, job, code) if job else None
    if job is None or claimed is None:
        return
    if code in LASTING:
        unit.recurring_sends.stop(job.id, code)
    unit.record(job.partnership_id, CLOCK, "decline to send", f"job:{job.id}")
    _tell(unit, job, claimed, code)


def put_right(unit: Unit, installation: Installation) -> None:
    """Move jobs back that a clock which was ahead has moved on too far; what was sent is sent."""
    for job in unit.recurring_sends.taken_after(unit.now):
        unit.recurring_sends.forget_missed_after(job.key, unit.now)
        sent = {one.due_at for one in unit.recurring_sends.occurrences(job.key)}
        due_at = next_not_sent(job, unit.now, sent, installation.is_holiday)
        if unit.recurring_sends.move(job, due_at, None if due_at else OVER):
            unit.record(job.partnership_id, CLOCK, "put schedule right", f"job:{job.id}")


def title_of(unit: Unit, job: Job) -> str:
    """Return the title of what a job sends, or its reference if it is no longer there."""
    if job.kind is JobKind.BRIEFING:
        number = unit.briefings.find(job.partnership_id, job.subject)
        briefing = unit.briefings.briefing(job.partnership_id, number) if number else None
        return briefing.title if briefing else job.subject
    kind, _, ref = job.subject.partition(":")
    found = (unit.learning_events.find if kind == "event" else unit.evidence.find_action)(
        job.partnership_id, ref
    )
    return found.title if found else job.subject


def _claim(unit: Unit, installation: Installation, job: Job, came_of_it: str) -> Due | None:
    """Move a job on and take the time that is due; None if none is or another process was first."""
    now = due(job, unit.now, installation.is_holiday)
    if now is None or not unit.recurring_sends.move(
        job, now.next_at, None if now.next_at else OVER
    ):
        return None
    for moment in now.missed:
        unit.recurring_sends.take(job.key, moment, unit.now, MISSED)
    return now if unit.recurring_sends.take(job.key, now.at, unit.now, came_of_it) else None


def _turn(unit: Unit, installation: Installation, job: Job) -> Turn:
    """Return a turn in which the person who made a job speaks, with the roles they have now."""
    person = unit.people.person(job.made_by)
    if person is None:
        raise Refusal("not-permitted")
    return Turn(Speaker(CLOCK, CLOCK, (person,)), unit, installation)


def _send_briefing(turn: Turn, job: Job, once: str) -> int:
    lead = turn.person(*SENDERS)
    number = turn.unit.briefings.find(job.partnership_id, job.subject)
    briefing = turn.unit.briefings.briefing(job.partnership_id, number) if number else None
    if number is None or briefing is None:
        raise Refusal("not-found")
    counted(turn, lead, job.rule)
    one = BriefingSend(number, briefing, job.rule, once, turn.unit.now, again=True)
    return send(turn, lead, one)


def _follow_up(turn: Turn, job: Job, once: str) -> int:
    kind, _, ref = job.subject.partition(":")
    find = turn.unit.learning_events.find if kind == "event" else turn.unit.evidence.find_action
    subject = find(job.partnership_id, ref)
    found = look_up(turn, f"{kind}:{subject.id if subject else 0}", job.instrument or "", job.rule)
    dispatch = open_follow_up(turn, found, once, turn.unit.now)
    if dispatch is None:
        raise Refusal("wave-not-open")
    return dispatch


_SENDING = {JobKind.BRIEFING: _send_briefing, JobKind.FOLLOW_UP: _follow_up}


def _tell(unit: Unit, job: Job, claimed: Due, code: str) -> None:
    """Tell the person who made the job that nothing went out; all leads if they may not send."""
    title = f"Not sent: {title_of(unit, job)}"
    more = (
        f"The next is due on {weekday_and_moment(claimed.next_at)}."
        if claimed.next_at
        else "No more planned."
    )
    after = "It has been stopped." if code in LASTING else more
    said = Said(
        title=title,
        text=f"It was due on {weekday_and_moment(claimed.at)}. {in_words(code)} {after}",
        next_verb="schedule",
        next_label="Recurring sends",
    )
    maker = unit.people.person(job.made_by)
    rule = f'email="{maker.email}"' if maker and maker.may(*SENDERS) else "role=lead"
    new = NewDispatch(
        partnership_id=job.partnership_id,
        once=f"job:{job.key}:{claimed.at.isoformat()}:note",
        kind=DeliveryKind.NOTE,
        title=title,
        rule=rule,
        says=freeze(said),
    )
    unit.deliveries.open(new, unit.audience(job.partnership_id, rule), unit.now, unit.now)
