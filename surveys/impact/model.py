"""The impact model: the weights, steps and thresholds that a partnership's panel can change.

It is read from a versioned TOML file; no code of the calculation has a weight or threshold of its
own.
"""

import tomllib
from calendar import monthrange
from datetime import date
from importlib import resources
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from surveys.problems import Refusal

Share = Annotated[float, Field(ge=0, le=1)]
SHIPPED = "1"


class ModelPart(BaseModel):
    """Frozen, and strict: a misspelt weight is an error, not a silent default."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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


class RatifiedModel(ModelPart):
    """What every version has: its name and the smallest group that is shown or scored."""

    version: str
    minimum_group: int
    minimum_group_floor: int = Field(ge=5)

    @model_validator(mode="after")
    def _keeps_to_the_floor(self) -> Self:
        if self.minimum_group < self.minimum_group_floor:
            raise ValueError(f"minimum_group must be {self.minimum_group_floor} or more")
        return self

    def with_minimum_group(self, n: int) -> Self:
        """Return the model with another minimum group; refuses one below the floor."""
        if n < self.minimum_group_floor:
            why = f"it must be {self.minimum_group_floor} or more"
            raise Refusal("setting-wrong", name="minimum group", why=why)
        return self.model_copy(update={"minimum_group": n})


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


def months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or its last day if the month is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def parsed_model(text: str) -> ImpactModel:
    """Parse a model from TOML; raises ValueError (pydantic or tomllib) that names what is wrong."""
    return ImpactModel.model_validate(tomllib.loads(text))


def shipped_model() -> ImpactModel:
    """Return the model of version 1 that ships with the program."""
    return parsed_model(shipped_text(SHIPPED))


def shipped_text(version: str) -> str:
    """Return the text of the model file of a version; raises FileNotFoundError without one."""
    file = resources.files("surveys.impact").joinpath("models", f"{version}.toml")
    return file.read_text(encoding="utf-8")
