"""What the model files of every version have, and where they are.

A weight or threshold stands in a model file and nowhere in the calculation.
"""

from calendar import monthrange
from datetime import date
from importlib import resources
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from surveys.problems import Refusal

Share = Annotated[float, Field(ge=0, le=1)]


class ModelPart(BaseModel):
    """Frozen, and strict: a misspelt weight is an error, not a silent default."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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


def months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or its last day if the month is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def shipped_text(version: str) -> str:
    """Return the text of the model file of a version; raises FileNotFoundError without one."""
    file = resources.files("surveys.impact").joinpath("models", f"{version}.toml")
    return file.read_text(encoding="utf-8")
