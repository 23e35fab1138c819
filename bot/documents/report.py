"""A summary arranged as a report: the first page, then sections in the order of the impact model.

It chooses words and order only; every figure is already in the summary.
"""

from collections.abc import Iterator

from bot.documents import (
    blocks,
    report_cases,
    report_indicators,
    report_levels,
    report_people,
    report_plan,
    report_triangulation,
    report_voices,
)
from bot.documents.blocks import Block
from bot.documents.dictionary import TERMS
from bot.documents.wording import LABELS, NOT_KNOWN, SOURCES, named
from surveys.impact.summary.structure import Summary
from surveys.london import day_in_words

Section = tuple[str, list[Block]]


def report(summary: Summary) -> dict[str, object]:
    """Return everything that `report.typ` lays out, as plain data."""
    return {
        "title": f"Impact summary: {summary.action.title}",
        "partnership": summary.partnership.name,
        "as_at": day_in_words(summary.as_at),
        "ref": summary.action.ref,
        "action": summary.action.title,
        "change_wanted": summary.action.change_wanted,
        "started": f"{summary.first_page.started} {summary.first_page.decided}",
        "badge": blocks.badge(summary.label),
        "changed": summary.first_page.changed,
        "statement": summary.statement,
        "outcomes": [
            {
                "ref": o.ref,
                "statement": o.statement,
                "badge": blocks.badge(o.label),
                "reason": o.reason,
            }
            for o in summary.outcomes
        ],
        "headings": [
            ["How much did we do?", summary.first_page.did],
            ["How well did we do it?", summary.first_page.how_well],
            ["What difference did it make?", summary.first_page.difference],
        ],
        "least_favourable": summary.first_page.least_favourable,
        "cannot_be_said": summary.first_page.cannot_be_said,
        "decision": summary.first_page.decision,
        "foot": " · ".join(
            (
                summary.action.ref,
                f"as at {day_in_words(summary.as_at)}",
                f"model version {summary.model.version}",
            )
        ),
        "sections": [{"title": title, "blocks": parts} for title, parts in _sections(summary)],
    }


def _sections(summary: Summary) -> Iterator[Section]:
    yield "Children and families", list(report_voices.children_and_families(summary))
    yield "Learning source and evidence plan", list(_source_and_plan(summary))
    yield "Who was asked and who answered", list(report_people.asked_and_answered(summary))
    yield "Level profile", list(report_levels.levels(summary))
    yield (
        "Triangulation",
        [
            *report_triangulation.triangulation(summary),
            report_triangulation.complaints(summary),
        ],
    )
    yield "What others said", list(report_voices.everyone_else(summary))
    yield "Audits: who chose and read the cases", [report_cases.cases(summary)]
    yield "Inspections and reviews", [report_triangulation.judgements(summary)]
    yield "Indicators", list(report_indicators.indicators(summary))
    yield "Barriers and unintended effects", list(report_people.barriers(summary))
    if summary.described:
        yield "Questions that are not scored", [report_people.described(summary)]
    yield "Rival explanations", [report_plan.rivals(summary)]
    yield "What has little or no evidence", [report_plan.little_or_none(summary)]
    yield "You said, we did", [report_voices.you_said(summary.you_said)]
    yield "Methods and caveats", list(_methods(summary))
    if values := list(report_indicators.values(summary)):
        yield "Annex: values of the indicators", values
    yield "Annex: data dictionary", list(_annex())


def _source_and_plan(summary: Summary) -> Iterator[Block]:
    action = summary.action
    yield blocks.facts(
        "The action and where its learning comes from",
        [
            ("Learning source", f"{action.source.kind.capitalize()}: {action.source.ref}"),
            ("Action", f"{action.ref}: {action.title}"),
            ("Change wanted", action.change_wanted),
            ("Owner agency", action.owner_agency),
            ("Started", day_in_words(action.started_on) if action.started_on else NOT_KNOWN),
            ("Due", day_in_words(action.due_on)),
            ("Theme", action.theme or NOT_KNOWN),
        ],
    )
    yield from report_plan.plan(summary)


def _methods(summary: Summary) -> Iterator[Block]:
    methods, model = summary.methods, summary.model
    dates = " to ".join(map(day_in_words, methods.dates)) if methods.dates else NOT_KNOWN
    yield blocks.bullets(summary.caveats, "Caveats:", "No caveat was recorded.")
    yield blocks.facts(
        "How the figures were made",
        [
            ("How people answered", "; ".join(methods.modes) or NOT_KNOWN),
            ("Questionnaires", "; ".join(methods.instruments) or NOT_KNOWN),
            ("Dates", dates),
            ("Comparisons made", "; ".join(methods.comparisons) or "None"),
            ("Intervals", methods.interval),
            ("Small numbers", methods.suppression),
            ("Model", f"Version {model.version}, minimum group {model.minimum_group}"),
            ("Fingerprint of the inputs", _in_groups(summary.inputs_fingerprint)),
        ],
    )
    weights = sorted(model.weights.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = [(named(SOURCES, source), blocks.number(weight)) for source, weight in weights]
    columns = [("Source", 3.0), ("Quality", -1.0)]
    yield blocks.table("Quality of each source in this model", columns, rows)


def _in_groups(digits: str) -> str:
    """Return a long number in groups of eight, so that it can be read aloud and wraps."""
    return " ".join(digits[start : start + 8] for start in range(0, len(digits), 8))


def _annex() -> Iterator[Block]:
    labels = [(blocks.badge(label), words.meaning) for label, words in LABELS.items()]
    yield blocks.table("Labels", [("Label", 1), ("What it means", 2.6)], labels)
    yield blocks.table("Terms and figures", [("Term", 1), ("What it means", 2.6)], TERMS)
