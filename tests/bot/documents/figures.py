"""The figures of each source, read back from a drawn file of any format.

A figure that is not there is None. Shares are 0-1; in DOCX they are whole percentages.
"""

import io
import json
import re
from collections.abc import Callable, Mapping

import openpyxl

from bot.documents.wording import LEVELS, SOURCES
from tests.bot.documents import reading

Figure = float | str | None
Place = tuple[str, str, str]  # outcome, level and source, in the words of readers
Figures = dict[Place, dict[str, Figure]]

NAMES = ("n", "favourable", "proportion", "weight", "response_rate", "direction")
PAIRS = {"interval": ("interval_low", "interval_high"), "bounds": ("bound_worst", "bound_best")}
EVERY = (*NAMES, *(end for ends in PAIRS.values() for end in ends))
SHEET = {
    "n": "n",
    "favourable": "Favourable (x)",
    "proportion": "Share",
    "weight": "Weight",
    "response_rate": "Response rate",
    "direction": "Direction",
    "interval_low": "95 % low",
    "interval_high": "95 % high",
    "bound_worst": "If the silent are unfavourable",
    "bound_best": "If the silent are favourable",
}


def of_json(drawn: bytes) -> Figures:
    return {
        (outcome["ref"], LEVELS[level["level"]], SOURCES[source["source"]]): {
            **{name: source[name] for name in NAMES},
            **{
                end: source[pair][at] if source[pair] else None
                for pair, ends in PAIRS.items()
                for at, end in enumerate(ends)
            },
        }
        for outcome in json.loads(drawn)["outcomes"]
        for level in outcome["levels"]
        for source in level["sources"]
    }


def _of_tidy(rows: list[dict], value: Callable[[dict], Figure]) -> Figures:
    found: Figures = {}
    for row in rows:
        if row["section"] == "levels" and row["source"] and row["measure"] in EVERY:
            place = (row["outcome"], LEVELS[row["level"]], SOURCES[row["source"]])
            found.setdefault(place, {})[row["measure"]] = value(row)
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
            name: None if str(line[head]).startswith("[") else line[head]
            for name, head in SHEET.items()
        }
        for line in lines
    }


def of_docx(drawn: bytes) -> Figures:
    found: Figures = {}
    for caption, (heads, *rows) in reading.docx_tables(drawn).items():
        if caption.endswith(": figures by source"):
            for row in rows:
                told = dict(zip(heads, row, strict=True))
                level, source = told["Level and source"].split(": ")
                found[caption.split(":")[0], level, source] = _of_row(told)
    return found


def _of_row(told: Mapping[str, str]) -> dict[str, Figure]:
    counts, interval, bounds = (
        re.findall(r"\d+", told[head]) for head in ("x / n", "95 % interval", "Bounds")
    )
    direction = told["Direction"]
    return {
        "favourable": float(counts[0]) if counts else None,
        "n": float(counts[1]) if counts else None,
        "proportion": _percent(told["Share"]),
        "response_rate": _percent(told["Rate"]),
        "weight": _number(told["Weight"]) if told["Weight"] != "none" else None,
        "direction": direction if direction != "none" else None,
        **dict(zip(PAIRS["interval"], _ends(interval), strict=True)),
        **dict(zip(PAIRS["bounds"], _ends(bounds), strict=True)),
    }


def _percent(text: str) -> Figure:
    return float(text.split(maxsplit=1)[0]) / 100 if "%" in text else None


def _ends(found: list[str]) -> tuple[Figure, Figure]:
    return (float(found[0]) / 100, float(found[1]) / 100) if found else (None, None)
