"""The kinds of question, and what the code of one kind must supply.

Nothing here has a default: a new kind must answer every question below before it can be used.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from surveys.asking.kinds.values import Fields, Given, Score


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    AGREEMENT = "agreement"
    SCALE = "scale"  # 0-10
    YES_NO = "yes_no"
    SEVERAL = "several"
    BEFORE_NOW = "before_now"  # two numbers 0-10
    SCENARIO = "scenario"
    TEXT = "text"


class AskedQuestion(Protocol):
    """What a kind looks at in a question (`surveys.asking.question.Question`)."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes offered, in order."""
        ...

    @property
    def outside(self) -> tuple[str, ...]:
        """The codes outside the count."""
        ...

    @property
    def favourable(self) -> tuple[str, ...]:
        """The codes that count as favourable."""
        ...

    @property
    def favourable_from(self) -> int | None:
        """The number from which an answer counts as favourable."""
        ...

    @property
    def max_length(self) -> int:
        """How many characters may be written."""
        ...

    @property
    def is_scored(self) -> bool:
        """Whether answers count as favourable or not."""
        ...


# What is wrong with a question (nothing where the rule holds), and the sentence that its author
# reads, where `{found}` is what was wrong.
Rule = tuple[Callable[[AskedQuestion], object], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRules:
    """How one kind of question is written, read, scored and compared.

    What a question of the kind may have:

    - `is_text`: answered in the person's own words, which are screened and encrypted;
    - `offers_choices`: it may offer choices;
    - `needs_choices`: it must offer two or more, besides those outside the count;
    - `standard_choices`: those offered, as code: words, where the author writes none;
    - `may_favour_all`: every choice inside the count may be favourable;
    - `scored_from`: scored by `favourable_from`;
    - `has_ends`: `low` and `high` name the ends of its scale;
    - `shows_change`: one answer tells how things changed;
    - `may_be_paired`: may be asked again in later waves and compared;
    - `may_be_barrier`: may count what gets in the way;
    - `taps`: how many it takes to answer one on a phone, what is typed not counted;
    - `rules`: what else must hold within one question of this kind.

    What is done with an answer:

    - `from_form`: what a posted form holds for the question of this id, as `read` takes it;
    - `read`: the value that was given, None where nothing was; refuses what cannot be read;
    - `score`: what a value counts for under the question's key;
    - `compare`: whether the later of two values is better (1), the same (0) or worse (-1); None
      where the two cannot be compared.
    """

    is_text: bool
    offers_choices: bool
    needs_choices: bool
    standard_choices: Mapping[str, str]
    may_favour_all: bool
    scored_from: bool
    has_ends: bool
    shows_change: bool
    may_be_paired: bool
    may_be_barrier: bool
    taps: int
    rules: tuple[Rule, ...]
    from_form: Callable[[str, Fields], object]
    read: Callable[[AskedQuestion, object], Given | None]
    score: Callable[[AskedQuestion, Given], Score]
    compare: Callable[[AskedQuestion, Given, Given], int | None]
