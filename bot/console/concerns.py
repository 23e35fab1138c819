"""List open concerns: reference, partnership, priority, age and state; never their text."""

from datetime import datetime, timedelta

import typer

from bot.console.lookups import NamedPartnership, places
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from storage.trust.concerns import Concern
from storage.unit import Unit


def concerns(
    context: typer.Context, partnership: Partnership = None, as_json: AsJson = False
) -> None:
    """List open safeguarding concerns; never their text."""
    with program_of(context).store() as store:
        now, found = store.look(lambda unit: (unit.now, look_up(unit, partnership)))
    if as_json:
        show_json([_facts(place, one, now) for place, one in found])
        return
    if not found:
        say("There are no open concerns.")
        return
    show_table(
        ["reference", "partnership", "priority", "age", "state"],
        [_line(place, one, now) for place, one in found],
    )


def look_up(unit: Unit, slug: str | None) -> list[tuple[NamedPartnership, Concern]]:
    """Return the open concerns of the partnerships meant, oldest first in each."""
    return [
        (place, one) for place in places(unit, slug) for one in unit.concerns.still_open(place.id)
    ]


def _facts(place: NamedPartnership, one: Concern, now: datetime) -> dict[str, object]:
    minutes = int((now - one.raised_at).total_seconds()) // 60
    raised = {"raised_at": one.raised_at.isoformat(), "age_minutes": minutes}
    return {
        "ref": one.ref,
        "partnership": place.slug,
        "class": one.grade,
        **raised,
        "state": one.state,
    }


def _line(place: NamedPartnership, one: Concern, now: datetime) -> list[object]:
    return [one.ref, place.slug, one.grade, age_in_words(now - one.raised_at), one.state]


def age_in_words(age: timedelta) -> str:
    """Return an age in its two largest parts, such as 2 d 3 h."""
    minutes = max(0, int(age.total_seconds())) // 60
    days, hours = divmod(minutes // 60, 24)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"
