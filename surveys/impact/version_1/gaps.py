"""What is missing, and what would fill the gap.

Each gap in the evidence plan is named with the next thing that a person can do about it.
"""

from surveys.impact.labels import Label
from surveys.impact.version_1.finding import Gap, SourceFinding
from surveys.impact.version_1.label import Case, unmet_needs
from surveys.impact.version_1.model import ImpactModel
from surveys.impact.words import percent, sentence

REMEDIES: dict[Gap, str] = {
    Gap.NOTHING: "{name}: nothing collected yet. Collect it as planned.",
    Gap.SMALL: "{name}: fewer than {minimum} people. Wait for more answers, or ask more people.",
    Gap.LOW_RESPONSE: (
        "{name}: {rate} of those asked answered, under {gate}. Remind those who have not answered."
    ),
    Gap.SHORT_BASELINE: (
        "{name}: fewer than {points} points before the action. "
        "Add earlier periods and the start date."
    ),
    Gap.NOTHING_AFTER: (
        "{name}: nothing after the action began. Add later periods, or the date the action started."
    ),
    Gap.UNCHECKED: (
        "{name}: more answers came than expected. A lead can look at them: link check."
    ),
}
SECOND_SOURCE = (
    "At least two sufficient sources: plan another one, best an audit, children or families."
)


def missing_of(case: Case, label: Label) -> list[str]:
    """Return the gaps of the plan, then what would raise the label by one step."""
    gaps = [said_gap(f, case.model) for f in case.findings if f.gap]
    if label == "insufficient" and not gaps:
        return [SECOND_SOURCE]
    return [*gaps, *unmet_needs(case, label)]


def said_gap(finding: SourceFinding, model: ImpactModel) -> str:
    """Return why a finding is not sufficient, and what would fill the gap."""
    text = REMEDIES[finding.gap or Gap.NOTHING].format(
        name=finding.name,
        minimum=model.minimum_group,
        rate=percent(finding.response_rate or 0),
        gate=percent(model.gates.response_rate),
        points=model.gates.baseline_points,
    )
    return sentence(text)
