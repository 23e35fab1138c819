"""An instrument: a questionnaire at one version, with its voice, its mode and its sources.

The version is the hash of the content, so an answer is always scored by the key it was asked under.
"""

import hashlib
import json
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, Field, StringConstraints, ValidationError, model_validator

from surveys.asking import instrument_rules
from surveys.asking.author_words import RulesBroken, findings
from surveys.asking.plain_yaml import Plain, ReadYaml, dump_plain, read_plain
from surveys.asking.question import (
    Branch,
    Choice,
    FrozenPart,
    Question,
    QuestionKind,
    rows_apart,
)
from surveys.asking.texts import Label, Sentence, say
from surveys.impact.evidence import Source
from surveys.problems import Refusal

__all__ = [
    "Branch",
    "Choice",
    "Instrument",
    "Mode",
    "Question",
    "QuestionKind",
    "Reader",
    "WaveKind",
    "dump_instrument",
    "parse_instrument",
    "say",
]

Voice = Literal[
    Source.PRACTITIONER,
    Source.SUPERVISOR,
    Source.FRONTLINE,
    Source.CHILD,
    Source.FAMILY,
    Source.CHILD_VIA_WORKER,
]
MOST_QUESTIONS = 40
Citation = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]


class WaveKind(StrEnum):
    """When an instrument is put to people."""

    POST_EVENT = "post-event"
    FOLLOW_UP_6_WEEKS = "follow-up-6-weeks"
    FOLLOW_UP_3_MONTHS = "follow-up-3-months"
    FOLLOW_UP_6_MONTHS = "follow-up-6-months"
    ON_DEMAND = "on-demand"


class Mode(StrEnum):
    """How answers are tied to people; the words for it are made in `notices`."""

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


class Reader(StrEnum):
    """For whom the words are written; it decides the notice and the help numbers."""

    YOUNG_CHILD = "young_child"  # of 4 to 7, with a grown-up they trust
    CHILD = "child"
    YOUNG_PERSON = "young_person"
    FAMILY = "family"
    PRACTITIONER = "practitioner"

    @property
    def is_a_child(self) -> bool:
        """Say whether the reader is addressed as a child, for whom many languages have a “you”."""
        return self in {Reader.YOUNG_CHILD, Reader.CHILD, Reader.YOUNG_PERSON}


def _apart(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """The questions with each row of a matrix as one of them."""
    apart = tuple(chain.from_iterable(map(rows_apart, questions)))
    if len(apart) > MOST_QUESTIONS:
        raise ValueError(f"with every row there are more than {MOST_QUESTIONS} questions")
    return apart


class Instrument(FrozenPart):
    """A questionnaire; `minutes` is what it takes, `source` the citations of its items.

    Of a matrix each row is one of the `questions`; words between questions are among them too.
    """

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,59}$")]
    title: Label
    voice: Voice
    reader: Reader
    audience: Label
    wave: WaveKind
    mode: Mode
    languages: tuple[str, ...] = ("en",)
    minutes: Annotated[int, Field(ge=1, le=30)]
    source: tuple[Citation, ...] = Field(min_length=1, max_length=20)
    licence: Citation
    notice: Sentence | None = None
    questions: Annotated[
        tuple[Question, ...], Field(min_length=1, max_length=MOST_QUESTIONS), AfterValidator(_apart)
    ]

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> "Instrument":
        about = instrument_rules.InstrumentFacts(
            self.voice, self.mode, self.languages, instrument_rules.texts_of(self)
        )
        if broken := tuple(instrument_rules.broken(about, self.questions)):
            raise RulesBroken(broken)
        return self

    @cached_property
    def version(self) -> str:
        """SHA-256 of the canonical JSON, 64 hex digits; without fields left at their default."""
        plain = self.model_dump(mode="json", exclude_defaults=True)
        canonical = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8")).hexdigest()

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are answered: all but the words between them."""
        return tuple(question for question in self.questions if question.is_asked)

    @cached_property
    def by_id(self) -> dict[str, Question]:
        """The questions that are answered, by their ids, in the order asked."""
        return {question.id: question for question in self.asked}

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each question in the order asked, from 0, by its id."""
        return {question_id: place for place, question_id in enumerate(self.by_id)}

    def question(self, question_id: str) -> Question:
        """The question of that id; refuses `question-unknown`."""
        try:
            return self.by_id[question_id]
        except KeyError:
            raise Refusal("question-unknown") from None


def parse_instrument(text: str) -> Instrument:
    """The instrument in YAML or JSON `text`; refuses `file-unreadable`, saying where and why."""
    written = read_plain(text)
    if not isinstance(written.value, dict):
        raise Refusal(
            "file-unreadable",
            where="The file",
            why="it is not a list of named fields (code, title, ...).",
        )
    try:
        return Instrument.model_validate(written.value)
    except ValidationError as error:
        raise _refusal(error, written) from None


def dump_instrument(instrument: Instrument) -> str:
    """YAML that `parse_instrument` reads back equal, in the fields' own order."""
    return dump_plain(_plain(instrument.model_dump(mode="json", exclude_defaults=True)))


def _plain(value: Any) -> Plain:
    """Bare strings for words in English alone, and choices as code: words."""
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        if fields.keys() == {"en"}:
            return fields["en"]
        return {
            name: _choices(below) if name == "choices" else _plain(below)
            for name, below in fields.items()
        }
    if isinstance(value, list | tuple):
        return [_plain(below) for below in cast("list[Any]", value)]
    return value


def _choices(choices: list[dict[str, Any]]) -> Plain:
    return {choice["code"]: _plain(choice["text"]) for choice in choices}


def _refusal(error: ValidationError, written: ReadYaml) -> Refusal:
    """The first thing to correct; `surveys.asking.authoring` lists them all."""
    first, *others = findings(error, written)
    more = f" ({len(others)} more to correct after this.)" if others else ""
    return Refusal("file-unreadable", where=first.where, why=first.says + more)
