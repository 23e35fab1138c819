"""The tidy table laid out as one table for each part, a column for each figure.

Columns are those that the tidy table has, so that a new figure needs no line here. A figure that is
not there is never empty: the shorthand says why. The tidy rows of a long part are not held, but
made anew for each walk: what to call its columns is known only after a first one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import compress, groupby
from operator import attrgetter

from bot.documents import sheet_words as words
from bot.documents.tidy_row import Row, Value
from bot.documents.tidy_table import rows
from bot.documents.walks import Walks
from bot.documents.wording import CODES, LABELS, LEVELS, SOURCES, named
from surveys.impact.summary.structure import Summary

_OWN = ("proportion", "score", "interval_low", "interval_high", "bound_worst", "bound_best")
_STARTS = ("starting_point_proportion", "starting_point_reference")
_DIFFERENCES = ("difference_value", "difference_interval_low", "difference_interval_high")
SHARES = frozenset((*_OWN, "response_rate", "planned_change", *_STARTS, *_DIFFERENCES))
# a figure of an indicator is a share, a number or a rate, as its kind says
IN_OWN_UNIT = frozenset(("indicators", "points", "plan"))
CHANCES = frozenset(("p_value",))
NOTES = "notes"

_LONG = frozenset(("first_page", "reach", "voices", "methods"))  # a line for each row, in its order
_KEYS = ("outcome", "level", "source", "wave", "group", "on")
_KEYS_OF = attrgetter(*_KEYS)
# nobody has set it, or there is none, so it is not that it cannot be known
_NOT_APPLICABLE = frozenset(
    (
        "baseline",
        "target",
        "target_met",
        "planned_change",
        "due_on",
        "direction",
        "why_not",
        "topic",
        *("monitored_on", "note", "completed_on", "proof"),
    )
) | frozenset((*_STARTS, *_DIFFERENCES, "starting_point_n", "starting_point_on"))
_SHOWN_AS_NOUGHT = {**dict.fromkeys(SHARES, 0.005), **dict.fromkeys(CHANCES, 0.0005)}
_HELD = 20_000  # rows of the tidy table, some megabytes; a part with more of them is long

Line = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class WideTable:
    """One part: the names of its columns, and a value for each in every row.

    `rows` can be walked again; one that `is_long` has too many of them to be held as cells.
    """

    part: str
    columns: tuple[str, ...]
    rows: Walks[Line]
    is_long: bool = False


def wide_tables(summary: Summary) -> list[WideTable]:
    """Return the table of each part in the order of `SHEETS`."""
    found: dict[str, list[Row]] = {part: [] for part in words.SHEETS}
    for row in rows(summary):
        held = found[_part(row)]
        if len(held) <= _HELD:
            held.append(row)
    return [_table(summary, part, held) for part, held in found.items()]


def _table(summary: Summary, part: str, held: list[Row]) -> WideTable:
    is_long = len(held) > _HELD
    some = Walks(partial(_rows_of, summary, part)) if is_long else held
    columns, lines = (_long if part in _LONG else _wide)(some)
    return WideTable(part, columns, Walks(lines), is_long)


def _rows_of(summary: Summary, part: str) -> Iterator[Row]:
    return (row for row in rows(summary) if _part(row) == part)


def _part(row: Row) -> str:
    if row.measure == "point":
        return "points"
    return "methods" if row.section == "caveats" else row.section


def _long(some: Iterable[Row]) -> tuple[tuple[str, ...], Callable[[], Iterator[Line]]]:
    """Return the columns of a part in which each row is a line, and its lines."""
    keys, _ = _filled(some)

    def lines() -> Iterator[Line]:
        return ((words.head(row.measure), *_place(row, keys), _shown(row)) for row in some)

    return ("measure", *keys, "value"), lines


def _wide(some: Iterable[Row]) -> tuple[tuple[str, ...], Callable[[], Iterator[Line]]]:
    """Return the columns of a part in which rows about one thing are a line, and its lines."""
    keys, measures = _filled(some)

    def lines() -> Iterator[Line]:
        return (_line(keys, measures, list(same)) for _, same in groupby(some, key=_KEYS_OF))

    if any(line[-1] for line in lines()):
        return (*keys, *measures, NOTES), lines
    return (*keys, *measures), lambda: (line[:-1] for line in lines())


def _line(keys: Iterable[str], measures: Iterable[str], same: Sequence[Row]) -> Line:
    """Return the line of rows that follow one another about one thing, its notes last."""
    found: dict[str, list[Row]] = {}
    for row in same:
        found.setdefault(row.measure, []).append(row)
    cells = (_cell(found.get(name, ())) for name in measures)
    return (*_place(same[0], keys), *cells, _notes(found))


def _filled(some: Iterable[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys that any row fills, and the measures in the order in which they come."""
    kinds = dict.fromkeys((row.measure, tuple(map(bool, _KEYS_OF(row)))) for row in some)
    is_filled = map(any, zip(*(filled for _, filled in kinds), strict=True))
    return tuple(compress(_KEYS, is_filled)), tuple(dict.fromkeys(name for name, _ in kinds))


def _place(row: Row, keys: Iterable[str]) -> Line:
    """Return where a row belongs, in the words of readers."""
    readable: Mapping[str, Value] = {
        "outcome": row.outcome or "all",
        "level": _both(LEVELS, row.level),
        "source": _both(SOURCES, row.source),
        "wave": row.wave,
        "group": row.group or "all",
        "on": _day(row.on),
    }
    return tuple(readable[key] or words.NONE for key in keys)


def _both(names: Mapping[str, str], keys: str) -> str:
    """Return the words for one key, or for the two of a pair."""
    return keys and " and ".join(dict.fromkeys(named(names, key) for key in keys.split(" / ")))


def _day(on: str) -> Value:
    try:
        return date.fromisoformat(on)
    except ValueError:
        return on


def _cell(found: Iterable[Row]) -> Value:
    """Return the value of a column in one line: several texts are one under the other."""
    values = [_shown(row) for row in found]
    if len(values) > 1:
        return "\n".join(str(value) for value in values)
    return values[0] if values else words.NONE


def _shown(row: Row) -> Value:
    match row.measure, row.value:
        case "label", str(label):
            return LABELS[label].word  # pyright: ignore[reportArgumentType]
        case "code", str(code):
            return CODES[code]
        case measure, None if row.status == "":
            return words.NONE if measure in _NOT_APPLICABLE else words.UNKNOWN
        case _, None:
            return words.AT_SOURCE.get(row.status, words.HIDDEN)
        case _, value:
            return value


def _notes(found: Mapping[str, list[Row]]) -> str:
    """Return what is to be known of the figures in one line."""
    values = {name: some[0].value for name, some in found.items()}
    is_unsure = values.get("sufficient") is False and values.get("n") is not None
    low = [
        f"{words.LOW} {words.head(name)}"
        for name, nought in _SHOWN_AS_NOUGHT.items()
        if isinstance(value := values.get(name), float) and 0 < value < nought
    ]
    return "; ".join([words.UNSURE] * is_unsure + sorted(low))
