"""Parsers from the text of a cell to a value.

Each refuses with a sentence that a person can act on. White space alone is a blank cell. A value
with two possible readings is refused, not guessed.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from pydantic import BeforeValidator

from surveys.london import LONDON
from surveys.records.days import has_two_readings, only_reading
from surveys.typed import as_plain, as_rule

T = TypeVar("T")
FIRST_YEAR, LAST_YEAR = 1990, 2100

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE
)
_EMAIL = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
)
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
_WHOLE = re.compile(r"[0-9]{1,9}(?:\.0+)?")
# many decimals, because a spreadsheet writes one third with 17 of them
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,30})?")


def needed(parse: Callable[[str], T]) -> BeforeValidator:
    """Refuse a blank cell, parse any other."""

    def read(raw: Any) -> T:
        if not (text := str(raw).strip()):
            raise ValueError("is missing")
        return parse(text)

    return BeforeValidator(read)


def optional(parse: Callable[[str], T], blank: Any = None) -> BeforeValidator:
    """Accept a blank cell as `blank`, parse any other."""
    return BeforeValidator(lambda raw: parse(text) if (text := str(raw).strip()) else blank)


def quoted(text: str) -> str:
    """Return the beginning of a cell, fit to be quoted in a sentence."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:40])
    return f"“{shown}{'…' if len(text) > 40 else ''}”"


def words(most: int) -> Callable[[str], str]:
    """Parse one line of at most `most` characters; runs of white space become one space."""

    def parse(text: str) -> str:
        line = " ".join(text.split())
        if any(unicodedata.category(c) in {"Cc", "Cs"} for c in line):
            raise ValueError("has a character that cannot be shown")
        return _within(line, most)

    return parse


def prose(most: int) -> Callable[[str], str]:
    """Parse text of several lines and at most `most` characters."""

    def parse(text: str) -> str:
        if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\r\n\t" for c in text):
            raise ValueError("has a character that cannot be shown")
        return _within(text.replace("\r\n", "\n").replace("\r", "\n"), most)

    return parse


def _within(text: str, most: int) -> str:
    if len(text) > most:
        raise ValueError(f"is {len(text):,} characters long; {most:,} is the most")
    return text


def day(text: str) -> date:
    """Parse a date, YYYY-MM-DD or another form that can be read one way only."""
    text = as_plain(text)
    try:
        found = date.fromisoformat(text) if _DATE.fullmatch(text) else only_reading(text)
    except ValueError:
        raise ValueError(f"{quoted(text)} is not a day that exists") from None
    if found is None and has_two_readings(text):
        advice = "write it as YYYY-MM-DD, or import with --dates day-first"
        raise ValueError(f"{quoted(text)} can be read in two ways; {advice}")
    if found is None:
        raise ValueError(f"{quoted(text)} is not a date written as YYYY-MM-DD, like 2026-03-31")
    _refuse_far_years(found.year)
    return found


def moment(text: str) -> datetime:
    """Parse a time with its offset, or without one in London time; returns UTC."""
    text = as_plain(text)
    if not _TIME.fullmatch(text):
        form = "YYYY-MM-DD HH:MM, like 2026-03-31 14:00"
        raise ValueError(f"{quoted(text)} is not a time written as {form}")
    try:
        found = datetime.fromisoformat(text.upper())
    except ValueError:
        raise ValueError(f"{quoted(text)} is not a time that exists") from None
    _refuse_far_years(found.year)
    return (found if found.tzinfo else _in_london(found)).astimezone(UTC)


def _in_london(wall: datetime) -> datetime:
    first, second = wall.replace(tzinfo=LONDON), wall.replace(tzinfo=LONDON, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    time = quoted(str(wall))
    if first.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != wall:
        raise ValueError(f"{time} is skipped in London when the clocks go forward; give its offset")
    twice = f"{time} comes twice in London when the clocks go back"
    raise ValueError(f"{twice}; give its offset, like +01:00")


def _refuse_far_years(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the year {year} is not between {FIRST_YEAR} and {LAST_YEAR}")


def whole(text: str) -> int:
    """Parse a whole number, 0 or more."""
    plain = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
    if not _WHOLE.fullmatch(plain):
        raise ValueError(f"{quoted(text)} is not a whole number")
    return int(plain.partition(".")[0])


def number(text: str) -> float:
    """Parse a number."""
    if not _NUMBER.fullmatch(text) or not math.isfinite(found := float(text)):
        raise ValueError(f"{quoted(text)} is not a number like 12 or 0.4")
    return found


def email(text: str) -> str:
    """Parse an e-mail address; returns lower case."""
    address = as_plain(text).lower()
    local = address.partition("@")[0]
    stray_dot = ".." in address or local.startswith(".") or local.endswith(".")
    if len(address) > 254 or stray_dot or not _EMAIL.fullmatch(address):
        raise ValueError(f"{quoted(text)} is not an e-mail address")
    return address


def guid(text: str) -> str:
    """Parse an Entra object id; returns lower case."""
    found = as_plain(text).lower().removeprefix("{").removesuffix("}")
    if not _GUID.fullmatch(found):
        example = "0f8fad5b-d9cb-469f-a165-70867728950e"
        raise ValueError(f"{quoted(text)} is not an Entra object id like {example}")
    return found


def language(text: str) -> str:
    """Parse a language code like en or cy."""
    if not _LANGUAGE.fullmatch(found := text.lower().replace("_", "-")):
        raise ValueError(f"{quoted(text)} is not a language code like en or cy")
    return found


def yes_or_no(text: str) -> bool:
    """Parse yes or no."""
    return one_of({"yes": True, "no": False})(text)


def one_of(values: dict[str, T]) -> Callable[[str], T]:
    """Parse one of some words, ignoring case and treating spaces, hyphens and underscores alike."""
    known = {_folded(word): value for word, value in values.items()}

    def parse(text: str) -> T:
        if (key := _folded(text)) not in known:
            raise ValueError(f"{quoted(text)} is not one of: {', '.join(values)}")
        return known[key]

    return parse


def _folded(word: str) -> str:
    return " ".join(re.split(r"[\s_-]+", as_rule(word).strip("'\"").casefold()))


def several(parse: Callable[[str], T]) -> Callable[[str], tuple[T, ...]]:
    """Parse one or more values separated by “;”; duplicates are dropped."""

    def parse_all(text: str) -> tuple[T, ...]:
        parts: Iterable[str] = (part.strip() for part in text.split(";"))
        if not (found := tuple(dict.fromkeys(parse(part) for part in parts if part))):
            raise ValueError(f"{quoted(text)} names nothing")
        return found

    return parse_all
