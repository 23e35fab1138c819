"""Recurring sends: when each goes out next, what happened last time, and stopping one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from bot.console.lookups import NamedPartnership, person_of, places, turn_of
from bot.console.options import AsJson, Lead, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from dialogs.scheduling.list_recurring import ATTENDED, came_of, stop_job
from dialogs.scheduling.recurring_sends import title_of
from dialogs.turn import Installation
from storage.unit import Unit
from surveys.london import weekday_and_moment
from surveys.problems import Refusal
from surveys.sending.recurring_send import Job, Occurrence, in_words
from surveys.telling.permissions import Permission

app = typer.Typer(help="See recurring sends, and stop them.", no_args_is_help=True)


@dataclass(frozen=True, slots=True)
class RecurringSendStatus:
    """One recurring send as it is now."""

    place: NamedPartnership
    job: Job
    title: str
    last: Occurrence | None
    last_in_words: str


@app.callback()
def schedule() -> None:
    """See recurring sends, and stop them."""


@app.command("list")
def list_(context: typer.Context, partnership: Partnership = None, as_json: AsJson = False) -> None:
    """List recurring sends: when each goes out next, and what happened last time."""
    with program_of(context).store() as store:
        statuses = store.look(lambda unit: look_up(unit, partnership))
    if as_json:
        show_json([_facts(one) for one in statuses])
        return
    _show(statuses)


@app.command()
def stop(
    context: typer.Context,
    key: Annotated[
        str,
        typer.Argument(
            metavar="KEY", help="The name of a recurring send, as schedule list shows it."
        ),
    ],
    partnership: Partnership = None,
    lead: Lead = None,
    as_json: AsJson = False,
) -> None:
    """Stop a recurring send; what is already queued still goes out."""
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        stopped = store.act_now(
            lambda unit: stop_it(unit, installation, partnership, key.strip(), lead)
        )
    if as_json:
        show_json({"job": key.strip(), "stopped": stopped})
        return
    say(f"{key.strip()} is stopped." if stopped else f"{key.strip()} was already stopped.")


def look_up(unit: Unit, slug: str | None) -> list[RecurringSendStatus]:
    """Return the recurring sends of these partnerships: in each, active ones first."""
    return [one for place in places(unit, slug) for one in _of(unit, place)]


def _of(unit: Unit, place: NamedPartnership) -> list[RecurringSendStatus]:
    jobs = unit.recurring_sends.listed(place.id)
    last = unit.recurring_sends.last_of([job.key for job in jobs])
    return [
        RecurringSendStatus(
            place, job, title_of(unit, job), last.get(job.key), came_of(unit, last.get(job.key))
        )
        for job in jobs
    ]


def stop_it(
    unit: Unit, installation: Installation, slug: str | None, key: str, lead: str | None
) -> bool:
    """Stop the recurring send of this key; refuses `nothing-recurring` where there is none."""
    searched = places(unit, slug)
    found = next(
        ((place, job) for place in searched if (job := unit.recurring_sends.find(place.id, key))),
        None,
    )
    if found is None:
        raise Refusal(
            "nothing-recurring", key=key, where=", ".join(place.slug for place in searched)
        )
    place, job = found
    sender = person_of(unit, place, lead, Permission.SEND)
    return stop_job(turn_of(sender, unit, installation), sender, job)


def _facts(one: RecurringSendStatus) -> dict[str, object]:
    job, last = one.job, one.last
    what = {
        "job": job.key,
        "partnership": one.place.slug,
        "kind": job.kind.value,
        "subject": job.subject,
    }
    whom = {"title": one.title, "instrument": job.instrument, "audience": job.rule}
    when = {"every": job.every, "until": job.until, "next_at": job.next_at}
    came = (
        {"due_at": last.due_at, "came_of_it": last.came_of_it, "words": one.last_in_words}
        if last
        else None
    )
    return {**what, **whom, **when, "stopped_because": job.stopped_because, "last": came}


def _show(statuses: Sequence[RecurringSendStatus]) -> None:
    if not statuses:
        say("There are no recurring sends.")
        return
    show_table(
        ["job", "title", "audience", "repeats", "next", "last"], [_line(one) for one in statuses]
    )


def _line(one: RecurringSendStatus) -> list[object]:
    job = one.job
    following = (
        weekday_and_moment(job.next_at) if job.next_at else in_words(job.stopped_because or "")
    )
    return [
        job.key,
        one.title,
        job.rule or ATTENDED,
        job.every_in_words(),
        following,
        one.last_in_words or "not due yet",
    ]
