"""An XLSForm as an instrument: its rows in order, with what became of each.

How rows and groups hang together is read by pyxform, which is handed in, because nothing here
touches a file or another program's code.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from pydantic import ValidationError

from surveys.asking.question import Branch
from surveys.asking.texts import ENGLISH
from surveys.asking.xlsform.branches import Answerable, branch_of
from surveys.asking.xlsform.own_columns import OWN, QUESTION_COLUMNS
from surveys.asking.xlsform.prepare import ROW, Prepared, is_yes, prepare
from surveys.asking.xlsform.questions import (
    OTHER,
    Dropped,
    Fields,
    OfferedChoices,
    is_asked,
    is_ours,
    offered,
    question_of,
)
from surveys.asking.xlsform.report import Notebook, RowNote
from surveys.asking.xlsform.sheets import FormRow, LostColumn, RawSheets, read_sheets
from surveys.asking.xlsform.types import WrittenType
from surveys.asking.xlsform.words import code_of, plain

Tree = Mapping[str, Any]  # what pyxform makes of a workbook
_SELECTS = frozenset({"select_one", "select_multiple", "rank"})
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What an XLSForm holds: its questions with the row of each, its settings, and the notes."""

    questions: tuple[Fields, ...]
    rows: tuple[int, ...]
    settings: FormRow
    notes: tuple[RowNote, ...]
    lost: tuple[LostColumn, ...]
    groups: Mapping[str, int]  # how many questions each has


