"""The impact model: the weights, steps and thresholds that a partnership's panel can change.

It is read from a versioned TOML file; no code of the calculation has a weight or threshold of its
own.
"""

import tomllib
from datetime import date
from typing import Annotated

from pydantic import Field

from surveys.impact.ratified_model import (
    ModelPart,
    RatifiedModel,
    Share,
    months_before,
    shipped_text,
)

SHIPPED = "1"


class FreshnessStep(ModelPart):
    """Evidence collected within `months` before the as-at date counts with this weight."""

    months: int = Field(gt=0)
    weight: Share


class Gates(ModelPart):
    """The thresholds of labels and triangulation; shares are 0-1, points are percentage points."""

    response_rate: Share
    dissonance_points: float = Field(gt=0, le=100)
    days_between_waves: int = Field(gt=0)
    favourable_reference: Share
    changed_pairs: int = Field(gt=0)
    significance: Share
    baseline_points: int = Field(ge=2)


class ImpactModel(RatifiedModel):
    """One ratified set of weights and gates of version 1."""

    precision_n: int = Field(gt=0)
    gates: Gates
    freshness: tuple[FreshnessStep, ...]
    quality: dict[str, Annotated[float, Field(gt=0, le=1)]]

    def weight(self, source: str, n: int, collected_on: date, as_at: date) -> float:
        """Return quality x precision x freshness, 0-1; 0 for a source that is never averaged."""
        precision = min(1.0, n / self.precision_n)
        return self.quality.get(source, 0.0) * precision * self.freshness_of(collected_on, as_at)

    def freshness_of(self, collected_on: date, as_at: date) -> float:
        """Return the weight of the first step that includes the date, 0 after the last."""
        for step in sorted(self.freshness, key=lambda step: step.months):
            if collected_on >= months_before(as_at, step.months):
                return step.weight
        return 0.0


def parsed_model(text: str) -> ImpactModel:
    """Parse a model from TOML; raises ValueError (pydantic or tomllib) that names what is wrong."""
    return ImpactModel.model_validate(tomllib.loads(text))


def shipped_model() -> ImpactModel:
    """Return the model of version 1 that ships with the program."""
    return parsed_model(shipped_text(SHIPPED))
