"""Look after the register: gaps by name until they are closed, proposals, what comes quarterly."""

from typing import Annotated

import typer

from bot.console.lookups import in_places, one_place
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from bot.console.register_contacts import dissemination
from bot.console.register_views import analysis, complaints, shared
from dialogs.register.look_after import open_gaps, priorities
from surveys.london import day_in_words
from surveys.register.gaps import WORDS, RegisterGap
from surveys.register.priorities import ProposedPriority, programme_year_of

HELP = "See gaps in the register, and what next year's plan could put first."
app = typer.Typer(help=HELP, no_args_is_help=True)
for view in (analysis, complaints, dissemination, shared):
    app.command()(view)


@app.callback()
def register() -> None:
    """See gaps in the register, and what next year's plan could put first."""


@app.command("gaps")
def gaps(context: typer.Context, partnership: Partnership = None, as_json: AsJson = False) -> None:
    """List what is missing, the oldest first, and what to do about it."""
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        found = store.look(
            lambda unit: in_places(
                unit, partnership, lambda place: open_gaps(unit, installation, place)
            )
        )
    if as_json:
        show_json([{"partnership": slug, **_gap_facts(gap)} for slug, gap in found])
        return
    if not found:
        say("There are no gaps.")
        return
    columns = ["partnership", "gap", "where", "since", "what to do"]
    show_table(columns, [[slug, *_gap_cells(gap)] for slug, gap in found])


@app.command("priorities")
def priorities_(
    context: typer.Context,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            min=1990,
            max=2100,
            help="The year it is read from, by when it begins in April; by default this one.",
        ),
    ] = None,
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """Propose next year's priorities: weak labels, repeated learning, old gaps."""
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        found = store.look(
            lambda unit: priorities(
                unit,
                installation,
                one_place(unit, partnership).id,
                programme_year_of(unit.today) if year is None else year,
            )
        )
    if as_json:
        show_json([_priority_facts(one) for one in found])
        return
    if not found:
        say("No action, audit or review has a theme yet.")
        return
    columns = ["", "theme", "weakest label", "learned in", "oldest gap"]
    show_table(columns, [[at, *_priority_cells(one)] for at, one in enumerate(found, start=1)])
    say("In order: weakest label, then most sources of learning, then oldest gap. You decide.")


def _gap_cells(gap: RegisterGap) -> list[object]:
    what, advice = WORDS[gap.kind]
    return [what, gap.about, day_in_words(gap.since) if gap.since else "not known", advice]


def _gap_facts(gap: RegisterGap) -> dict[str, object]:
    what, advice = WORDS[gap.kind]
    facts = {"kind": gap.kind, "what": what, "about": gap.about, "theme": gap.theme}
    return {**facts, "since": gap.since, "advice": advice}


def _priority_cells(one: ProposedPriority) -> list[object]:
    label = one.label.replace("_", " ") if one.label else "no action"
    gap = f"{WORDS[one.gap.kind][0]}: {one.gap.about}" if one.gap else "none"
    return [one.theme, label, ", ".join(one.sources) or "nothing new", gap]


def _priority_facts(one: ProposedPriority) -> dict[str, object]:
    return {
        "theme": one.theme,
        "weakest_label": one.label,
        "actions": list(one.actions),
        "learned_in": list(one.sources),
        "oldest_gap": one.gap and _gap_facts(one.gap),
    }
