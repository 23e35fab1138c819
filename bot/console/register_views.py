"""What comes each quarter, and what partnerships share: read on the command line."""

from typing import Annotated

import typer

from bot.console.lookups import in_places, one_place
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from surveys.impact.quarterly import HeardTheme, IndicatorAnalysis, heard_on
from surveys.london import day_in_words


def analysis(
    context: typer.Context,
    action: Annotated[
        str | None, typer.Option("--action", metavar="REF", help="Only of this action.")
    ] = None,
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """Show what analysts said of indicators, the latest quarter first."""
    with program_of(context).store() as store:
        found = store.look(lambda unit: in_places(unit, partnership, unit.register.analyses))
    found = [(slug, one) for slug, one in found if action in {None, one.action}]
    if as_json:
        show_json([{"partnership": slug, **_analysis_facts(one)} for slug, one in found])
        return
    if not found:
        say("No analysis yet. Bring it in with `import analysis FILE`.")
        return
    columns = ["quarter from", "partnership", "action", "indicator", "topic", "analysis"]
    show_table(columns, [[day_in_words(one.quarter), slug, *_cells(one)] for slug, one in found])


def complaints(
    context: typer.Context, partnership: Partnership = None, as_json: AsJson = False
) -> None:
    """Show on which themes complaints were made in the last year; no score."""
    program = program_of(context)
    minimum = program.installation().minimum_group
    with program.store() as store:
        found = store.look(
            lambda unit: heard_on(
                unit.register.complaints(one_place(unit, partnership).id), unit.today, minimum
            )
        )
    if as_json:
        show_json([_heard_facts(one) for one in found])
        return
    if not found:
        say("No counts of the last year. Bring them in with `import complaints FILE`.")
        return
    columns = ["theme", "heard", "complaints", "agencies that count"]
    show_table(columns, [_heard_cells(one) for one in found])
    say(f"Numbers under {minimum} are hidden to protect people. Silence is not satisfaction.")


def shared(context: typer.Context, as_json: AsJson = False) -> None:
    """Show the learning that partnerships share with each other."""
    with program_of(context).store() as store:
        found = store.look(lambda unit: unit.register.shared())
    if as_json:
        show_json(
            [
                {
                    "partnership": one.partnership,
                    "what": one.what,
                    "ref": one.ref,
                    "title": one.title,
                    "text": one.text,
                    "source_kind": one.kind,
                }
                for one in found
            ]
        )
        return
    if not found:
        say("Nothing is marked as shared yet.")
        return
    columns = ["partnership", "learned from", "reference", "title", "to share"]
    show_table(
        columns, [[one.partnership, one.kind, one.ref, one.title, one.text] for one in found]
    )


def _cells(one: IndicatorAnalysis) -> list[object]:
    return [f"{one.action} {one.outcome}", one.indicator, one.topic, " ".join(one.analysis.split())]


def _analysis_facts(one: IndicatorAnalysis) -> dict[str, object]:
    return {
        "action": one.action,
        "outcome": one.outcome,
        "indicator": one.indicator,
        "quarter_start": one.quarter,
        "topic": one.topic,
        "analysis": one.analysis,
    }


def _heard_cells(one: HeardTheme) -> list[object]:
    total = "hidden" if one.total is None else one.total
    return [one.theme, one.heard, total, ", ".join(one.agencies)]


def _heard_facts(one: HeardTheme) -> dict[str, object]:
    return {
        "theme": one.theme,
        "heard": one.heard,
        "total": one.total,
        "suppressed": one.total is None,
        "agencies": list(one.agencies),
    }
