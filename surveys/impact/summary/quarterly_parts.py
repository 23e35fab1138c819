"""The parts of a summary about what comes each quarter; neither takes part in a label."""

from datetime import date

from surveys.impact.parts import Part
from surveys.impact.quarterly import ComplaintSignal


class HeardResult(Part):
    """Whether anyone complained about a theme in the last year; no number, for it is no score."""

    theme: str
    heard: ComplaintSignal
    agencies: list[str]


class AnalysisResult(Part):
    """What an analyst says of an indicator in a quarter; `topic` if the partners asked for one."""

    outcome: str
    indicator: str
    quarter: date
    analysis: str
    topic: str | None
