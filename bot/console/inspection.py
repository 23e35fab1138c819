"""See inspections and peer reviews: the list, and one with the judgement of each area."""

from typing import Annotated

import typer

from bot.console.lookups import by_reference, in_places
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from storage.unit import Unit
from surveys.impact.words import DIRECTIONS, NAMES
from surveys.london import day_in_words
from surveys.register.inspection import AreaFinding, InspectedArea, Inspection

HELP = "See inspections and peer reviews: the judgement of each area."
app = typer.Typer(help=HELP, no_args_is_help=True)


@app.callback()
def inspection() -> None:
    """See inspections and peer reviews: the judgement of each area."""


@app.command("list")
def list_(context: typer.Context, partnership: Partnership = None, as_json: AsJson = False) -> None:
    """List the inspections of a partnership, or of all, the latest first."""
    with program_of(context).store() as store:
        found = store.look(lambda unit: in_places(unit, partnership, unit.register.inspections))
    if as_json:
        show_json([{"partnership": slug, **_facts(one)} for slug, one in found])
        return
    if not found:
        say("No inspections yet. Bring them in with `import inspection FILE`.")
        return
    columns = ["reference", "partnership", "kind", "body", "day", "areas"]
    show_table(columns, [_line(slug, one) for slug, one in found])


@app.command("show")
def show(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="The inspection's reference.")],
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """Show an inspection: the judgement of each area, and what it says of actions."""
    with program_of(context).store() as store:
        found = store.look(lambda unit: look_up(unit, partnership, ref))
    if as_json:
        show_json({**_facts(found), "areas": [_area_facts(one) for one in found.areas]})
        return
    published = f"published {day_in_words(found.published_on)}" if found.published_on else ""
    ended = f"ended {day_in_words(found.ended_on)}" if found.ended_on else ""
    said = ", ".join(filter(None, (ended, published)))
    say(f"{found.ref}: {found.title}, {found.body}, {said}.")
    for area in found.areas:
        say(f"{area.area}: {area.grade or 'no grade'}")
        for line in filter(None, map(_finding, area.findings)):
            say(f"  {line}")


def look_up(unit: Unit, slug: str | None, ref: str) -> Inspection:
    """Return the inspection of that reference."""
    return by_reference(
        unit, slug, ref, "inspection", lambda place_id: unit.register.inspection(place_id, ref)
    )[1]


def _line(slug: str, one: Inspection) -> list[object]:
    grades = "; ".join(f"{area.area}: {area.grade or 'no grade'}" for area in one.areas)
    return [one.ref, slug, NAMES[one.kind], one.body, day_in_words(one.known_on), grades]


def _finding(one: AreaFinding) -> str:
    parts = [one.action, one.says]
    if one.judged:
        parts.append(f"judged {DIRECTIONS[one.judged.direction]}: {one.judged.reason}")
    if one.recommendation:
        action = one.recommendation.action or "no action yet"
        parts.append(f"Recommendation: {one.recommendation.text} ({action})")
    return "; ".join(filter(None, parts))


def _facts(one: Inspection) -> dict[str, object]:
    return {
        "ref": one.ref,
        "title": one.title,
        "kind": one.kind,
        "body": one.body,
        "framework": one.framework,
        "agency": one.agency,
        "started_on": one.started_on,
        "ended_on": one.ended_on,
        "published_on": one.published_on,
        "grades": {area.area: area.grade for area in one.areas},
    }


def _area_facts(area: InspectedArea) -> dict[str, object]:
    findings = [_finding_facts(one) for one in area.findings]
    return {"area": area.area, "grade": area.grade, "theme": area.theme, "findings": findings}


def _finding_facts(one: AreaFinding) -> dict[str, object]:
    return {
        "action": one.action,
        "says": one.says,
        "outcome": one.judged and one.judged.outcome,
        "judgement": one.judged and one.judged.direction,
        "reason": one.judged and one.judged.reason,
        "recommendation": one.recommendation and one.recommendation.text,
        "recommendation_action": one.recommendation and one.recommendation.action,
    }
