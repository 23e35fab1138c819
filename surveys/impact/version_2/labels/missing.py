"""What is missing, and what would fill the gap.

Each gap in the evidence plan is named, a missing starting point from the day the plan is written,
with the next thing that a person can do about it.
"""

from surveys.impact.labels import Label
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.labels.case import OutcomeCase, families, voices
from surveys.impact.version_2.labels.needs import unmet_needs
from surveys.impact.version_2.labels.sentences import other_name
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.no_start import NoStart
from surveys.impact.version_2.sources.sufficiency import Insufficiency
from surveys.impact.words import percent, sentence

REMEDIES: dict[Insufficiency, str] = {
    Insufficiency.NOTHING: "{name}: nothing collected yet. Collect it as planned.",
    Insufficiency.NO_FOLLOW_UP: (
        "{name}: nothing since the action started. Collect it again, or check the start date."
    ),
    Insufficiency.SMALL: (
        "{name}: fewer than {minimum} people. Wait for more answers, or ask more people."
    ),
    Insufficiency.UNCHECKED: (
        "{name}: more answers came than expected. A lead can look at them: link check."
    ),
    Insufficiency.SAME_COUNTS: (
        "{name}: the same counts as {other} on the same day. Take one back, or say why they differ."
    ),
    Insufficiency.OLD: "{name}: more than {months} months old. Collect it again.",
    Insufficiency.ELIGIBLE_UNKNOWN: (
        "{name}: it is not known how many could have answered. Add the number."
    ),
    Insufficiency.MORE_THAN_ELIGIBLE: (
        "{name}: more answers than people who could have answered. Correct one of the numbers."
    ),
    Insufficiency.LOW_RESPONSE: (
        "{name}: {rate} of those asked answered, under {gate}. Remind those who have not answered."
    ),
    Insufficiency.NO_VERDICT: (
        "{name}: the chart cannot say. Add earlier periods, later periods or the start date."
    ),
}
STARTS: dict[NoStart, str] = {
    NoStart.NO_START_DATE: "{name}: the action has no start date. Add it.",
    NoStart.SAME_COUNTS: (
        "{name}: no starting point, because counts are the same as of {other} on the same day. "
        "Take one back, or say why they differ."
    ),
    NoStart.WEAK_BASELINE: (
        "{name}: no starting point, because too few people were counted before the start, or too "
        "few of those asked. Look for a count made elsewhere before it."
    ),
    NoStart.TYPED_AFTERWARDS: (
        "{name}: no starting point, because the share in the plan was typed after the start. "
        "Import the count that it comes from, with its date."
    ),
    NoStart.FEW_CHANGED_PAIRS: (
        "{name}: no starting point, because too few of those asked twice are linked or changed. "
        "Look for a count made before the start."
    ),
    NoStart.ASKED_AFTERWARDS: (
        "{name}: no starting point, because “before” was asked afterwards. "
        "Look for a count made before the start."
    ),
    NoStart.NO_BASELINE: (
        "{name}: no starting point. Ask before the action starts: it cannot be asked later. If it "
        "has started, look for a count made before."
    ),
}
SECOND_SOURCE = (
    "At least two sufficient sources: plan another one, best an audit of random cases, children or "
    "families."
)
OTHER_FAMILY = (
    "Sources of two kinds, not staff alone: plan an audit of random cases, children or families, "
    "with a starting point."
)


def missing_of(case: OutcomeCase, label: Label) -> tuple[str, ...]:
    """Return the gaps of an outcome, then what would raise its label by one step."""
    gaps = [text for source in case.sources for text in _gaps_of(source, case.model)]
    heard = [source for source in case.sources if source.is_planned or source.is_sufficient]
    if voices(heard) < 2:
        gaps.append(SECOND_SOURCE)
    elif len(families(heard)) < 2:
        gaps.append(OTHER_FAMILY)
    return (*gaps, *unmet_needs(case, label))


def _gaps_of(source: SourceEvaluation, model: ChangeModel) -> list[str]:
    texts = [REMEDIES[source.insufficiency]] if source.insufficiency else []
    if source.start and source.start.why_none:
        texts.append(STARTS[source.start.why_none])
    rate = source.figures.response_rate if source.figures else None
    return [
        sentence(
            text.format(
                name=source.name,
                other=other_name(source),
                minimum=model.minimum_group,
                months=model.sufficiency.months,
                rate=percent(rate or 0),
                gate=percent(model.sufficiency.response_rate),
            )
        )
        for text in texts
    ]
