"""The check of a questionnaire's file: every error at its line, and the warnings apart from them.

What one error hides is looked at all the same: the questions that can be read are held to every
rule, whatever is wrong with the others.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from surveys.asking.author_words import (
    Broken,
    Finding,
    Located,
    as_written,
    finding,
    findings,
)
from surveys.asking.authoring.slips import read_file
from surveys.asking.authoring.warnings import warnings_of
from surveys.asking.bands import too_much
from surveys.asking.instrument import Instrument, Mode, Reader
from surveys.asking.instrument_rules import InstrumentFacts, Words, broken
from surveys.asking.plain_yaml import Plain
from surveys.asking.question import Question, rows_apart
from surveys.asking.texts import ENGLISH
from surveys.impact.evidence import Source

# Fields that no rule about the others looks at: a question without them can still be checked.
_BY_ITSELF = frozenset({"hint", "low", "high", "outcome", "max_length", "required"})
_STAND_IN: dict[str, Plain] = {"id": "a", "text": "?"}
_TEXTS = frozenset({"title", "audience", "notice"})
_Member = TypeVar("_Member", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a file holds, where nothing is wrong; and what is, in the order of its lines."""

    instrument: Instrument | None
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...] = ()


def check_text(text: str) -> CheckedFile:
    """Check a questionnaire in YAML or JSON; whatever the text, nothing is raised."""
    written, slips = read_file(text)
    if written is None:
        return _checked(None, slips)
    if not isinstance(written.value, dict):
        says = "it is not a list of named fields (code, title, ...)."
        return _checked(None, (*slips, Finding(0, "", says)))
    return check_fields(written, slips)


def check_fields(written: Located, slips: tuple[Finding, ...] = ()) -> CheckedFile:
    """Check the named fields of a questionnaire; `slips` are errors that were found before."""
    fields = cast("dict[str, Plain]", written.value)
    try:
        made = Instrument.model_validate(fields)
    except ValidationError as error:
        known = (*slips, *findings(error, written))
        return _checked(None, (*known, *_hidden(fields, written, error)))
    much = _found(too_much(made.reader, made.questions), written)
    errors = (*slips, *much)
    return _checked(None if errors else made, errors, warnings_of(made, written))


def _checked(
    made: Instrument | None, errors: Iterable[Finding], warnings: Iterable[Finding] = ()
) -> CheckedFile:
    return CheckedFile(made, tuple(sorted(set(errors))), tuple(sorted(set(warnings))))


def _found(all_broken: Iterable[Broken], written: Located) -> list[Finding]:
    return [
        finding(as_written(path, written.value), f"{says}.", written) for path, says in all_broken
    ]


def _hidden(
    fields: dict[str, Plain], written: Located, error: ValidationError
) -> Iterator[Finding]:
    """What the errors that were found keep from being looked at."""
    wrong = {one["loc"][0] for one in error.errors(include_url=False) if one["loc"]}
    listed = fields.get("questions")
    items = listed if isinstance(listed, list) else []
    raw: list[dict[str, Plain]] = [one if isinstance(one, dict) else {} for one in items]
    read = [_question(one) for one in raw]
    for at, (one, made) in enumerate(zip(raw, read, strict=True)):
        if isinstance(made, ValidationError):
            yield from _behind_fields(one, made, ("questions", at), written)
    unread = {
        known
        for one, made in zip(raw, read, strict=True)
        if isinstance(made, ValidationError)
        for known in _ids(one)
    }
    for path, says in _repeated([str(one.get("id")) for one in raw], unread):
        yield finding(path, f"{says}.", written)
    about = InstrumentFacts(
        voice=_member(Source, fields.get("voice")),
        mode=_member(Mode, fields.get("mode")),
        languages=None if "languages" in wrong else _languages(fields.get("languages")),
        texts={field: words for field in _TEXTS - wrong if (words := _words(fields.get(field)))},
        unread=frozenset(unread),
    )
    questions = [part for one, made in zip(raw, read, strict=True) for part in _parts(one, made)]
    yield from _found(broken(about, questions), written)
    if reader := _member(Reader, fields.get("reader")):
        yield from _found(too_much(reader, questions), written)


def _repeated(ids: list[str], unread: Set[str]) -> Iterator[Broken]:
    """An id that is given again, where one of the questions cannot be read."""
    for at, known in enumerate(ids):
        if known in unread and known in ids[:at]:
            yield ("questions", at, "id"), f"two questions have the id “{known}”"


def _question(raw: object) -> Question | ValidationError:
    try:
        return Question.model_validate(raw)
    except ValidationError as error:
        return error


def _ids(raw: dict[str, Plain]) -> Iterator[str]:
    """The id of a question, and those of its rows, as they are written."""
    known, rows = str(raw.get("id")), raw.get("rows")
    yield known
    yield from (f"{known}-{row}" for row in (rows if isinstance(rows, dict) else {}))


def _parts(raw: dict[str, Plain], read: Question | ValidationError) -> tuple[Question | None, ...]:
    """A question as an instrument has it, each row of a matrix apart; None where it is not read."""
    unread = (None,) * max(1, len(list(_ids(raw))) - 1)
    if isinstance(read, ValidationError):
        return unread
    try:
        return rows_apart(read)
    except ValueError:  # an id that is too long, which is said elsewhere
        return unread


def _behind_fields(
    raw: dict[str, Any], error: ValidationError, path: tuple[str | int, ...], written: Located
) -> Iterator[Finding]:
    """The rules that a question breaks besides fields that cannot be read, without those fields."""
    found = [one for one in error.errors(include_url=False) if one["loc"]]
    wrong = {str(one["loc"][0]) for one in found}
    unknown = {str(one["loc"][0]) for one in found if one["type"] == "extra_forbidden"}
    if not wrong or wrong - unknown - _BY_ITSELF - _STAND_IN.keys():
        return
    kept = {name: value for name, value in raw.items() if name not in wrong}
    made = _question(kept | {name: _STAND_IN[name] for name in wrong & _STAND_IN.keys()})
    if isinstance(made, ValidationError):
        yield from findings(made, written, path)


def _member(members: type[_Member], value: Plain) -> _Member | None:
    return next((one for one in members if one == value), None)


def _languages(value: Plain) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (ENGLISH,)


def _words(value: Plain) -> Words:
    """The words of a field as written, in English where no language is named."""
    if isinstance(value, dict):
        return {language: str(words) for language, words in value.items()}
    return {ENGLISH: str(value)} if value else {}
