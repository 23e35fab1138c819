"""The yearly-report pack arranged under what *Working Together* asks of safeguarding partners.

It chooses words and order only; every figure is already in the pack.
"""

from collections.abc import Iterator

from bot.documents import blocks, pack_feedback
from bot.documents.blocks import Block, Cell
from bot.documents.board_page import at_a_glance
from bot.documents.pages import Pages, Section
from bot.documents.report_contacts import contacts_by_action
from bot.documents.report_people import REACH, rated, steps
from bot.documents.wording import LABELS, NONE, NOT_KNOWN, SOURCES, WITHHELD, named
from surveys.impact.people_parts import ReachResult
from surveys.impact.summary.flow_parts import WaveFlow
from surveys.impact.yearly.structure import ActionEvidence, YearlyPack
from surveys.london import day_in_words

_REACH = (("Action", 0.7), *((words, -1.0) for words in REACH.values()))
_WAVES = (
    ("Action", 0.8),
    ("Wave", 2.2),
    ("Who", 1.6),
    ("Asked", -0.8),
    ("Reached", -0.9),
    ("Answered", -1.2),
    ("Rate", -0.7),
)
_IMPROVEMENTS = (
    ("Learning source", 1.7),
    ("Action", 1.5),
    ("Label", 1.5),
    ("Started", 1.15),
    ("What changed", 2.6),
)
FILLS = "What is missing, and what would fill the gap:"
SMALL = (
    "No figure is shown from fewer than {minimum} people. What a summary of an action withholds is "
    "withheld here too, and figures of several actions are not added up."
)


def pack_report(pack: YearlyPack) -> Pages:
    """Return the whole pack; its opening is the board's page."""
    return Pages(
        title=f"Yearly-report pack: {pack.partnership.name}",
        subtitle=pack.year.words,
        partnership=pack.partnership.name,
        foot=f"{pack.year.starts_on.year} to {pack.year.ends_on.year}",
        on=pack.as_at,
        largest=22,
        smallest=14,
        opening=[Section("The year at a glance", at_a_glance(pack))],
        sections=[
            Section("Evidence of impact, including training", list(_evidence(pack))),
            Section("Areas with little or no progress", list(_little_progress(pack))),
            Section("Actions from reviews and what they improved", [_improvements(pack)]),
            Section(
                "Feedback from children and families, and how it was used",
                list(pack_feedback.feedback(pack.feedback)),
            ),
            Section("How to read this pack", list(_how_to_read(pack))),
        ],
    )


def _evidence(pack: YearlyPack) -> Iterator[Block]:
    for one in pack.evidence:
        yield blocks.heading(f"{one.ref}: {one.title}", one.label)
        yield blocks.text(one.changed)
        yield blocks.text(f"{one.started} {one.decided}")
    rows = [_reach_row(one.ref, one.reach) for one in pack.evidence]
    yield blocks.table("Whom the learning reached, and who attended training", _REACH, rows)
    told = [(one.ref, item) for one in pack.evidence for item in one.dissemination]
    if told:
        yield contacts_by_action(told)
    waves = [_wave_row(one, wave) for one in pack.evidence for wave in one.waves]
    yield blocks.table("Who was asked and who answered", _WAVES, waves)


def _reach_row(ref: str, reach: ReachResult) -> tuple[Cell, ...]:
    missing = WITHHELD if reach.suppressed else NOT_KNOWN
    return ref, *(blocks.number(getattr(reach, name), missing) for name in REACH)


def _wave_row(action: ActionEvidence, wave: WaveFlow) -> tuple[Cell, ...]:
    missing = WITHHELD if wave.suppressed else NOT_KNOWN
    figures = steps(wave.eligible, wave.reached, wave.answered, missing)
    who = named(SOURCES, wave.voice)
    return action.ref, wave.wave, who, *figures, rated(wave.response_rate, missing)


def _little_progress(pack: YearlyPack) -> Iterator[Block]:
    """Yield the outcomes below emerging, each with its gaps by name."""
    for one in pack.little_progress:
        place = " ".join(filter(None, (one.ref, one.outcome)))
        yield blocks.heading(f"{place}: {one.statement}", one.label)
        yield blocks.text(one.reason)
        yield blocks.bullets(one.missing, FILLS, "Nothing is missing that could be collected.")
    if not pack.little_progress:
        yield blocks.text("No outcome is below “emerging”.")


def _improvements(pack: YearlyPack) -> Block:
    rows = [
        (
            f"{one.source.kind.capitalize()}: {one.source.ref}",
            f"{one.ref}: {one.title}",
            blocks.badge(one.label),
            day_in_words(one.started_on) if one.started_on else NONE,
            " ".join(filter(None, (one.changed, one.points))),
        )
        for one in pack.improvements
    ]
    return blocks.table("From learning to what changed", _IMPROVEMENTS, rows)


def _how_to_read(pack: YearlyPack) -> Iterator[Block]:
    yield blocks.text(SMALL.format(minimum=pack.minimum_group))
    yield blocks.text(f"Impact model: version {pack.model_version}. {pack.chance.wording}")
    if pack.left_out:
        yield blocks.text(f"Not started by this date and left out: {', '.join(pack.left_out)}.")
    labels = [(blocks.badge(label), words.meaning) for label, words in LABELS.items()]
    yield blocks.table("Labels", [("Label", 1), ("What it means", 2.6)], labels)
