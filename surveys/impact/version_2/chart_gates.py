"""The thresholds of indicator charts: the table `[charts]` of a model file."""

from pydantic import Field

from surveys.impact.ratified_model import ModelPart


class ChartGates(ModelPart):
    """What counts as a signal and as a direction; probabilities and confidence are 0-1."""

    points_before: int = Field(ge=3)
    run: int = Field(ge=2)
    trend: int = Field(ge=3)
    confidence: float = Field(gt=0, lt=1)
    lean: float = Field(ge=0, le=1)
