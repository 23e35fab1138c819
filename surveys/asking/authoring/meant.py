"""What a line that YAML cannot read was meant to be, and what its author is told to write.

Each way of reading it is only proposed: the one that lets reading go on is taken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FIELD = re.compile(r"^(?P<before>\s*(?:- +)*)(?P<name>[\w-]+):(?: +(?P<value>.*?))?\s*$")
_ITEM = re.compile(r"^(?P<before>\s*(?:- +)+)(?P<value>.*?)\s*$")
_UNSPACED = re.compile(r"^(\s*(?:- +)*[a-z_]+):(\S.*)$")
_OPENED = re.compile(r"^\s*(?:- +)*(?:[\w-]+: +)?(?P<value>(?:\"(?:[^\"\\]|\\.)*|'(?:[^']|'')*))$")
_SIGNS = "[*&!%@`|>?-,]}#"


@dataclass(frozen=True, slots=True)
class MeantLine:
    """A line as it was meant: its place from 0, what is said of it, and how it would be written."""

    at: int
    says: str
    line: str


def meant(lines: Sequence[str], at: int) -> Iterator[MeantLine]:
    """The ways in which the line where reading stopped, or one above it, may have been meant."""
    for propose in (_tabs, _quotes_around, _space_after_colon, _closing_quote, _same_column):
        yield from propose(lines, at)


def quoted(words: str) -> str:
    """Words in quotes, as YAML reads them back equal."""
    if '"' in words and "'" not in words:
        return f"'{words}'"
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _tabs(lines: Sequence[str], at: int) -> Iterator[MeantLine]:
    line = lines[at]
    if "\t" not in line:
        return
    above, begun = _field_above(lines, at), line[: len(line) - len(line.lstrip())]
    column = " " * len(above["before"]) if above and "\t" in begun else begun
    plain = column + line.lstrip().replace("\t", "  ")
    yield MeantLine(at, "there is a tab in this line. Use spaces.", plain)


def _quotes_around(lines: Sequence[str], at: int) -> Iterator[MeantLine]:
    """The words of a field or of an item of a list, without the quotes that they need."""
    found = _FIELD.match(lines[at]) or _ITEM.match(lines[at])
    value = (found["value"] or "") if found else ""
    why = _why_quotes(value)
    if not found or not why:
        return
    words = _bare(value)
    before = lines[at][: found.start("value")]
    shown = f"{before.strip()} {quoted(words)}".strip()
    yield MeantLine(at, f"{why} Write it like this: {shown}", before + quoted(words))


def _why_quotes(value: str) -> str:
    ways: tuple[tuple[bool, str], ...] = (
        (
            value[:1] == '"' and "\\" in value,
            "in these quotes a backslash \\ means something else.",
        ),
        (
            value[:1] in ("'", '"') and value.count(value[:1]) > 1,
            "the quotes end before the words do.",
        ),
        (value[:1] in ("'", '"', "{"), ""),
        (bool(re.search(r":(?:\s|$)", value)), "words with a colon need quotes around them."),
        (
            bool(value) and value[0] in _SIGNS,
            f"words that begin with “{value[:1]}” need quotes around them.",
        ),
    )
    return next((why for holds, why in ways if holds), "")


def _bare(value: str) -> str:
    """The words without the straight or curly quotes that were meant to be around them."""
    if value[:1] in ("'", '"') and value.endswith(value[0]) and len(value) > 1:
        return value[1:-1]
    if value[:1] in ("'", '"'):
        return value.replace(value[0], "") if value[0] == '"' else value.removeprefix("'")
    if value[:1] in ("“", "”") and value.endswith(("“", "”")):
        return value[1:-1]
    return value


def _space_after_colon(lines: Sequence[str], at: int) -> Iterator[MeantLine]:
    """A field that is written like this, name:words, or the one before it."""
    for place in (at, at - 1):
        found = _UNSPACED.match(lines[place]) if place >= 0 else None
        if found:
            says = f"put a space after the colon: {found[1].strip()}: {found[2].strip()}"
            yield MeantLine(place, says, f"{found[1]}: {found[2]}")


def _closing_quote(lines: Sequence[str], at: int) -> Iterator[MeantLine]:
    """The nearest quotation mark, going up, that is not closed in its line."""
    for place in range(at, max(-1, at - 20), -1):
        found = _OPENED.match(lines[place].rstrip())
        if found:
            mark = found["value"][0]
            says = f"a quotation mark {mark} is opened here and not closed."
            yield MeantLine(place, says, lines[place].rstrip() + mark)
            return


def _same_column(lines: Sequence[str], at: int) -> Iterator[MeantLine]:
    """A field that begins in another column than the field above it."""
    above = _field_above(lines, at)
    found = _FIELD.match(lines[at])
    if above and found and len(found["before"]) != len(above["before"]):
        side = "right" if len(found["before"]) > len(above["before"]) else "left"
        says = f"begin this line in the same column as “{above['name']}”: it is too far to the"
        line = " " * len(above["before"]) + lines[at].strip()
        yield MeantLine(at, f"{says} {side}.", line)


def _field_above(lines: Sequence[str], at: int) -> re.Match[str] | None:
    return next((_FIELD.match(line) for line in reversed(lines[:at]) if line.strip()), None)
