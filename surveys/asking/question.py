"""One question of an instrument: what is asked, what may be answered and how an answer is scored.

A question is checked whole when it is made, so that no rule about it needs looking at again when it
is answered.
"""

import re
from collections.abc import Mapping
from math import isfinite
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    StringConstraints,
    model_validator,
)

from surveys.asking import question_rules
from surveys.asking.author_words import RulesBroken
from surveys.asking.kinds import KINDS, QuestionKind
from surveys.asking.kinds.choices import MOST_LISTED
from surveys.asking.lexicon import ConcernClass
from surveys.asking.texts import ENGLISH, Label, Sentence, say
from surveys.impact.evidence import Level, Source
from surveys.people import Role

LONGEST_TEXT = 1000
LONGEST_CODE = 40
# No comma: cards join codes with it.
Code = Annotated[str, StringConstraints(pattern=rf"^[a-z0-9][a-z0-9_-]{{0,{LONGEST_CODE - 1}}}$")]


_WRITTEN = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_LONGEST_BOUND = 40


def _number(written: object) -> int | float:
    """A number, also where a file holds it as text (2.5); raises ValueError for anything else."""
    if isinstance(written, int | float) and not isinstance(written, bool) and isfinite(written):
        return written
    found = _WRITTEN.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        raise ValueError("this must be a number")
    return float(found[0]) if found[1] else int(found[0])


def _bound(written: object) -> int | float | str:
    """A number, or a day as it is written; raises ValueError for anything else."""
    if isinstance(written, str) and not _WRITTEN.fullmatch(written):
        if len(written) > _LONGEST_BOUND:
            raise ValueError("this must be a number or a day")
        return written
    return _number(written)


Number = Annotated[int | float, BeforeValidator(_number)]
Bound = Annotated[int | float | str, BeforeValidator(_bound)]


class FrozenPart(BaseModel):
    """Frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(FrozenPart):
    """One answer offered."""

    code: Code
    text: Label


class Branch(FrozenPart):
    """Ask only some: by an earlier answer, by who the person is, by the voice; by all that is said.

    The earlier answer has one of `any_of` and none of `not_any_of`. The person has one of the roles
    and works for one of the agencies, whose names are compared as people type them.
    """

    question: Code | None = None
    any_of: tuple[Code, ...] = ()
    not_any_of: tuple[Code, ...] = ()
    role: tuple[Role, ...] = ()
    agency: tuple[Annotated[str, StringConstraints(min_length=1, max_length=200)], ...] = ()
    voice: tuple[Source, ...] = ()

    @property
    def is_about_the_person(self) -> bool:
        """Say whether it depends on who answers."""
        return bool(self.role or self.agency)


STANDARD_OUTSIDE: Mapping[str, str] = MappingProxyType(
    {
        "dont_know": "Don’t know",
        "no_opportunity": "No opportunity yet",
        "cannot_judge": "I cannot judge",
        "not_applicable": "This does not apply to me",
        "rather_not_say": "I would rather not say",
    }
)


class Question(FrozenPart):
    """One question.

    `favourable` (codes) or `favourable_from` and `favourable_to` (a number between them) is the
    scoring key; `outside` codes are left out of the denominator, `exclusive` ones chosen alone.
    `least` and `most` bound a number or a date. `rows` (code: words) share this question and its
    choices: in an instrument each is a question of its own, under the `stem`. `paired` questions
    are asked again in later waves under the same id. A `barrier` question counts what gets in the
    way. One that `reports_change` asks whether something has changed: who favours it says so, and
    it is counted on its own. `concern` turns the respondent's own tap into a class.
    """

    id: Code
    kind: QuestionKind
    text: Sentence
    hint: Sentence | None = None
    choices: tuple[Choice, ...] = Field(default=(), max_length=MOST_LISTED)
    low: Label | None = None  # what 0 means
    high: Label | None = None  # what 10 means
    required: bool = False
    level: Level | None = None
    outcome: Annotated[str, StringConstraints(min_length=1, max_length=60)] | None = None
    favourable: tuple[Code, ...] = ()
    favourable_from: Number | None = None
    favourable_to: Number | None = None
    outside: tuple[Code, ...] = ()
    exclusive: tuple[Code, ...] = ()
    least: Bound | None = None
    most: Bound | None = None
    decimals: Literal[0, 1] = 0
    unit: Label | None = None
    rows: dict[Code, Sentence] = {}
    stem: Sentence | None = None
    paired: bool = False
    barrier: bool = False
    reports_change: bool = False
    max_length: Annotated[int, Field(ge=1, le=LONGEST_TEXT)] = LONGEST_TEXT
    concern: dict[Code, Literal[ConcernClass.RED, ConcernClass.AMBER]] = {}
    faces: bool = False  # on a page, a smile beside each choice that counts, the widest first
    show_if: Branch | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _keeps_the_rules(cls, data: object, read: ModelWrapValidatorHandler[Self]) -> Self:
        """Fill in the standard choices and check; a question that was checked is as it is."""
        if isinstance(data, cls):
            return data
        filled = _filled(dict(cast("dict[str, Any]", data))) if isinstance(data, dict) else data
        question = read(filled)
        if broken := tuple(question_rules.broken(question)):
            raise RulesBroken(broken)
        return question

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes offered, in order."""
        return tuple(choice.code for choice in self.choices)

    @property
    def is_scored(self) -> bool:
        """Say whether answers count as favourable or not."""
        keys = (self.favourable_from, self.favourable_to)
        return bool(self.favourable) or any(key is not None for key in keys)

    @property
    def words(self) -> dict[str, str]:
        """What each code says, in English."""
        return {choice.code: say(choice.text) for choice in self.choices}

    def asks(self, language: str = ENGLISH) -> str:
        """What is asked, after what is asked of all the rows of which it is one."""
        return " ".join(say(words, language) for words in (self.stem, self.text) if words)

    @property
    def is_asked(self) -> bool:
        """Say whether there is something to answer."""
        return KINDS[self.kind].is_asked

    @property
    def is_typed(self) -> bool:
        """Say whether people answer in a box, into which any words may be typed."""
        return KINDS[self.kind].is_typed

    @property
    def has_faces(self) -> bool:
        """Say whether a face stands beside each choice that counts."""
        return self.faces or KINDS[self.kind].all_smiles

    @property
    def is_text(self) -> bool:
        """Say whether people answer in their own words."""
        return KINDS[self.kind].is_text

    @property
    def shows_change(self) -> bool:
        """Say whether one answer tells how things changed."""
        return KINDS[self.kind].shows_change


