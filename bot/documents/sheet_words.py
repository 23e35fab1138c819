"""The words of the workbook: its sheets, its heads, and the shorthand of official statistics.

A part of the tidy table without a line in `SHEETS` has no sheet; a figure without a line in `HEADS`
is headed by its own name.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from bot.documents.wording import WITHHELD
from surveys.impact.version_2 import chart_words


class SheetWords(NamedTuple):
    """A sheet: its name, what it holds, what it says when it is empty, and the head of `group`."""

    name: str
    holds: str
    otherwise: str = "None recorded."
    group: str = "Part"


SHEETS: Mapping[str, SheetWords] = MappingProxyType(
    {
        "first_page": SheetWords("First page", "What a busy reader needs."),
        "outcome": SheetWords("Outcomes", "Each intended outcome, its label and the reason."),
        "history": SheetWords("Labels over time", "The label at the end of each wave."),
        "changes": SheetWords(
            "Changes", "What was changed in start, plan and evidence.", group="What"
        ),
        "plan": SheetWords("Evidence plan", "Each planned piece of evidence.", group="Indicator"),
        "levels": SheetWords("Levels", "The score of each level; a picture and no verdict."),
        "sources": SheetWords(
            "Sources", "What each source says at each level, with its figures.", group="Which"
        ),
        "series": SheetWords("Waves", "Each source's other waves.", group="Which"),
        "joint_difference": SheetWords(
            "Joint difference", "Differences of several sources together.", group="Sources"
        ),
        "reported_change": SheetWords(
            "Reported change", "How many say that there is a change.", group="Item"
        ),
        "paired_change": SheetWords(
            "Paired change", "The same people before and now.", group="Item"
        ),
        "triangulation": SheetWords(
            "Triangulation", "How each two planned sources compare.", group="Which"
        ),
        "judgements": SheetWords(
            "Judgements", "Conclusions of inspections and reviews.", group="Body"
        ),
        "participation": SheetWords(
            "Who answered", "Who was asked, by wave, agency and door.", group="Within the wave"
        ),
        "reach": SheetWords("Reach", "How many people the learning reached."),
        "dissemination": SheetWords(
            "Dissemination",
            "What newsletters, pages and the like counted: contacts, not people reached.",
            group="Item",
        ),
        "not_reached": SheetWords("Not reached", "Who was not reached, by reason.", group="Reason"),
        "items": SheetWords(
            "Items",
            "How each question of each wave was answered, children and families first.",
            "No question that is scored has been answered.",
            group="Question",
        ),
        "voices": SheetWords(
            "Voices",
            "Words that a person has released, children and families first.",
            "No words have been released for publication.",
            group="Question",
        ),
        "you_said": SheetWords(
            "You said, we did",
            "What children and families asked for, and what was done.",
            "No “you said, we did” has been released.",
            group="Number",
        ),
        "indicators": SheetWords(
            "Indicators",
            "Each indicator, its mean, limits and signals.",
            "No indicator is part of the evidence.",
            group="Indicator",
        ),
        "points": SheetWords(
            "Indicator values", "Every value of each indicator.", group="Indicator"
        ),
        "complaints": SheetWords(
            "Complaints", "Whether anyone complained about its theme; no score.", group="Theme"
        ),
        "analyses": SheetWords(
            "Analyses", "What an analyst says of an indicator, by quarter.", group="Indicator"
        ),
        "described": SheetWords(
            "Other questions",
            "How questions that are not scored were answered; of an order, what was put first.",
            "No question of this kind has been answered.",
            group="Question and answer",
        ),
        "barriers": SheetWords(
            "Barriers",
            "What got in the way, and how many people named it.",
            "No question about barriers has been asked.",
            group="Question and answer",
        ),
        "methods": SheetWords("Methods", "Caveats, and how the figures were made."),
    }
)

HEADS: Mapping[str, str] = MappingProxyType(
    {
        "on": "On",
        "measure": "What",
        "value": "Details",
        "n": "n",
        "eligible": "Eligible (N)",
        "favourable": "Favourable (x)",
        "proportion": "Share",
        "interval_low": "95 % low",
        "interval_high": "95 % high",
        "bound_worst": "If the silent are unfavourable",
        "bound_best": "If the silent are favourable",
        "p_value": "p (sign test)",
        "retrospective": "Looking back",
        "centre": "Mean",
        "limit_low": "Lower limit",
        "limit_high": "Upper limit",
        "point": "Value",
        "better": "Better if it goes",
        "how_much_did_we_do": "How much did we do?",
        "how_well_did_we_do_it": "How well did we do it?",
        "what_difference_did_it_make": "What difference did it make?",
        "decision": "Decision needed",
        "least_favourable": "Least favourable finding",
        "missing": "Missing, and what would fill the gap",
        "inputs_fingerprint": "Fingerprint of the inputs",
        "what_changed": "What changed",
        "until": "Counted until",
        "each_once": "Each reader once",
        "figures_from": "Figures from",
        "said": "You said",
        "did": "We did",
        "so_far": "Evidence so far",
        "why_not": "Why it decides nothing",
        "weight": "Weight in the score",
        "planned_change": "Planned change",
        "trigger": "Started the action",
        "baseline": "Baseline",
        "is_baseline": "Before the start",
        "single_source": "One source only",
        "note": "Note at import",
        "starting_point_kind": "Starting point",
        "starting_point_proportion": "Share before",
        "starting_point_n": "n before",
        "starting_point_on": "Starting point on",
        "starting_point_trigger": "Starting point started the action",
        "starting_point_reference": "Difference taken from",
        "difference_value": "Difference",
        "difference_interval_low": "Difference, 95 % low",
        "difference_interval_high": "Difference, 95 % high",
        "difference_design_effect": "Design effect",
        "change_before": "Mean before",
        "change_after": "Mean after",
        "change_difference": "Mean after less before",
        "change_interval_low": "Difference, 95 % low",
        "change_interval_high": "Difference, 95 % high",
    }
)

HIDDEN, UNKNOWN, NONE, LOW, UNSURE = "[c]", "[x]", "[z]", "[low]", "[u]"
SHORTHAND: Mapping[str, str] = MappingProxyType(
    {
        HIDDEN: f"Confidential: {WITHHELD}. It is never nought.",
        UNKNOWN: "Not available: not collected, or it cannot be known.",
        NONE: "Not applicable: there is no such figure here, such as a target where none was set.",
        LOW: "Above nought, and rounds to it: a symbol of the source, or, in the column Notes, a "
        "figure shown as 0.",
        UNSURE: "Low reliability: a symbol of the source, or, in the column Notes, a source that "
        "is not sufficient alone.",
    }
)
# A source's own symbol for a withheld figure, by the words that the tidy table has for it.
AT_SOURCE: Mapping[str, str] = MappingProxyType(
    {why: f"[{symbol}]" for symbol, why in chart_words.AT_SOURCE.items()}
    | dict.fromkeys(chart_words.GAPS.values(), UNKNOWN)
)


def head(name: str) -> str:
    """Return the head of a column or the name of a line."""
    return HEADS.get(name) or name.replace("_", " ").capitalize()
