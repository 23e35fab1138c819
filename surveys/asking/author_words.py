"""What is wrong with a questionnaire, in the words of its author: line, question and field.

Every rule that is broken is carried by `RulesBroken` with the fields that lead to it, so that each
is named at its own line, and all of them at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from pydantic import ValidationError

from surveys.asking.plain_yaml import Path, Plain

Broken = tuple[tuple[str | int, ...], str]  # the fields on the way to it, and what is wrong


class Located(Protocol):
    """What an author wrote, as plain values, and the line of each: a file, or rows of a sheet."""

    @property
    def value(self) -> Plain:
        """The whole of it."""
        ...

    def line(self, path: Path) -> int | None:
        """The line, from 1, of the value at a path; None where none is known."""
        ...


class RulesBroken(ValueError):  # noqa: N818 - it is raised to be read by an author
    """All the rules that one question or one questionnaire breaks; its text is the first."""

    def __init__(self, broken: Sequence[Broken]) -> None:
        super().__init__(broken[0][1])
        self.broken = tuple(broken)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to correct or to look at: the line from 1 (0 where none is known), where, what."""

    line: int
    place: str  # such as: question “used”, hint
    says: str

    @property
    def where(self) -> str:
        """The place with its line, such as: Line 7, question “used”, hint."""
        named = ", ".join(filter(None, (f"line {self.line}" if self.line else "", self.place)))
        return (named[:1].upper() + named[1:]) or "The file"

    def __str__(self) -> str:
        return f"{self.where}: {self.says}"


_WHY = {
    "extra_forbidden": "there is no field of this name.",
    "missing": "this field is missing.",
    "string_type": "this must be text.",
    "dict_type": "this must be text, or text for each language.",
    "tuple_type": "this must be a list.",
    "model_type": "this must have named fields.",
    "model_attributes_type": "this must have named fields.",
    "bool_parsing": "this must be true or false.",
    "bool_type": "this must be true or false.",
    "int_parsing": "this must be a whole number.",
    "int_type": "this must be a whole number.",
    "int_from_float": "this must be a whole number.",
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
_NOT_TEXT = {"string_type", "dict_type"}
_CODE = "string_pattern_mismatch"


def findings(
    error: ValidationError, written: Located, within: tuple[str | int, ...] = ()
) -> Iterator[Finding]:
    """Everything that was found wrong, each at its line, in the order in which it was found.

    `within` is the path of what was validated, where that is a part of the file.
    """
    listed = error.errors(include_url=False)
    for one in listed:
        if one["type"] == "too_short" and _has_wrong_parts(one["loc"], listed):
            continue  # they were written, and cannot be read
        path = (*within, *one["loc"])
        cause = one.get("ctx", {}).get("error")
        if isinstance(cause, RulesBroken):
            for below, sentence in cause.broken:
                there = (*path, *below) if path else as_written(below, written.value)
                yield finding(there, f"{sentence}.", written)
        else:
            facts = {name: str(fact).replace("'", "") for name, fact in one.get("ctx", {}).items()}
            why = _WHY.get(one["type"], f"{one['msg'].rstrip('.')}.").format(**facts)
            yield finding(path, f"{why}{_instead(one['type'], one['input'])}", written)


def as_written(path: tuple[str | int, ...], value: Plain) -> tuple[str | int, ...]:
    """The path in the file of what has this path in the instrument, where rows are apart."""
    if len(path) < 2 or path[0] != "questions" or not isinstance(path[1], int):
        return path
    asked = value.get("questions") if isinstance(value, dict) else None
    places = [
        at
        for at, one in enumerate(asked if isinstance(asked, list) else [])
        for _ in _rows(one) or [one]
    ]
    return (path[0], places[path[1]] if path[1] < len(places) else path[1], *path[2:])


def _rows(written: Plain) -> dict[str, Plain]:
    rows = written.get("rows") if isinstance(written, dict) else None
    return rows if isinstance(rows, dict) else {}


def _has_wrong_parts(path: Path, listed: Sequence[Mapping[str, Any]]) -> bool:
    return any(len(one["loc"]) > len(path) and one["loc"][: len(path)] == path for one in listed)


def finding(path: Path, says: str, written: Located) -> Finding:
    """What is said of the value at a path of the file."""
    return Finding(written.line(path) or 0, place(path, written.value), says)


def place(path: Path, value: Plain) -> str:
    """The fields on the way, a question by its id: question “used”, choices 2."""
    steps = list(path)
    named: list[str] = []
    if len(steps) > 1 and steps[0] == "questions" and isinstance(steps[1], int):
        named.append(_question(steps[1], value))
        steps = steps[2:]
    for step in steps:
        if isinstance(step, int) and named:
            named[-1] += f" {step + 1}"
        else:
            named.append(str(step)[:60])
    return ", ".join(named)


def _question(at: int, value: Plain) -> str:
    asked = value.get("questions") if isinstance(value, dict) else None
    one = asked[at] if isinstance(asked, list) and at < len(asked) else None
    known = one.get("id") if isinstance(one, dict) else None
    return f"question “{known[:60]}”" if isinstance(known, str) and known else f"question {at + 1}"


def _instead(kind: str, given: object) -> str:
    """What to write instead, where that can be told from what was written."""
    if kind in _NOT_TEXT and isinstance(given, bool | int):
        word = str(given).lower() if isinstance(given, bool) else str(given)
        return f' In quotes it is text: "{word}"'
    if kind in _NOT_TEXT and given is None:
        return " There are no words here. Words that begin with # or ~, and “null”, need quotes."
    if kind in _NOT_TEXT and isinstance(given, dict) and len(cast("dict[str, Any]", given)) == 1:
        ((name, words),) = cast("dict[str, Any]", given).items()
        return f' The colon made “{name[:40]}” a field. Use quotes: "{name[:40]}: {words}"'
    if kind == "tuple_type" and isinstance(given, str):
        return f" Write it like this: [{given[:60]}]"
    if kind == _CODE and isinstance(given, str):
        return _code_instead(given)
    return ""


def _code_instead(given: str) -> str:
    plain = "".join(c if c.isalnum() and c.isascii() else "_" for c in given.lower()).strip("_")
    return f" Instead of “{given[:60]}” write, for example: {plain[:40]}" if plain else ""
