"""One row of an XLSForm as the fields of a question; what cannot be one is dropped and noted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.asking.kinds import KINDS, KindRules, QuestionKind
from surveys.asking.texts import ENGLISH
from surveys.asking.xlsform.bounds import bounds_of, range_of
from surveys.asking.xlsform.own_columns import OWN, QUESTION_COLUMNS, QUESTION_WORDS
from surveys.asking.xlsform.prepare import is_yes
from surveys.asking.xlsform.sheets import FORMULAS, FormRow
from surveys.asking.xlsform.types import TYPES, WrittenType
from surveys.asking.xlsform.words import code_of, plain

Fields = dict[str, Any]
LONGEST_SENTENCE, LONGEST_LABEL = 600, 160
OTHER = "other"


class Dropped(ValueError):  # noqa: N818 - it says why a row has no place here
    """A row that cannot be a question; its text says why."""


@dataclass(frozen=True, slots=True)
class OfferedChoices:
    """The choices of a question, and our code of each name in the list."""

    choices: list[Fields]
    codes: Mapping[str, str]


def question_of(
    row: FormRow,
    written: WrittenType,
    offered: OfferedChoices | None,
    changed: Callable[[str], None],
) -> Fields:
    """The fields of a question but for its id and branch; raises Dropped."""
    known = TYPES[written.name]
    if known.kind is None:  # the pre-pass has dropped these
        raise Dropped(known.why)
    if known.why:
        changed(known.why)
    kind = _kind(row, written, known.kind, changed)
    fields: Fields = {"kind": kind, "text": _text(row, changed)}
    if hint := _hint(row, changed):
        fields["hint"] = hint
    if offered is not None:
        fields["choices"] = _enough(offered, kind)
    fields |= _asked(row, written, kind, changed)
    return fields | _own(row)


def _kind(
    row: FormRow, written: WrittenType, kind: QuestionKind, changed: Callable[[str], None]
) -> str:
    """The kind, where our own column does not name one: a range from 0 to 10 is a scale."""
    if named := row.cell(f"{OWN}kind"):
        return named
    if written.name == "range":
        if range_of(row.cell("parameters")) == (0, 10, 1):
            return QuestionKind.SCALE
        changed("A number is written in a box.")
    return kind


def is_ours(row: FormRow) -> bool:
    """Say whether we wrote the row, so that its words are ours to the letter."""
    return bool(row.cell(f"{OWN}kind"))


def _text(row: FormRow, changed: Callable[[str], None]) -> dict[str, str]:
    words = row.text("label")
    if not words:
        raise Dropped("It has no words to show.")
    if ENGLISH not in words:
        raise Dropped("It has no English words.")
    words = words if is_ours(row) else plain(words, changed)
    if not words[ENGLISH]:
        raise Dropped("It has no words to show.")
    if max(map(len, words.values())) > LONGEST_SENTENCE:
        raise Dropped(f"Its words are longer than {LONGEST_SENTENCE} characters.")
    return {language: text for language, text in words.items() if text}


def _hint(row: FormRow, changed: Callable[[str], None]) -> dict[str, str]:
    words = row.text("hint") if is_ours(row) else plain(row.text("hint"), changed)
    if not words:
        return {}
    if ENGLISH not in words or max(map(len, words.values())) > LONGEST_SENTENCE:
        changed("Its hint is left out: it is too long or not in English.")
        return {}
    return {language: text for language, text in words.items() if text}


def is_asked(fields: Fields) -> bool:
    """Say whether there is something to answer; words between questions are only read."""
    rules = _rules(fields["kind"])
    return rules is None or rules.is_asked


def _rules(kind: str) -> KindRules | None:
    """The rules of a kind as written; none for what is no kind, which is refused later."""
    return next((KINDS[one] for one in QuestionKind if one == kind), None)


def _enough(offered: OfferedChoices, kind: str) -> list[Fields]:
    count = len(offered.choices)
    known = _rules(kind)
    if known is not None and known.needs_choices and count < 2:
        raise Dropped("It has fewer than two choices.")
    if known is not None and count > known.most_choices:
        raise Dropped(f"It has {count} choices, and {known.most_choices} are the most.")
    return offered.choices


def _asked(row: FormRow, written: WrittenType, kind: str, changed: Callable[[str], None]) -> Fields:
    """What else a row says of its answer: whether it is needed, and the least and the most."""
    fields: Fields = {}
    required = row.cell("required").strip()
    if is_yes(required) and is_asked({"kind": kind}):
        fields["required"] = True
    elif required and required.lower() not in {"no", "false", "false()", "0"}:
        changed("It was needed only sometimes; people may always skip it.")
    fields |= _bounds(row, written, kind, changed)
    if row.cell("choice_filter"):
        changed("All choices of its list are offered.")
    if "randomize=true" in row.cell("parameters").replace(" ", "").lower():
        changed("Its choices keep their order.")
    return fields


def _bounds(
    row: FormRow, written: WrittenType, kind: str, changed: Callable[[str], None]
) -> Fields:
    rules = _rules(kind)
    if rules is None or "least" not in rules.fields:
        if row.cell("constraint"):
            changed("Its constraint is left out.")
        return {}
    fields: Fields = {}
    if written.name == "range":
        start, end, step = range_of(row.cell("parameters"))
        fields = {"least": start, "most": end} | ({} if step.is_integer() else {"decimals": 1})
        return {name: int(n) if float(n).is_integer() else n for name, n in fields.items()}
    if written.name == "decimal":
        fields["decimals"] = 1
        if not row.cell(f"{OWN}kind"):
            changed("One decimal place can be given.")
    bounds = bounds_of(row.cell("constraint"), whole=written.name == "integer")
    if not bounds.exact:
        changed("Its constraint is left out, or only the bounds in it are kept.")
    named = {"least": bounds.least, "most": bounds.most}
    return fields | {name: bound for name, bound in named.items() if bound is not None}


def _own(row: FormRow) -> Fields:
    """What our own columns say."""
    fields: Fields = {}
    for name, column in QUESTION_COLUMNS.items():
        if (cell := row.cell(f"{OWN}{name}")) and name not in {"id", "kind", "show_if"}:
            fields[name] = column.read(cell)
    for name in QUESTION_WORDS:
        if words := row.text(f"{OWN}{name}"):
            fields[name] = words
    return fields


def offered(
    rows: tuple[FormRow, ...],
    changed: Callable[[FormRow, str], None],
    *,
    or_other: bool,
    ours: bool = False,
) -> OfferedChoices:
    """The choices of a list; raises Dropped where one has no words that we can show."""
    choices: list[Fields] = []
    codes: dict[str, str] = {}
    taken: dict[str, object] = {}
    for row in rows:
        name = row.cell("name")
        if row.cell(FORMULAS):
            raise Dropped(f"Its choice in row {row.line} has a formula; paste its value instead.")
        if not name or name in codes:
            changed(row, "It is offered once." if name else "It has no name.")
            continue
        codes[name] = code = code_of(name, taken)
        taken[code] = True
        if code != name:
            changed(row, f"Its code is now “{code}”.")
        choices.append({"code": code, "text": _label(row, changed, ours=ours)})
    if or_other and OTHER not in codes:
        codes[OTHER] = code_of(OTHER, taken)
        choices.append({"code": codes[OTHER], "text": {ENGLISH: "Other"}})
    return OfferedChoices(choices, codes)


def _label(row: FormRow, changed: Callable[[FormRow, str], None], *, ours: bool) -> dict[str, str]:
    words = row.text("label")
    words = words if ours else plain(words, lambda says: changed(row, says))
    if not words.get(ENGLISH):
        changed(row, "It has no English words; its name is shown.")
        words[ENGLISH] = row.cell("name")
    if max(map(len, words.values())) > LONGEST_LABEL:
        raise Dropped(f"A choice has more than {LONGEST_LABEL} characters.")
    return {language: text for language, text in words.items() if text}
