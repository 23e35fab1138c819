"""What every part of a summary is made of; shares and intervals of them are 0-1."""

from pydantic import BaseModel, ConfigDict

Interval = tuple[float, float]


class Part(BaseModel):
    """Frozen and strict: an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