def read_form(raw: RawSheets, parse: Callable[[RawSheets], Tree], group: str = "") -> ReadForm:
    """Read the sheets of a form, or of one group of it; `parse` is pyxform's reading of a workbook.

    Whatever `parse` raises goes through.
    """
    sheets, notes = read_sheets(raw), Notebook()
    prepared = prepare(sheets, notes, group)
    walk = _Walk(prepared, notes)
    if prepared.rows:
        walk.children(parse(prepared.workbook), ())
    walk.drop_last_words()
    walk.note_unused_lists()
    return ReadForm(
        tuple(walk.questions),
        tuple(walk.rows),
        sheets.settings,
        notes.notes(),
        sheets.lost,
        walk.counts,
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """A group around rows: its name and its condition."""

    name: str
    relevant: str


@dataclass(slots=True)
class _Walk:
    """One way through the tree, which makes a question of each row that can be one."""

    prepared: Prepared
    notes: Notebook
    questions: list[Fields] = field(default_factory=list[Fields])
    rows: list[int] = field(default_factory=list[int])
    earlier: dict[str, Answerable] = field(default_factory=dict[str, Answerable])
    ids: dict[str, object] = field(default_factory=dict[str, object])
    used: set[str] = field(default_factory=set[str])
    counts: dict[str, int] = field(default_factory=dict[str, int])

    def children(self, parent: Tree, around: tuple[_Group, ...]) -> None:
        """Walk through all that is inside a group, or the form."""
        for child in cast("list[Tree]", parent.get("children", [])):
            row = self.prepared.rows.get(int(str(child.get(ROW, 0))))
            if row is None:  # made by pyxform itself
                continue
            if child.get("type") == "group":
                self._group(child, row, around)
            else:
                self._question(row, around)

    def drop_last_words(self) -> None:
        """Drop the words at the end that no question comes after."""
        while self.questions and not is_asked(self.questions[-1]):
            self._drop_words("Its words are left out: no question comes after them.")

    def _drop_words(self, says: str) -> None:
        """Take the last words away again; of a group the row stays, without them."""
        line = self.rows.pop()
        self.ids.pop(self.questions.pop()["id"], None)
        if self.prepared.types[line].name == "begin_group":
            self.notes.changed("survey", line, says)
        else:
            self.notes.dropped("survey", line, says)

    def note_unused_lists(self) -> None:
        """Note the choices that no question offers."""
        for name, rows in self.prepared.lists.items():
            if name not in self.used:
                for row in rows:
                    self.notes.dropped("choices", row.line, "No question that is kept uses it.")

    def _group(self, child: Tree, row: FormRow, around: tuple[_Group, ...]) -> None:
        inside = (*around, _Group(row.cell("name"), row.cell("relevant")))
        rows = self._table_rows(child) if "table-list" in row.cell("appearance") else ()
        if rows and self._matrix(row, rows, inside):
            return
        before = len(self.questions)
        if row.text("label"):
            self._question(row, inside, WrittenType("note"))
        heading = len(self.questions) > before
        self.children(child, inside)
        if heading and len(self.questions) == before + 1:
            self._drop_words("Its own words are left out: nothing in it is asked.")

    def _question(
        self, row: FormRow, around: tuple[_Group, ...], written: WrittenType | None = None
    ) -> None:
        """Make a question of a row, and one for the words of “other” where they are asked for."""
        written = written or self.prepared.types[row.line]
        changed = partial(self.notes.changed, row.sheet, row.line)
        try:
            choices = self._choices(row, written)
            fields = question_of(row, written, choices, changed)
        except Dropped as why:
            if written.name == "note" and row.cell("type").lower().startswith("begin"):
                changed(f"Its own words are left out: {str(why)[:1].lower()}{str(why)[1:]}")
            else:
                self.notes.dropped(row.sheet, row.line, str(why))
            return
        branch = self._branch(row, around, changed)
        self._add(row, fields, choices, branch, several=written.name == "select_multiple")
        if written.or_other and choices:
            self._add_other(row)
            changed("Who chooses “Other” is asked for it in a question of its own.")
        for group in around:
            self.counts[group.name] = self.counts.get(group.name, 0) + 1

    def _choices(self, row: FormRow, written: WrittenType) -> OfferedChoices | None:
        """The choices of a select, or of what has none in XLSForm (our own column names them)."""
        name = written.list_name if written.name in _SELECTS else row.cell(f"{OWN}list")
        if name not in self.prepared.lists:
            return None
        rows = self.prepared.lists[name]
        found = offered(rows, self._change, or_other=written.or_other, ours=is_ours(row))
        self.used.add(name)
        return found

    def _change(self, row: FormRow, says: str) -> None:
        self.notes.changed(row.sheet, row.line, says)

    def _branch(
        self, row: FormRow, around: tuple[_Group, ...], changed: Callable[[str], None]
    ) -> object:
        """The branch of a question, as our own column has it where both say the same."""
        texts = [group.relevant for group in around if group.relevant]
        if row.cell("relevant") and not row.cell("type").lower().startswith("begin"):
            texts.append(row.cell("relevant"))
        own = row.cell(f"{OWN}show_if")
        if own and not texts:
            return QUESTION_COLUMNS["show_if"].read(own)
        found = branch_of(texts, self.earlier)
        if found.left_out:
            changed(f"Of its conditions this is left out: {'; '.join(found.left_out)}.")
        if found.branch is None:
            return None
        written = QUESTION_COLUMNS["show_if"].read(own) if own else None
        if _says_the_same(_valid(written), found.branch):
            return written
        return found.branch.model_dump(mode="json", exclude_defaults=True)

    def _add(
        self,
        row: FormRow,
        fields: Fields,
        choices: OfferedChoices | None,
        branch: object,
        *,
        several: bool,
    ) -> None:
        name = row.cell("name")
        known = row.cell(f"{OWN}id")
        made = known or code_of(name or f"row_{row.line}", self.ids)
        if made != name and not known and name:
            self.notes.changed(row.sheet, row.line, f"Its id is now “{made}”.")
        self.ids[made] = True
        self.questions.append({"id": made, **fields} | ({"show_if": branch} if branch else {}))
        self.rows.append(row.line)
        if choices is not None:
            self.earlier[name] = Answerable(made, choices.codes, several, _valid(branch))

    def _add_other(self, row: FormRow) -> None:
        """The question that asks for the words of “other”."""
        asked, of = self.earlier[row.cell("name")], self.questions[-1]["id"]
        self.questions.append(
            {
                "id": code_of(f"{of}_{OTHER}", self.ids),
                "kind": "text",
                "text": {ENGLISH: "Please say what."},
                "max_length": 300,
                "show_if": {"question": asked.id, "any_of": [asked.codes[OTHER]]},
            }
        )
        self.ids[self.questions[-1]["id"]] = True
        self.rows.append(row.line)

    def _table_rows(self, child: Tree) -> tuple[FormRow, ...]:
        """The rows of a table, where all of them choose one from the same list."""
        inside = cast("list[Tree]", child.get("children", []))
        rows = [self.prepared.rows.get(int(str(one.get(ROW, 0)))) for one in inside]
        written = [self.prepared.types[row.line] for row in rows if row is not None]
        lists = {one.list_name for one in written if one.name == "select_one" and not one.or_other}
        alike = len(lists) == 1 and all(one.name == "select_one" for one in written)
        plain_rows = [row for row in rows if row is not None]
        simple = all(row.text("label") and not row.cell("relevant") for row in plain_rows)
        return tuple(plain_rows) if alike and simple and len(plain_rows) == len(rows) else ()

    def _note_lost_in_table(self, row: FormRow, *, needed: bool) -> None:
        if row.text("hint"):
            self._change(row, "Its hint is left out.")
        if row.cell("required") and not needed:
            self._change(row, "People may skip it.")

    def _matrix(self, group: FormRow, rows: Sequence[FormRow], around: tuple[_Group, ...]) -> bool:
        """Make one question of the rows of a table; False where that cannot be."""
        matrix = code_of(group.cell("name") or f"row_{group.line}", self.ids)
        codes = {row.cell("name"): code_of(row.cell("name")) for row in rows}
        longest = max(len(f"{matrix}-{code}") for code in codes.values())
        if not group.text("label") or longest > _LONGEST_ID or len(set(codes.values())) < len(rows):
            return False
        written = self.prepared.types[rows[0].line]
        changed = partial(self.notes.changed, group.sheet, group.line)
        try:
            choices = self._choices(rows[0], written)
            fields = question_of(group, WrittenType("select_one"), choices, changed)
            words = {
                codes[row.cell("name")]: plain(row.text("label"), partial(self._change, row))
                for row in rows
            }
        except Dropped:
            return False
        if choices is None or any(ENGLISH not in text for text in words.values()):
            return False
        fields |= {"kind": "matrix", "rows": words}
        if all(is_yes(row.cell("required")) for row in rows):
            fields["required"] = True
        for row in rows:
            self._note_lost_in_table(row, needed="required" in fields)
        branch = self._branch(group, around, changed)
        self._add(group, fields, None, branch, several=False)
        for name, code in codes.items():
            held = Answerable(f"{matrix}-{code}", choices.codes, False, _valid(branch))
            self.earlier[name] = held
        for group_around in around:
            self.counts[group_around.name] = self.counts.get(group_around.name, 0) + len(rows)
        return True


def _valid(written: object) -> Branch | None:
    """The branch that our own column has; None where it is none, which the check says."""
    try:
        return Branch.model_validate(written)
    except ValidationError:
        return None


def _says_the_same(written: Branch | None, branch: Branch) -> bool:
    """Say whether our own column has this branch, in whatever order."""
    return (
        written is not None
        and written.question == branch.question
        and set(written.any_of) == set(branch.any_of)
        and set(written.not_any_of) == set(branch.not_any_of)
    )
