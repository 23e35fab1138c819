"""See the recurring sends of a partnership, what happened last time, and stop one."""

from dialogs.replies import Reply, Schedule, ScheduledSend
from dialogs.scheduling.recurring_sends import title_of
from dialogs.turn import Command, Id, Turn
from storage.unit import Unit
from surveys.london import weekday_and_moment
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.recurring_send import STOPPED, Job, Occurrence, in_words
from surveys.telling.permissions import SENDERS

ATTENDED = "those who attended"


class OfJob(Command):
    """A command about one recurring send."""

    job: Id


def listed(turn: Turn, _command: Command) -> Schedule:
    """List a partnership's recurring sends, active ones first."""
    jobs = [
        (lead, job)
        for lead in turn.people(*SENDERS)
        for job in turn.unit.recurring_sends.listed(lead.partnership_id)
    ]
    jobs.sort(key=lambda found: found[1].next_at is None)
    last = turn.unit.recurring_sends.last_of([job.key for _, job in jobs])
    return Schedule(
        jobs=tuple(_scheduled(turn, lead, job, last.get(job.key)) for lead, job in jobs)
    )


def stop(turn: Turn, command: OfJob) -> Reply:
    """Stop one and list them; one that has already stopped stays as it is."""
    job = turn.unit.recurring_sends.job(command.job)
    if job is None:
        raise Refusal("not-found")
    stop_job(turn, turn.person_in(job.partnership_id, *SENDERS), job)
    return listed(turn, command)


def stop_job(turn: Turn, lead: Person, job: Job) -> bool:
    """Stop a recurring send; what it has already queued goes out. Return whether it was active."""
    stopped = turn.unit.recurring_sends.stop(job.id, STOPPED)
    if stopped:
        turn.record(lead, "stop schedule", f"job:{job.id}")
    return stopped


def at_home(unit: Unit, partnership_id: int) -> str:
    """Say how many recurring sends are active and when the next is; "" if there never was one."""
    jobs = unit.recurring_sends.listed(partnership_id)
    running = [job.next_at for job in jobs if job.next_at]
    if not running:
        return "no more planned" if jobs else ""
    return f"{len(running)}, next on {weekday_and_moment(running[0])}"


def came_of(unit: Unit, last: Occurrence | None) -> str:
    """Say when a job was last due and what happened; "" if it has not been due yet."""
    if last is None:
        return ""
    kind, _, number = last.came_of_it.partition(":")
    if kind != "dispatch":
        return f"{weekday_and_moment(last.due_at)}: not sent. {in_words(last.came_of_it)}"
    people = sum(unit.deliveries.counts(int(number)).values())
    return f"{weekday_and_moment(last.due_at)}: sent to {people:,} as dispatch {number}."


def _scheduled(turn: Turn, lead: Person, job: Job, last: Occurrence | None) -> ScheduledSend:
    return ScheduledSend(
        job=job.id,
        title=turn.placed(title_of(turn.unit, job), lead),
        audience=job.rule or ATTENDED,
        every=job.every_in_words(),
        next=weekday_and_moment(job.next_at) if job.next_at else "",
        last=came_of(turn.unit, last),
        stopped=in_words(job.stopped_because) if job.stopped_because else "",
    )
