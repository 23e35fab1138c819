"""The base of every reply: frozen data with a sentence that a lock screen may show; and `Option`.

Each kind of reply has its own stored name, and no two share one.
"""

from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field

from surveys.trust.training import NOTIFIED


class Reply(BaseModel):
    """One answer of a dialog.

    `kind` is its stored name, which stays when the class is renamed. `summary` is a sentence fit
    for a lock screen: no names, no answers, nothing sensitive. One that `decides` has a button that
    sends, asks or withdraws: it is good once, and for a time. One of `training` says that it is not
    real wherever it is shown.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: ClassVar[str]
    kinds: ClassVar[dict[str, type["Reply"]]] = {}
    summary: ClassVar[str] = "Golden Thread"
    decides: ClassVar[bool] = False
    training: bool = False  # of a partnership that is a dry run

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Enter the kind in the table; TypeError where it has no name of its own."""
        kind = cls.__dict__.get("kind")
        if not kind or kind in cls.kinds:
            raise TypeError(f"{cls.__name__} needs a kind of its own, not {kind!r}")
        cls.kinds[kind] = cls

    @property
    def refuses(self) -> bool:
        """Say whether this tells the person that something they sent was not taken."""
        said = vars(self)  # quicker than a look for a field that most kinds do not have
        return bool(said.get("problem") or said.get("problems"))

    def lock_screen(self) -> str:
        """The sentence that a notification may show."""
        return self.summary

    def marked(self, *, training: bool) -> Self:
        """Return the same reply, saying that it is not real where it is only `training`."""
        return self.model_copy(update={"training": True}) if training else self

    def notification(self) -> str:
        """The sentence of the notification; it begins with what is not real."""
        return f"{NOTIFIED}{self.lock_screen()}" if self.training else self.lock_screen()


class Needed(BaseModel):
    """Something that needs a person now: what a tap does (`verb`), and the words for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verb: str
    text: str
    detail: str = ""
    urgent: bool = False


class Option(BaseModel):
    """One thing to choose: `value` is opaque, `text` and `detail` are for people."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: str = Field(min_length=1)  # an empty value makes phones drop the whole card
    text: str
    detail: str = ""
