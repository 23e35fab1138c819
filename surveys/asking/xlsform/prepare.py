"""The pre-pass of an XLSForm: what has no place here is dropped and said before pyxform reads it.

What is left is handed over under names of our own, so that pyxform judges only how rows and groups
hang together; the words stay as they were written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from surveys.asking.xlsform.report import Notebook
from surveys.asking.xlsform.sheets import FORMULAS, FormRow, FormSheets, RawSheets
from surveys.asking.xlsform.types import TYPES, WrittenType, written_type

ROW = "gt_row"  # the column that carries a row's number through pyxform
_YES = frozenset({"yes", "true", "true()", "1"})
_FIXED_LIST = frozenset({"select_one", "select_multiple", "rank"})


_END = FormRow("survey", 0, {}, {}), WrittenType("end_group")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What pyxform is to read, and the rows and lists that it was made from."""

    workbook: RawSheets
    rows: Mapping[int, FormRow]
    types: Mapping[int, WrittenType]
    lists: Mapping[str, tuple[FormRow, ...]]


@dataclass(slots=True)
class _Place:
    """Where the pre-pass is: the groups around a row, and what is dropped with all that is in it.

    Of the latter, the first says why.
    """

    groups: list[str] = field(default_factory=list[str])
    dropped: list[str] = field(default_factory=list[str])


def is_yes(cell: str) -> bool:
    """Say whether a cell says yes, as XLSForm writes it."""
    return cell.strip().lower() in _YES


def prepare(sheets: FormSheets, notes: Notebook, group: str = "") -> Prepared:
    """Drop and note what has no place here; of a form with `group`, all outside that group."""
    lists: dict[str, list[FormRow]] = {}
    for row in sheets.choices:
        notes.row("choices", row.line, row.cell("name"))
        lists.setdefault(row.cell("list_name"), []).append(row)
    kept: list[tuple[FormRow, WrittenType]] = []
    place = _Place()
    for row in sheets.survey:
        written = written_type(row.cell("type"))
        notes.row("survey", row.line, row.cell("name") or written.name)
        if why := next(_reasons(row, written, place, lists, group), ""):
            notes.dropped("survey", row.line, why)
        else:
            kept.append((row, written))
        _leave(written, place)
    kept += [_END] * _open_groups(kept)
    return _prepared(kept, {name: tuple(rows) for name, rows in lists.items()})


def _open_groups(kept: list[tuple[FormRow, WrittenType]]) -> int:
    """How many groups are never ended; each ends with the form."""
    names = [written.name for _, written in kept]
    return names.count("begin_group") - names.count("end_group")


def _reasons(
    row: FormRow,
    written: WrittenType,
    place: _Place,
    lists: Mapping[str, list[FormRow]],
    group: str,
) -> Iterator[str]:
    """Why a row is dropped, if it is."""
    yield from _reasons_of_place(row, written, place, group)
    if is_yes(row.cell("disabled")):
        yield "It is disabled."
    if written.name not in {"begin_group", "end_group"}:
        if formulas := row.cell(FORMULAS):
            yield f"There is a formula in “{formulas[:60]}”; paste its value instead."
        if _never(row):
            yield _NEVER
        yield from _reasons_of_type(row, written, lists)


def _reasons_of_place(
    row: FormRow, written: WrittenType, place: _Place, group: str
) -> Iterator[str]:
    begins, name = written.name.startswith("begin_"), row.cell("name")
    if place.dropped:
        place.dropped += [""] if begins else []
        yield place.dropped[0]
    if written.name == "begin_repeat":
        place.dropped.append(f"It is inside the repeat “{name}”.")
        yield "No part of a form is asked again for each child or visit."
    if begins and _never(row):
        place.dropped.append(f"It is inside the group “{name}”, whose condition never holds.")
        yield _NEVER
    if begins:
        place.groups.append(name)
    if group and group not in place.groups:
        yield f"It is outside the group “{group}”."
    if written.name == "end_group" and not place.groups:
        yield "There is no group that it could end."


_NEVER = "Its condition never holds."


def _never(row: FormRow) -> bool:
    return row.cell("relevant").strip().lower() in {"false()", "false"}


def _reasons_of_type(
    row: FormRow, written: WrittenType, lists: Mapping[str, list[FormRow]]
) -> Iterator[str]:
    if not written.name:
        yield "It has no type."
    known = TYPES.get(written.name)
    if known is None:
        yield f"We do not know the type “{row.cell('type')[:40]}”."
    elif known.kind is None:
        yield f"{row.cell('type')[:60]}: {known.why}"
    if row.cell("appearance").strip().lower() == "label":
        yield "It only heads a table."
    if written.name in _FIXED_LIST:
        if written.list_name.startswith("${"):
            yield "Its choices are earlier answers."
        if written.list_name not in lists:
            yield f"There is no list “{written.list_name[:40]}” on the sheet choices."


def _leave(written: WrittenType, place: _Place) -> None:
    ends = written.name in {"end_group", "end_repeat"}
    if ends and place.dropped:
        place.dropped.pop()
    elif ends and place.groups:
        place.groups.pop()


def _prepared(
    kept: list[tuple[FormRow, WrittenType]], lists: Mapping[str, tuple[FormRow, ...]]
) -> Prepared:
    """The rows for pyxform: of each its type, a name of ours and its number."""
    named = {name: f"l{at}" for at, name in enumerate(lists)}
    survey = [
        {
            "type": _type(written, named),
            "name": f"r{row.line}",
            "label": "?",
            ROW: str(row.line),
        }
        for row, written in kept
    ]
    choices = [
        {"list_name": named[name], "name": f"c{row.line}", "label": "?"}
        for name, rows in lists.items()
        for row in rows
    ]
    return Prepared(
        {"survey": survey, "choices": choices},
        {row.line: row for row, _ in kept if row.line},
        {row.line: written for row, written in kept if row.line},
        lists,
    )


def _type(written: WrittenType, named: Mapping[str, str]) -> str:
    """The type as pyxform names it; what has a list, with our name of it."""
    if written.name in _FIXED_LIST:
        return f"{written.name} {named[written.list_name]}"
    return {"datetime": "dateTime"}.get(written.name, written.name)
