"""See Section 11 and Section 175 cycles: who returned, and how many agencies meet each criterion.

A self grade is shown beside the moderated one, and never instead of it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from bot.console.lookups import by_reference, in_places
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from storage.unit import Unit
from surveys.london import day_in_words
from surveys.register.grades import CaseCount
from surveys.register.section_11 import (
    IN_WORDS,
    MET,
    AgencyGrade,
    SelfAssessmentCycle,
    StandardCriterion,
)

HELP = "See Section 11 cycles: who returned, and the grades of each criterion."
app = typer.Typer(help=HELP, no_args_is_help=True)


@app.callback()
def section11() -> None:
    """See Section 11 cycles: who returned, and the grades of each criterion."""


@app.command("list")
def list_(context: typer.Context, partnership: Partnership = None, as_json: AsJson = False) -> None:
    """List the cycles of a partnership, or of all, the latest first."""
    with program_of(context).store() as store:
        today, found = store.look(
            lambda unit: (
                unit.today,
                in_places(unit, partnership, unit.register.section_11),
            )
        )
    if as_json:
        show_json([{"partnership": slug, **_facts(cycle, today)} for slug, cycle in found])
        return
    if not found:
        say("No cycles yet. Bring them in with `import section11 FILE`.")
        return
    columns = ["reference", "partnership", "kind", "due", "returned", "late", "moderated"]
    show_table(columns, [_line(slug, cycle, today) for slug, cycle in found])


@app.command("show")
def show(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="The cycle's reference.")],
    agency: Annotated[
        str | None, typer.Option("--agency", metavar="NAME", help="Show one agency's return.")
    ] = None,
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """Show how many agencies meet each criterion, or what one agency returned."""
    with program_of(context).store() as store:
        today, cycle = store.look(lambda unit: (unit.today, look_up(unit, partnership, ref)))
    if as_json:
        criteria = [_criterion_facts(cycle, one) for one in cycle.criteria]
        show_json({**_facts(cycle, today), "criteria": criteria})
        return
    say(f"{cycle.ref}: {cycle.title}, due {day_in_words(cycle.due_on)}.")
    if agency is not None:
        columns = ["criterion", "standard", "own", "moderated", "practitioners", "improvement"]
        rows = list(_of_agency(cycle, agency))
        show_table(columns, rows) if rows else say(f"{agency} was not asked in this cycle.")
        return
    columns = ["criterion", "standard", "by own grade", "moderated", "below by moderation"]
    show_table(columns, [_criterion_cells(cycle, one) for one in cycle.criteria])
    say(f"Counted are agencies at grade {MET} or 3.")
    if late := cycle.missing(today):
        say(f"Late: {', '.join(late)}.")


def look_up(unit: Unit, slug: str | None, ref: str) -> SelfAssessmentCycle:
    """Return the cycle of that reference."""
    return by_reference(
        unit, slug, ref, "cycle", lambda place_id: unit.register.cycle(place_id, ref)
    )[1]


def _facts(cycle: SelfAssessmentCycle, today: date) -> dict[str, object]:
    return {
        "ref": cycle.ref,
        "kind": cycle.kind,
        "title": cycle.title,
        "opened_on": cycle.opened_on,
        "due_on": cycle.due_on,
        "moderated_on": cycle.moderated_on,
        "returns": [
            {"agency": one.agency, "returned_on": one.returned_on} for one in cycle.returns
        ],
        "late": list(cycle.missing(today)),
    }


def _line(slug: str, cycle: SelfAssessmentCycle, today: date) -> list[object]:
    returned = sum(one.returned_on is not None for one in cycle.returns)
    moderated = day_in_words(cycle.moderated_on) if cycle.moderated_on else "not yet"
    late = len(cycle.missing(today))
    due, kind = day_in_words(cycle.due_on), IN_WORDS[cycle.kind]
    return [cycle.ref, slug, kind, due, f"{returned} of {len(cycle.returns)}", late, moderated]


def _criterion_facts(cycle: SelfAssessmentCycle, one: StandardCriterion) -> dict[str, object]:
    moderated = cycle.met(one)
    return {
        "criterion": one.number,
        "standard": one.standard,
        "standard_title": one.standard_title,
        "question": one.question,
        "speaks_to": one.speaks_to and str(one.speaks_to),
        "moderated_met": moderated and moderated.met,
        "moderated_of": moderated and moderated.read,
        "grades": [_grade_facts(grade) for grade in one.grades],
    }


def _grade_facts(grade: AgencyGrade) -> dict[str, object]:
    return {
        "agency": grade.agency,
        "self_grade": grade.own,
        "moderated_grade": grade.moderated,
        "practitioner_check": grade.checked,
        "evidence": grade.evidence,
        "improvement": grade.improvement,
        "improvement_due_on": grade.improvement_due_on,
        "recommendation": grade.recommendation and grade.recommendation.text,
        "recommendation_action": grade.recommendation and grade.recommendation.action,
    }


def _criterion_cells(cycle: SelfAssessmentCycle, one: StandardCriterion) -> list[object]:
    below = [
        grade.agency
        for grade in one.grades
        if grade.moderated is not None and grade.moderated < MET
    ]
    own, moderated = cycle.met_by_own_grade(one), cycle.met(one)
    standard = f"{one.standard} {one.standard_title}"
    return [one.number, standard, _count(own), _count(moderated), ", ".join(below)]


def _of_agency(cycle: SelfAssessmentCycle, agency: str) -> Iterator[list[object]]:
    wanted = agency.strip().casefold()
    for one in cycle.criteria:
        for grade in one.grades:
            if grade.agency.casefold() == wanted:
                grades = [_grade(value) for value in (grade.own, grade.moderated, grade.checked)]
                yield [one.number, f"{one.standard} {one.standard_title}", *grades, _due(grade)]


def _count(count: CaseCount | None) -> str:
    return f"{count.met} of {count.read}" if count else "not moderated"


def _grade(value: int | None) -> str:
    return "none" if value is None else str(value)


def _due(grade: AgencyGrade) -> str:
    by = grade.improvement_due_on
    return f"{grade.improvement} (by {day_in_words(by)})" if by else grade.improvement
