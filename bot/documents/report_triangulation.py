"""The sections of a report about how sources relate: the matrix, the reasons, judgements."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from bot.documents import blocks
from bot.documents.blocks import Block
from bot.documents.wording import (
    CODES,
    FAMILIES,
    NONE,
    SOURCES,
    direction_word,
    named,
    point_span,
    points,
    source_title,
)
from surveys.impact.quarterly import ComplaintSignal
from surveys.impact.summary.outcome_parts import OutcomeResult, Triangle
from surveys.impact.summary.structure import Summary
from surveys.london import day_in_words

CODE_SHAPES = {
    "agreement": "=",
    "partial": "≈",
    "no_starting_point": "·",
    "silence": "○",
    "dissonance": "≠",
}
HEARD: Mapping[ComplaintSignal, str] = {
    ComplaintSignal.SIGNAL: "a signal, people complained",
    ComplaintSignal.SILENCE: "silence, which is not agreement: few may dare",
}
GRAVEST_FIRST = ("dissonance", "silence", "no_starting_point", "partial", "agreement")
_JUDGEMENTS = (
    ("Outcome", 0.8),
    ("Source", 1.3),
    ("On", 1.2),
    ("Direction", 1.2),
    ("Reason", 2.5),
    ("Reference", 1.2),
)
_REVIEWED = {True: "confirmed", False: "contested"}


def triangulation(summary: Summary) -> Iterator[Block]:
    """Yield, for each outcome, a matrix of how its sources relate to each other, and why."""
    for outcome in summary.outcomes:
        yield blocks.heading(f"{outcome.ref}: {outcome.statement}")
        if not outcome.triangulation:
            yield blocks.text("Fewer than two planned sources: there is nothing to compare.")
            continue
        yield _matrix(outcome)
        rows = [
            (" and ".join(one.names), _code(one.code), f"{one.why}{_reviews(one)}")
            for one in outcome.triangulation
        ]
        columns = (("Sources", 2), ("Code", 1.1), ("Why", 3))
        yield blocks.table(f"{outcome.ref}: why", columns, rows)
        yield _joint(outcome)


def _code(code: str) -> str:
    return f"{CODE_SHAPES[code]} {CODES[code]}"


def _reviews(triangle: Triangle) -> str:
    return "".join(
        f" An evaluator {_REVIEWED[one.confirmed]} this on {day_in_words(one.on)}: {one.reason}"
        for one in triangle.reviews
    )


def _matrix(outcome: OutcomeResult) -> Block:
    """Return a matrix with the gravest code of each two sources, over all their levels."""
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for triangle in outcome.triangulation:
        found[frozenset(triangle.between)].append(triangle.code)
    codes = {pair: _code(min(given, key=GRAVEST_FIRST.index)) for pair, given in found.items()}
    names = list(dict.fromkeys(name for t in outcome.triangulation for name in t.between))

    def cell(row: str, column: str) -> str:
        otherwise = "the same" if row == column else "not compared"
        return codes.get(frozenset((row, column)), otherwise)

    rows = [(named(SOURCES, row), *(cell(row, column) for column in names)) for row in names]
    columns = [("Source", 1.3), *((named(SOURCES, name), 1.0) for name in names)]
    return blocks.table(f"{outcome.ref}: triangulation matrix", columns, rows)


def _joint(outcome: OutcomeResult) -> Block:
    """Return the joint differences: over all that are not staff, and by kind of source."""
    rows = [
        (when, who, points(d.value), point_span(d.interval))
        for when, joint in (("counted waves", outcome.joint), ("earlier waves", outcome.earlier))
        for who, d in (
            ("All but staff", joint.overall),
            *((FAMILIES[one.family], one.difference) for one in joint.families),
        )
        if d
    ]
    columns = (("Waves", 1), ("Sources", 1.4), ("Difference", -1), ("95 % interval", -1))
    return blocks.table(f"{outcome.ref}: joint difference, in points", columns, rows)


def complaints(summary: Summary) -> Block:
    """Return whether anyone complained about the action's theme: a signal, or silence."""
    items = [
        f"{one.theme}: {HEARD[one.heard]} ({', '.join(one.agencies)})" for one in summary.complaints
    ]
    lead = "Complaints and critical issues of the last year on its theme; they are no score:"
    return blocks.bullets(items, lead, "No count of complaints on its theme has been handed in.")


def judgements(summary: Summary) -> Block:
    """Return the conclusions of inspections and reviews, as a person recorded them."""
    rows = [
        (
            outcome.ref,
            source_title(judged.source, judged.body),
            day_in_words(judged.on),
            direction_word(judged.direction),
            judged.reason,
            judged.reference or NONE,
        )
        for outcome in summary.outcomes
        for judged in outcome.judgements
    ]
    return blocks.table("Judgements recorded by a person", _JUDGEMENTS, rows)
