"""The kinds of question, and what the code of one kind must supply.

Nothing here has a default: a new kind must answer every question below before it can be used.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
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
    NUMBER = "number"  # written in a box
    DATE = "date"
    RANKING = "ranking"
    MATRIX = "matrix"  # one row of several that share their choices
    SMILEYS = "smileys"
    SECTION = "section"  # words between questions


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
    def favourable_from(self) -> int | float | None:
        """The number from which an answer counts as favourable."""
        ...

    @property
    def favourable_to(self) -> int | float | None:
        """The number up to which an answer counts as favourable."""
        ...

    @property
    def exclusive(self) -> tuple[str, ...]:
        """The codes that are chosen alone."""
        ...

    @property
    def words(self) -> Mapping[str, str]:
        """What each code says, in English."""
        ...

    @property
    def least(self) -> int | float | str | None:
        """The least number, or the earliest day as it is written."""
        ...

    @property
    def most(self) -> int | float | str | None:
        """The greatest number, or the latest day as it is written."""
        ...

    @property
    def decimals(self) -> int:
        """How many decimal places a number may have."""
        ...

    @property
    def unit(self) -> Mapping[str, str] | None:
        """What a number counts, by language."""
        ...

    @property
    def rows(self) -> Mapping[str, Mapping[str, str]]:
        """What is asked of each row, while it is not a question of its own."""
        ...

    @property
    def stem(self) -> Mapping[str, str] | None:
        """What is asked of all the rows of which this question is one."""
        ...

    @property
    def required(self) -> bool:
        """Whether it must be answered."""
        ...

    @property
    def max_length(self) -> int:
        """How many characters may be written."""
        ...

    @property
    def is_scored(self) -> bool:
        """Whether answers count as favourable or not."""
        ...


# The fields of a question that only some kinds may have.
OWN_FIELDS = (
    "exclusive",
    "favourable_to",
    "least",
    "most",
    "decimals",
    "unit",
    "rows",
    "stem",
)

# What is wrong with a question (nothing where the rule holds), and the sentence that its author
# reads, where `{found}` is what was wrong.
Rule = tuple[Callable[[AskedQuestion], object], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRules:
    """How one kind of question is written, read, scored and compared.

    What a question of the kind may have:

    - `is_asked`: there is something to answer;
    - `is_text`: answered in the person's own words, which are screened and encrypted;
    - `is_typed`: answered in a box, into which any words may be typed;
    - `fields`: which of `OWN_FIELDS` it may have;
    - `offers_choices`: it may offer choices;
    - `needs_choices`: it must offer two or more, besides those outside the count;
    - `most_choices`: how many it may offer;
    - `standard_choices`: those offered, as code: words, where the author writes none;
    - `in_order`: answered by putting the choices in order, one after another on a card;
    - `all_smiles`: a smile stands beside each choice that counts, whatever its author writes;
    - `may_favour_all`: every choice inside the count may be favourable;
    - `scored_from`: scored by a number, `favourable_from`;
    - `has_ends`: `low` and `high` name the ends of its scale;
    - `shows_change`: one answer tells how things changed;
    - `may_be_paired`: may be asked again in later waves and compared;
    - `may_be_barrier`: may count what gets in the way;
    - `taps`: how many it takes to answer one on a phone, what is typed not counted;
    - `rules`: what else must hold within one question of this kind.

    What is done with an answer:

    - `names`: the names of its inputs on a form;
    - `from_form`: what a posted form holds for the question, as `read` takes it;
    - `to_form`: what a form would send for a value;
    - `read`: the value that was given on a day, None where nothing was; refuses what is unreadable;
    - `score`: what a value counts for under the question's key;
    - `counted_as`: the code under which an answer that is not scored is counted, "" where only that
      there is one; None for a kind of which no such count is given out;
    - `compare`: whether the later of two values is better (1), the same (0) or worse (-1); None
      where the two cannot be compared.
    """

    is_asked: bool
    is_text: bool
    is_typed: bool
    fields: frozenset[str]
    offers_choices: bool
    needs_choices: bool
    most_choices: int
    standard_choices: Mapping[str, str]
    in_order: bool
    all_smiles: bool
    may_favour_all: bool
    scored_from: bool
    has_ends: bool
    shows_change: bool
    may_be_paired: bool
    may_be_barrier: bool
    taps: int
    rules: tuple[Rule, ...]
    names: Callable[[AskedQuestion], tuple[str, ...]]
    from_form: Callable[[AskedQuestion, Fields], object]
    to_form: Callable[[AskedQuestion, Given], Fields]
    read: Callable[[AskedQuestion, object, date], Given | None]
    score: Callable[[AskedQuestion, Given], Score]
    counted_as: Callable[[Given], str] | None
    compare: Callable[[AskedQuestion, Given, Given], int | None]
