"""The model file of version 2: every weight and gate that a partnership's panel can change.

Shares and differences of shares are 0-1; no code of the calculation has a number of its own.
"""

import tomllib
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from surveys.impact.ratified_model import (
    ModelPart,
    RatifiedModel,
    Share,
    months_before,
    shipped_text,
)
from surveys.impact.version_2.chart_gates import ChartGates

VERSION = "2"
Positive = Annotated[float, Field(gt=0, le=1)]


class FreshnessLine(ModelPart):
    """Full weight up to `full_months` of age, none from `none_months`, a straight line between."""

    full_months: int = Field(ge=0)
    none_months: int = Field(gt=0)

    @model_validator(mode="after")
    def _falls(self) -> Self:
        if self.full_months >= self.none_months:
            raise ValueError("full_months must be less than none_months")
        return self

    def weight(self, collected_on: date, as_at: date) -> float:
        """Return the weight 0-1 of evidence of a day, as at another."""
        full, none = (months_before(as_at, m) for m in (self.full_months, self.none_months))
        return min(1.0, max(0.0, (collected_on - none).days / (full - none).days))


class SufficiencyGates(ModelPart):
    """Which counts can decide anything."""

    months: int = Field(gt=0)
    response_rate: Share
    share_of_largest: Share
    team_correlation: Share


class ChangeGates(ModelPart):
    """What a source must show for a direction."""

    planned: Positive
    trigger_confidence: Positive
    changed_pairs: int = Field(gt=0)
    significance: Positive


class GapGates(ModelPart):
    """When two sources at one level are too far apart."""

    least: Positive
    error: Positive


class LabelGates(ModelPart):
    """What the labels of an outcome ask for."""

    worse_joint: Positive
    emerging_joint: Positive
    emerging_family: Positive
    days_between_waves: int = Field(gt=0)
    lasting_joint: Positive
    effect_kept: Positive
    by_chance: Share


class ChangeModel(RatifiedModel):
    """One ratified set of weights and gates of version 2."""

    precision_n: int = Field(gt=0)
    freshness: FreshnessLine
    sufficiency: SufficiencyGates
    change: ChangeGates
    gap: GapGates
    labels: LabelGates
    charts: ChartGates
    quality: dict[str, Positive]

    def weight(self, source: str, n: int, collected_on: date, as_at: date) -> float:
        """Return quality x precision x freshness, 0-1; 0 for a source that is never averaged."""
        precision = min(1.0, n / self.precision_n)
        fresh = self.freshness.weight(collected_on, as_at)
        return self.quality.get(source, 0.0) * precision * fresh

    def is_recent(self, collected_on: date, as_at: date) -> bool:
        """Return whether evidence of a day is young enough to decide anything as at another."""
        return collected_on >= months_before(as_at, self.sufficiency.months)


def parsed_change_model(text: str) -> ChangeModel:
    """Parse a model from TOML; raises ValueError (pydantic or tomllib) that names what is wrong."""
    return ChangeModel.model_validate(tomllib.loads(text))


def shipped_change_model() -> ChangeModel:
    """Return the model of version 2 that ships with the program."""
    return parsed_change_model(shipped_text(VERSION))
