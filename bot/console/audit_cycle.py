"""See audits of cases: the list, and one with its grades beside those of its re-audit.

A grade that rests on too few cases is hidden.
"""

from typing import Annotated

import typer

from bot.console.lookups import by_reference, in_places
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from storage.unit import Unit
from surveys.impact.version_2.intervals import Difference
from surveys.london import day_in_words
from surveys.register.audit import CaseAudit
from surveys.register.grades import CaseCount
from surveys.register.reaudit import AuditPair, ComparedGrade, ShownCount, compared, pair_of

app = typer.Typer(help="See audits of cases, each beside its re-audit.", no_args_is_help=True)
HIDDEN = "hidden"  # a number that could identify someone
TOGETHER = "together"


@app.callback()
def audit_cycle() -> None:
    """See audits of cases, each beside its re-audit."""


@app.command("list")
def list_(context: typer.Context, partnership: Partnership = None, as_json: AsJson = False) -> None:
    """List the audits of a partnership, or of all, the latest first."""
    with program_of(context).store() as store:
        found = store.look(lambda unit: in_places(unit, partnership, unit.register.audits))
    if as_json:
        show_json([{"partnership": slug, **_facts(audit)} for slug, audit in found])
        return
    if not found:
        say("No audits yet. Bring them in with `import audit FILE`.")
        return
    columns = ["reference", "partnership", "audit", "theme", "made on", "cases", "re-audit"]
    show_table(columns, [_line(slug, audit) for slug, audit in found])


@app.command("show")
def show(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="The audit's reference.")],
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """Show an audit beside its re-audit, criterion by criterion."""
    program = program_of(context)
    minimum = program.installation().minimum_group
    with program.store() as store:
        pair = store.look(lambda unit: look_up(unit, partnership, ref))
    rows = compared(pair, minimum)
    if as_json:
        pair_facts = {"audit": _facts(pair.first), "reaudit": pair.later and _facts(pair.later)}
        show_json({**pair_facts, "grades": [_grade_facts(row) for row in rows]})
        return
    audits = [pair.first, pair.later] if pair.later else [pair.first]
    for audit in audits:
        say(_sentence(audit))
    columns = ["criterion", "heading", "agency", "audit", "re-audit", "difference"]
    show_table(columns, [_cells(row) for row in rows])
    if any(row.first.hidden or row.later.hidden for row in rows):
        say(f"Counts of fewer than {minimum} cases are hidden to protect people.")
    for audit in audits:
        _say_learning(audit)


def look_up(unit: Unit, slug: str | None, ref: str) -> AuditPair:
    """Return the audit of that reference with its re-audit, or with the one that it repeats."""
    place, audit = by_reference(
        unit, slug, ref, "audit", lambda place_id: unit.register.audit(place_id, ref)
    )
    return pair_of(audit, unit.register.audits(place.id))


def _facts(audit: CaseAudit) -> dict[str, object]:
    start, end = audit.period
    return {
        "ref": audit.ref,
        "title": audit.title,
        "kind": audit.kind,
        "year": audit.year,
        "theme": audit.theme,
        "why": audit.why,
        "method": audit.method,
        "period_start": start,
        "period_end": end,
        "audited_on": audit.audited_on,
        "selection": audit.selection,
        "read_by": audit.read_by,
        "reaudit_of": audit.repeats,
        "reaudit_due_on": audit.repeat_due_on,
    }


def _line(slug: str, audit: CaseAudit) -> list[object]:
    made, due = day_in_words(audit.audited_on), audit.repeat_due_on
    again = f"of {audit.repeats}" if audit.repeats else due and f"due {day_in_words(due)}"
    cases = audit.selection or "not recorded"
    return [audit.ref, slug, audit.title, audit.theme, made, cases, again or "no date"]


def _sentence(audit: CaseAudit) -> str:
    cases = f"cases: {audit.selection or 'selection not recorded'}"
    read_by = f"read by {audit.read_by}" if audit.read_by else "who read them is not recorded"
    return f"{audit.ref}, {day_in_words(audit.audited_on)}: {audit.title}; {cases}, {read_by}."


def _grade_facts(row: ComparedGrade) -> dict[str, object]:
    difference = row.difference
    return {
        "criterion": row.criterion.number,
        "heading": row.criterion.heading,
        "question": row.criterion.question,
        "speaks_to": row.criterion.speaks_to and str(row.criterion.speaks_to),
        "agency": row.agency,
        "audit": _count_facts(row.first),
        "reaudit": _count_facts(row.later),
        "difference": difference and {"value": difference.value, "interval": difference.interval},
    }


def _count_facts(shown: ShownCount) -> dict[str, object]:
    met, read = (shown.count.met, shown.count.read) if shown.count else (None, None)
    return {"met": met, "read": read, "suppressed": shown.hidden}


def _cells(row: ComparedGrade) -> list[object]:
    criterion = row.criterion
    counts = [_count(row.first), _count(row.later)]
    difference = _points(row.difference) if row.difference else ""
    return [criterion.number, criterion.heading, row.agency or TOGETHER, *counts, difference]


def _count(shown: ShownCount) -> str:
    count: CaseCount | None = shown.count
    return f"{count.met} of {count.read}" if count else HIDDEN if shown.hidden else "not made"


def _points(difference: Difference) -> str:
    low, high = (round(100 * end) for end in difference.interval)
    return f"{round(100 * difference.value):+} points ({low:+} to {high:+})"


def _say_learning(audit: CaseAudit) -> None:
    for criterion in audit.criteria:
        for one in criterion.returns:
            said = [("Good practice", one.good_practice), ("To develop", one.development)]
            if one.recommendation:
                action = one.recommendation.action or "no action yet"
                said.append(("Recommendation", f"{one.recommendation.text} ({action})"))
            where = f"{audit.ref}, {criterion.number}, {one.agency or TOGETHER}"
            for name, text in said:
                if text:
                    say(f"{where}. {name}: {text}")
