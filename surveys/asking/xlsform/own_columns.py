"""Our own columns `gt_...`: what an instrument says and XLSForm has no column for.

The same table writes them and reads them, so that what is exported comes back equal.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

OWN = "gt_"


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """How the value of one field is written in a cell, and read from it."""

    write: Callable[[Any], str]
    read: Callable[[str], object]


def _codes(value: list[str]) -> str:
    return " ".join(value)


def _pairs(value: Mapping[str, str]) -> str:
    return " ".join(f"{code}:{what}" for code, what in value.items())


def _read_pairs(cell: str) -> dict[str, str]:
    pairs = (pair.partition(":") for pair in cell.split())
    return {code: what for code, _, what in pairs}


def _read_number(cell: str) -> object:
    """A number as written; anything else as it is, to be refused with its reason."""
    try:
        number = float(cell)
    except ValueError:
        return cell
    return int(number) if number.is_integer() else number


def _read_flag(cell: str) -> object:
    return {"yes": True, "no": False}.get(cell.strip().lower(), cell)


def _read_json(cell: str) -> object:
    try:
        return cast("object", json.loads(cell))
    except (ValueError, RecursionError):
        return cell


_TEXT = OwnColumn(str, str)
_CODES = OwnColumn(_codes, str.split)
_NUMBER = OwnColumn(str, _read_number)
_FLAG = OwnColumn(lambda value: "yes" if value else "no", _read_flag)
_PAIRS = OwnColumn(_pairs, _read_pairs)
_JSON = OwnColumn(lambda value: json.dumps(value, ensure_ascii=False), _read_json)
_LINES = OwnColumn("\n".join, str.splitlines)

# Fields of a question, without their words, which have a column for each language.
QUESTION_COLUMNS: Mapping[str, OwnColumn] = MappingProxyType(
    {
        "id": _TEXT,
        "kind": _TEXT,
        "level": _TEXT,
        "outcome": _TEXT,
        "favourable": _CODES,
        "favourable_from": _NUMBER,
        "favourable_to": _NUMBER,
        "outside": _CODES,
        "exclusive": _CODES,
        "least": _NUMBER,
        "most": _NUMBER,
        "decimals": _NUMBER,
        "paired": _FLAG,
        "barrier": _FLAG,
        "reports_change": _FLAG,
        "max_length": _NUMBER,
        "concern": _PAIRS,
        "faces": _FLAG,
        "show_if": _JSON,
    }
)
QUESTION_WORDS = ("low", "high", "unit", "stem")
# Fields of an instrument, on the sheet settings.
SETTINGS_COLUMNS: Mapping[str, OwnColumn] = MappingProxyType(
    {
        "code": _TEXT,
        "voice": _TEXT,
        "reader": _TEXT,
        "wave": _TEXT,
        "mode": _TEXT,
        "languages": _CODES,
        "minutes": _NUMBER,
        "source": _LINES,
        "licence": _TEXT,
    }
)
SETTINGS_WORDS = ("title", "audience", "notice")
