"""The sections of a report about the plan: the action, planned evidence, changes, rivals, gaps."""

from collections.abc import Iterator

from bot.documents import blocks
from bot.documents.blocks import Block, Cell
from bot.documents.wording import LEVELS, NONE, SOURCES, named, percent, plain, points
from surveys.impact.summary.outcome_parts import OutcomeResult, PlannedResult
from surveys.impact.summary.structure import Summary
from surveys.london import day_in_words

_TARGET_MET = {True: "; target met", False: "; target not met", None: ""}
_PLAN = (
    ("Level", 0.9),
    ("Source", 1.8),
    ("Baseline", -0.8),
    ("Planned change", -0.9),
    ("Target", -0.7),
    ("Due", 1.2),
    ("Evidence so far", 2),
)
_CHANGES = (("On", 1.2), ("What", 2), ("From", 1.5), ("To", 1.5))
_TRIGGER = "; the finding that started the action"


def plan(summary: Summary) -> Iterator[Block]:
    """Yield each piece of evidence in the plan, then every change since the first release."""
    for outcome in summary.outcomes:
        caption = f"Evidence plan: {outcome.ref}, {outcome.statement}"
        yield blocks.table(caption, _PLAN, [_plan_row(row) for row in outcome.plan])
    changes = [
        (day_in_words(one.on), one.what, one.before, one.after) for one in summary.action.changes
    ]
    yield blocks.table("Changes to start, plan and evidence", _CHANGES, changes)


def _plan_row(row: PlannedResult) -> tuple[Cell, ...]:
    is_indicator = row.source == "indicator"
    shown = plain if is_indicator else percent
    name = f"Indicator: {row.indicator}" if is_indicator else named(SOURCES, row.source)
    trigger = _TRIGGER if row.trigger else ""
    return (
        named(LEVELS, row.level),
        name,
        NONE if row.baseline is None else shown(row.baseline),
        NONE if row.planned_change is None else f"{points(row.planned_change)} points",
        NONE if row.target is None else shown(row.target),
        day_in_words(row.due_on) if row.due_on else NONE,
        f"{row.so_far or 'nothing collected yet'}{_TARGET_MET[row.target_met]}{trigger}",
    )


def rivals(summary: Summary) -> Block:
    """Return what else could explain the findings, and how each was weighed."""
    rows = [
        (one.explanation, one.weighed or "not weighed yet")
        for one in summary.methods.rival_explanations
    ]
    if not rows:
        none = "None has been recorded. Until each is weighed, no outcome can be labelled strong."
        return blocks.text(none)
    columns = (("What else could explain the findings", 2), ("How it was weighed", 2))
    return blocks.table("Rival explanations", columns, rows)


def little_or_none(summary: Summary) -> Block:
    """Return the outcomes about which little or nothing can be said, and what would mend it."""
    items = [text for outcome in summary.outcomes for text in _gaps(outcome)]
    lead = "What is missing, and what would fill the gap; silence is not agreement:"
    return blocks.bullets(items, lead, "Every planned source has enough evidence.")


def _gaps(outcome: OutcomeResult) -> Iterator[str]:
    for level in outcome.levels:
        if level.single_source:
            yield f"{outcome.ref}, {named(LEVELS, level.level).lower()}: one source only."
    yield from (f"{outcome.ref}: {text}" for text in outcome.missing)