def rows_apart(question: Question) -> tuple[Question, ...]:
    """The rows of a matrix, each as a question of its own; any other question as it is.

    Raises ValueError, in words for the author, where the id of a row would be too long.
    """
    if not question.rows:
        return (question,)
    shared = question.model_dump(exclude={"id", "text", "rows", "stem"}, exclude_defaults=True)
    return tuple(
        Question.model_validate(
            {**shared, "id": _row_id(question.id, row), "text": text, "stem": question.text}
        )
        for row, text in question.rows.items()
    )


def _row_id(matrix: str, row: str) -> str:
    whole = f"{matrix}-{row}"
    if len(whole) > LONGEST_CODE:
        raise ValueError(f"the id of a row, “{whole}”, is longer than {LONGEST_CODE} characters")
    return whole


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """A question as written, choices as a list, with the standard ones where none are written."""
    choices, standard = data.get("choices"), _standard_choices(data.get("kind"))
    if isinstance(choices, dict):
        written = cast("dict[str, Any]", choices)
        data["choices"] = [{"code": code, "text": text} for code, text in written.items()]
    elif not choices and standard:
        data["outside"] = data.get("outside", ["dont_know"])
        offered = {**standard, **_standard_outside(data["outside"])}
        data["choices"] = [{"code": code, "text": text} for code, text in offered.items()]
    return data


def _standard_choices(kind: object) -> Mapping[str, str]:
    """Those of a kind as written; none for what is no kind, which is refused later."""
    found = next((known for known in QuestionKind if known == kind), None)
    return KINDS[found].standard_choices if found else {}


def _standard_outside(outside: object) -> dict[str, str]:
    """The codes under `outside` that have standard words; anything else is refused later."""
    named = cast("list[object]", outside) if isinstance(outside, list | tuple) else []
    return {
        code: STANDARD_OUTSIDE[code]
        for code in named
        if isinstance(code, str) and code in STANDARD_OUTSIDE
    }
