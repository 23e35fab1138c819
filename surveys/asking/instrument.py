"""An instrument: a questionnaire at one version, with its voice, its mode and its sources.

The version is the hash of the content, so an answer is always scored by the key it was asked under.
"""

import hashlib
import json
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, cast

from pydantic import Field, StringConstraints, ValidationError, model_validator

from surveys.asking import instrument_rules
from surveys.asking.plain_yaml import Plain, ReadYaml, dump_plain, read_plain
from surveys.asking.question import Branch, Choice, FrozenPart, Question, QuestionKind
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


class Instrument(FrozenPart):
    """A questionnaire; `minutes` is what it takes, `source` the citations of its items."""

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
    questions: tuple[Question, ...] = Field(min_length=1, max_length=40)

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> "Instrument":
        instrument_rules.check(self)
        return self

    @cached_property
    def version(self) -> str:
        """SHA-256 of the canonical JSON, 64 hex digits; without fields left at their default."""
        plain = self.model_dump(mode="json", exclude_defaults=True)
        canonical = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8")).hexdigest()

    @cached_property
    def by_id(self) -> dict[str, Question]:
        """The questions by their ids, in the order asked."""
        return {question.id: question for question in self.questions}

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


_WHY = {
    "extra_forbidden": "there is no field of this name.",
    "missing": "this field is missing.",
    "string_type": "this must be text.",
    "dict_type": "this must be text, or text for each language.",
    "tuple_type": "this must be a list.",
    "model_type": "this must have named fields.",
    "bool_parsing": "this must be true or false.",
    "int_parsing": "this must be a whole number.",
    "int_type": "this must be a whole number.",
    "enum": "this must be one of: {expected}.",
    "literal_error": "this must be one of: {expected}.",
    "too_long": "there are more than {max_length} of these.",
    "too_short": "there must be at least {min_length}.",
    "string_too_long": "this is longer than {max_length} characters.",
    "string_too_short": "this is empty.",
    "greater_than_equal": "this must be at least {ge}.",
    "less_than_equal": "this must be at most {le}.",
    "string_pattern_mismatch": "use small letters, digits, - and _ only, and no spaces.",
    "value_error": "{error}.",
}


def _refusal(error: ValidationError, written: ReadYaml) -> Refusal:
    found = error.errors(include_url=False)
    first = found[0]
    why = _WHY.get(first["type"], f"{first['msg'].rstrip('.')}.").format(**first.get("ctx", {}))
    more = f" ({len(found) - 1} more to correct after this.)" if len(found) > 1 else ""
    return Refusal("file-unreadable", where=_where(first["loc"], written), why=why + more)


def _where(path: tuple[int | str, ...], written: ReadYaml) -> str:
    """A line where known, and the fields on the way, counted from 1: line 7, questions 2, text."""
    line = written.line(path)
    named: list[str] = [] if line is None else [f"line {line}"]
    for step in path:
        if isinstance(step, int) and named:
            named[-1] += f" {step + 1}"
        else:
            named.append(str(step)[:60])
    where = ", ".join(named) or "the file"
    return where[0].upper() + where[1:]
