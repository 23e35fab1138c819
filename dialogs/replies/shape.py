"""What every reply is: frozen data with a sentence that a lock screen may show; and one thing to choose."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Reply(BaseModel):
    """One thing said back. `summary` is the sentence fit for a lock screen: no names, no answers, nothing sensitive."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    summary: ClassVar[str] = "Golden Thread"

    def lock_screen(self) -> str:
        """The sentence that a notification may show."""
        return self.summary


class Option(BaseModel):
    """One thing to choose: `value` is opaque, `text` and `detail` are for people."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: str = Field(min_length=1)  # an empty one stops a whole card on telephones
    text: str
    detail: str = ""
