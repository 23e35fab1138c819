"""The figures of each source, read back from a drawn file of any format.

A figure that is not there is None. Shares are 0-1; in DOCX they are whole percentages, and
differences whole percentage points.
"""

import io
import json
import re
from collections.abc import Callable, Mapping

import openpyxl

from bot.documents.wording import (
    FAMILIES,
    LEVELS,
    NONE,
    NOT_KNOWN,
    SOURCES,
    STARTS,
    WITHHELD,
    WITHHELD_TOO,
)
from tests.bot.documents import reading

Figure = float | str | None
Place = tuple[str, str, str]  # outcome, level and source, in the words of readers
Figures = dict[Place, dict[str, Figure]]

NAMES = (
    "family",
    "n",
    "eligible",
    "favourable",
    "proportion",
    "weight",
    "response_rate",
    "direction",
    "why_not",
)
PAIRS = {"interval": ("interval_low", "interval_high"), "bounds": ("bound_worst", "bound_best")}
START = {
    "kind": "starting_point_kind",
    "proportion": "starting_point_proportion",
    "n": "starting_point_n",
}
DIFFERENCE = ("difference_value", "difference_interval_low", "difference_interval_high")
EVERY = (*NAMES, *(end for ends in PAIRS.values() for end in ends), *START.values(), *DIFFERENCE)
SHEET = {
    "family": "Family",
    "n": "n",
    "eligible": "Eligible (N)",
    "favourable": "Favourable (x)",
    "proportion": "Share",
    "weight": "Weight in the score",
    "response_rate": "Response rate",
    "direction": "Direction",
    "why_not": "Why it decides nothing",
    "interval_low": "95 % low",
    "interval_high": "95 % high",
    "bound_worst": "If the silent are unfavourable",
    "bound_best": "If the silent are favourable",
    "starting_point_kind": "Starting point",
    "starting_point_proportion": "Share before",
    "starting_point_n": "n before",
    "difference_value": "Difference",
    "difference_interval_low": "Difference, 95 % low",
    "difference_interval_high": "Difference, 95 % high",
}
STARTS_OF = {word: kind for kind, word in STARTS.items()}
FAMILIES_OF = {word: family for family, word in FAMILIES.items()}


def of_json(drawn: bytes) -> Figures:
    return {
        (outcome["ref"], LEVELS[level["level"]], SOURCES[source["source"]]): _of_source(source)
        for outcome in json.loads(drawn)["outcomes"]
        for level in outcome["levels"]
        for source in level["sources"]
    }


def _of_source(source: Mapping) -> dict[str, Figure]:
    start = {told: source["starting_point"][name] for name, told in START.items()}
    difference = source["difference"] or {"value": None, "interval": (None, None)}
    return {
        **{name: source[name] for name in NAMES},
        **{
            end: source[pair][at] if source[pair] else None
            for pair, ends in PAIRS.items()
            for at, end in enumerate(ends)
        },
        **start,
        **dict(zip(DIFFERENCE, (difference["value"], *difference["interval"]), strict=True)),
    }


def _of_tidy(rows: list[dict], value: Callable[[dict], Figure]) -> Figures:
    found: Figures = {}
    for row in rows:
        if row["section"] == "sources" and row["measure"] in EVERY:
            place = (row["outcome"], LEVELS[row["level"]], SOURCES[row["source"]])
            found.setdefault(place, dict.fromkeys(EVERY))[row["measure"]] = value(row)
    return found


def _number(text: str) -> Figure:
    return float(text) if re.fullmatch(r"-?[\d.]+", text) else text or None


def of_csv(drawn: bytes) -> Figures:
    return _of_tidy(reading.table(drawn), lambda row: _number(row["value"]))


def of_parquet(drawn: bytes) -> Figures:
    return _of_tidy(
        reading.parquet(drawn),
        lambda row: row["text"] if row["number"] is None else row["number"],
    )


def of_xlsx(drawn: bytes) -> Figures:
    book = openpyxl.load_workbook(io.BytesIO(drawn))
    heads, *rows = book["Sources"].iter_rows(values_only=True)
    lines = [dict(zip(heads, row, strict=True)) for row in rows]
    return {
        (line["Outcome"], line["Level"], line["Source"]): {
            name: None if str(line.get(head, "[z]")).startswith("[") else line[head]
            for name, head in SHEET.items()
        }
        for line in lines
    }


def of_docx(drawn: bytes) -> Figures:
    found: Figures = {}
    tables = reading.docx_tables(drawn)
    for ref in (caption.split(":")[0] for caption in tables if ": figures by source" in caption):
        shares = tables[f"{ref}: figures by source"][1:]
        weights = tables[f"{ref}: what each source can decide"][1:]
        for (name, *share), (same, *weight) in zip(shares, weights, strict=True):
            assert name == same
            level, source = name.split(": ")
            found[ref, level, source] = _of_rows(share, weight)
    return found


def _of_rows(share: list[str], weight: list[str]) -> dict[str, Figure]:
    counts, proportion, interval, start, difference, between, direction = share
    family, eligible, rate, bounds, worth, decides = weight
    return {
        "family": FAMILIES_OF[family],
        "eligible": _or_none(eligible),
        "response_rate": _percent(rate),
        "weight": _or_none(worth),
        "why_not": None if decides == "sufficient" else decides,
        **dict(zip(("favourable", "n"), _numbers(counts, 2), strict=True)),
        "proportion": _percent(proportion),
        **dict(zip(PAIRS["interval"], _hundredths(interval, 2), strict=True)),
        **dict(zip(PAIRS["bounds"], _hundredths(bounds, 2), strict=True)),
        **_of_start(start),
        **dict(
            zip(
                DIFFERENCE,
                (*_hundredths(difference, 1), *_hundredths(between, 2)),
                strict=True,
            )
        ),
        "direction": None if direction == "none" else direction,
    }


def _of_start(told: str) -> dict[str, Figure]:
    """Read `33 % of 40, counted; what started the action` back: share, number and kind."""
    found = re.fullmatch(r"(?:(\d+ %) )?(?:of (\d+), |, )?([^;]+)(?:; .+)?", told)
    assert found, told
    share, n, kind = found.groups()
    figures = (STARTS_OF[kind], _percent(share or ""), float(n) if n else None)
    return dict(zip(START.values(), figures, strict=True))


def _or_none(text: str) -> Figure:
    return None if text in (NONE, NOT_KNOWN, WITHHELD, WITHHELD_TOO) else float(text)


def _percent(text: str) -> Figure:
    return float(text.split(maxsplit=1)[0]) / 100 if "%" in text else None


def _numbers(text: str, how_many: int) -> list[Figure]:
    found = re.findall(r"-?\d+", text.replace("–", " "))
    assert len(found) in (0, how_many), text
    return [float(number) for number in found] or [None] * how_many


def _hundredths(text: str, how_many: int) -> list[Figure]:
    return [None if one is None else float(one) / 100 for one in _numbers(text, how_many)]
