"""Who a briefing reached: the funnel by agency, or the log of its discussions."""

from dataclasses import dataclass
from typing import Annotated

import typer

from bot.console.lookups import by_reference, lead_of, turn_of
from bot.console.options import AsJson, Lead, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from dialogs.replies import LoggedTalk
from dialogs.telling.see_reach import SEE_DISCUSSIONS, SEE_REACH, logged, reach_of, seen
from dialogs.turn import Installation, Turn
from storage.unit import Unit
from surveys.telling.reach import IN_WORDS, Funnel, ReachLineFigures, ReachStep, hidden_in_words

HIDDEN = "hidden"  # a number that could identify someone


@dataclass(frozen=True, slots=True)
class ReachQuery:
    """What was typed."""

    ref: str
    partnership: str | None
    lead: str | None


def reach(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="The briefing's reference.")],
    log: Annotated[
        bool, typer.Option("--log", help="List the discussions: what was asked, what was agreed.")
    ] = False,
    partnership: Partnership = None,
    lead: Lead = None,
    as_json: AsJson = False,
) -> None:
    """Show who a briefing reached, and what teams agreed to change."""
    program = program_of(context)
    installation, wanted = program.installation(), ReachQuery(ref, partnership, lead)
    with program.store() as store:
        if log:
            talks = store.act_now(lambda unit: _talks(unit, installation, wanted))
            _show_talks(talks, as_json=as_json)
        else:
            title, found = store.act_now(lambda unit: _funnel(unit, installation, wanted))
            _show_funnel(ref, title, found, as_json=as_json)


def _found(unit: Unit, installation: Installation, wanted: ReachQuery) -> tuple[Turn, int]:
    """Return a turn of the lead in whose name it is seen, and the briefing."""
    place, number = by_reference(
        unit,
        wanted.partnership,
        wanted.ref,
        "briefing",
        lambda place_id: unit.briefings.find(place_id, wanted.ref),
    )
    return turn_of(lead_of(unit, place, wanted.lead), unit, installation), number


def _funnel(unit: Unit, installation: Installation, wanted: ReachQuery) -> tuple[str, Funnel]:
    turn, number = _found(unit, installation, wanted)
    return seen(turn, number, SEE_REACH)[1], reach_of(turn, number)


def _talks(unit: Unit, installation: Installation, wanted: ReachQuery) -> tuple[LoggedTalk, ...]:
    turn, number = _found(unit, installation, wanted)
    seen(turn, number, SEE_DISCUSSIONS)
    return logged(turn, number)


def _show_funnel(ref: str, title: str, found: Funnel, *, as_json: bool) -> None:
    if as_json:
        agencies = [_facts(line) for line in found.agencies]
        head = {"briefing": ref, "title": title, "minimum_group": found.minimum}
        show_json({**head, "everybody": _facts(found.everybody), "agencies": agencies})
        return
    say(title)
    lines = [found.everybody, *(found.agencies if len(found.agencies) > 1 else ())]
    show_table(
        ["", *(IN_WORDS[step] for step in ReachStep)],
        [[line.name, *_cells(line)] for line in lines],
    )
    say(hidden_in_words(found.minimum))
    say("Opening a link is not counted as reading.")


def _facts(line: ReachLineFigures) -> dict[str, object]:
    """Return a line for machines: a hidden number is null, and the line says that there is one."""
    figures = {step.value: line.figures[step] for step in ReachStep}
    return {"agency": line.name, **figures, "suppressed": None in figures.values()}


def _cells(line: ReachLineFigures) -> list[str]:
    return [HIDDEN if people is None else f"{people:,}" for people in line.figures.values()]


def _show_talks(talks: tuple[LoggedTalk, ...], *, as_json: bool) -> None:
    if as_json:
        show_json([talk.model_dump() for talk in talks])
        return
    if not talks:
        say("No one has told us about a discussion yet.")
        return
    columns = ["when", "where", "people", "agency", "questions", "agreed"]
    show_table(
        columns,
        [
            [talk.when, talk.setting, talk.people or "", talk.agency, *_words(talk)]
            for talk in talks
        ],
    )


def _words(talk: LoggedTalk) -> list[str]:
    return [" ".join((written or "").split()) for written in (talk.raised, talk.agreed)]
