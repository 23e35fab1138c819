"""See reviews of cases: the list, and one with its points and what came of the actions."""

from typing import Annotated

import typer

from bot.console.lookups import by_reference, in_places
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from storage.unit import Unit
from surveys.impact.words import DIRECTIONS
from surveys.london import day_in_words
from surveys.register.review import CaseReview, ReviewPoint, ReviewResponse

HELP = "See reviews of cases: what was learned, and what came of the actions."
app = typer.Typer(help=HELP, no_args_is_help=True)


@app.callback()
def review() -> None:
    """See reviews of cases: what was learned, and what came of the actions."""


@app.command("list")
def list_(context: typer.Context, partnership: Partnership = None, as_json: AsJson = False) -> None:
    """List the reviews of a partnership, or of all, the latest first."""
    with program_of(context).store() as store:
        found = store.look(lambda unit: in_places(unit, partnership, unit.register.reviews))
    if as_json:
        show_json([{"partnership": slug, **_facts(one)} for slug, one in found])
        return
    if not found:
        say("No reviews yet. Bring them in with `import review FILE`.")
        return
    columns = ["reference", "partnership", "kind", "finished", "points", "completed with proof"]
    show_table(columns, [_line(slug, one) for slug, one in found])


@app.command("show")
def show(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="The review's reference.")],
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """Show a review: its points, and the actions that answer them."""
    with program_of(context).store() as store:
        found = store.look(lambda unit: look_up(unit, partnership, ref))
    if as_json:
        show_json({**_facts(found), "points": [_point_facts(one) for one in found.points]})
        return
    say(f"{found.ref}: {found.title} ({found.kind}), {day_in_words(found.reviewed_on)}.")
    if found.published_on or found.published_at:
        day = f" on {day_in_words(found.published_on)}" if found.published_on else ""
        say(f"Published{day}: {found.published_at or 'place not recorded'}")
    for point in found.points:
        say(f"{point.number}, {point.kind}: {point.text}")
        for line in map(_response, point.responses):
            say(f"  {line}")
    if found.to_share:
        say(f"To share: {found.to_share}")


def look_up(unit: Unit, slug: str | None, ref: str) -> CaseReview:
    """Return the review of that reference."""
    return by_reference(
        unit, slug, ref, "review", lambda place_id: unit.register.review(place_id, ref)
    )[1]


def _line(slug: str, one: CaseReview) -> list[object]:
    proven = f"{one.proven} of {len(one.responses)}"
    return [one.ref, slug, one.kind, day_in_words(one.reviewed_on), len(one.points), proven]


def _response(one: ReviewResponse) -> str:
    parts = [one.action]
    if one.completed_on:
        parts.append(f"completed on {day_in_words(one.completed_on)}, proof: {one.proof}")
    if one.monitoring_note:
        on = f" ({day_in_words(one.monitored_on)})" if one.monitored_on else ""
        parts.append(f"{one.monitoring_note}{on}")
    if one.judged:
        parts.append(f"judged {DIRECTIONS[one.judged.direction]} by {one.judged.by}")
        parts.append(one.judged.reason)
    return "; ".join(parts)


def _facts(one: CaseReview) -> dict[str, object]:
    return {
        "ref": one.ref,
        "title": one.title,
        "kind": one.kind,
        "reviewed_on": one.reviewed_on,
        "terms": one.terms,
        "agency": one.agency,
        "published_on": one.published_on,
        "published_at": one.published_at,
        "to_share": one.to_share,
        "shared": one.shared,
        "actions": len(one.responses),
        "completed_with_proof": one.proven,
    }


def _point_facts(point: ReviewPoint) -> dict[str, object]:
    return {
        "point": point.number,
        "kind": point.kind,
        "text": point.text,
        "theme": point.theme,
        "actions": [_response_facts(one) for one in point.responses],
    }


def _response_facts(one: ReviewResponse) -> dict[str, object]:
    return {
        "action": one.action,
        "monitoring_note": one.monitoring_note,
        "monitored_on": one.monitored_on,
        "completed_on": one.completed_on,
        "proof": one.proof,
        "outcome": one.judged and one.judged.outcome,
        "judgement": one.judged and one.judged.direction,
        "judged_on": one.judged and one.judged.on,
        "judged_by": one.judged and one.judged.by,
        "reason": one.judged and one.judged.reason,
    }
