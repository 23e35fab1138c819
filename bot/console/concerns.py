"""List open concerns: reference, partnership, priority, age, deadline, state; never their text."""

from datetime import datetime, timedelta

import typer

from bot.console.lookups import NamedPartnership, places
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from dialogs.trust.deadlines import overdue_first
from dialogs.turn import Installation
from storage.trust.concerns import Concern
from storage.unit import Unit
from surveys.london import moment_in_words


def concerns(
    context: typer.Context, partnership: Partnership = None, as_json: AsJson = False
) -> None:
    """List open safeguarding concerns; never their text."""
    installation = program_of(context).installation()
    with program_of(context).store() as store:
        now, found = store.look(lambda unit: (unit.now, look_up(unit, installation, partnership)))
    if as_json:
        show_json([_facts(*one, now) for one in found])
        return
    if not found:
        say("There are no open concerns.")
        return
    show_table(
        ["reference", "partnership", "priority", "age", "deadline", "state"],
        [_line(*one, now) for one in found],
    )


def look_up(
    unit: Unit, installation: Installation, slug: str | None
) -> list[tuple[NamedPartnership, Concern, datetime | None]]:
    """Return the open concerns of the partnerships meant with their deadlines, overdue first."""
    return [
        (place, *one)
        for place in places(unit, slug)
        for one in overdue_first(unit, installation, unit.concerns.still_open(place.id))
    ]


def _facts(
    place: NamedPartnership, one: Concern, due_at: datetime | None, now: datetime
) -> dict[str, object]:
    minutes = int((now - one.raised_at).total_seconds()) // 60
    raised = {"raised_at": one.raised_at.isoformat(), "age_minutes": minutes}
    return {
        "ref": one.ref,
        "partnership": place.slug,
        "class": one.grade,
        **raised,
        "deadline": due_at.isoformat() if due_at else None,
        "overdue": due_at is not None and due_at < now,
        "state": one.state,
    }


def _line(
    place: NamedPartnership, one: Concern, due_at: datetime | None, now: datetime
) -> list[object]:
    age = age_in_words(now - one.raised_at)
    return [one.ref, place.slug, one.grade, age, _deadline(due_at, now), one.state]


def _deadline(due_at: datetime | None, now: datetime) -> str:
    if due_at is None:
        return "taken on"
    return f"overdue by {age_in_words(now - due_at)}" if due_at < now else moment_in_words(due_at)


def age_in_words(age: timedelta) -> str:
    """Return an age in its two largest parts, such as 2 d 3 h."""
    minutes = max(0, int(age.total_seconds())) // 60
    days, hours = divmod(minutes // 60, 24)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"
