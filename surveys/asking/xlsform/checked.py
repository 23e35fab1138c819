"""A form that was read, with what XLSForm does not know of an instrument, checked like a file."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from pydantic import ValidationError

from surveys.asking.authoring import CheckedFile, check_fields
from surveys.asking.instrument import Instrument
from surveys.asking.length import told_minutes
from surveys.asking.plain_yaml import Path, Plain
from surveys.asking.texts import ENGLISH
from surveys.asking.xlsform.form import ReadForm
from surveys.asking.xlsform.own_columns import OWN, SETTINGS_COLUMNS, SETTINGS_WORDS
from surveys.asking.xlsform.sheets import FormRow
from surveys.asking.xlsform.words import code_of
from surveys.problems import Refusal

MOST_MINUTES = 30


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What a person says of a form that its sheets do not; None where the sheets say it."""

    code: str | None = None
    title: str | None = None
    voice: str | None = None
    reader: str | None = None
    audience: str | None = None
    wave: str | None = None
    mode: str | None = None
    source: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class FormFields:
    """The fields of an instrument made from a form; the line of a question is its row."""

    value: Plain
    rows: tuple[int, ...]

    def line(self, path: Path) -> int | None:
        """The row on the sheet survey, None for what is not of a question."""
        if len(path) > 1 and path[0] == "questions" and isinstance(path[1], int):
            return self.rows[path[1]] if path[1] < len(self.rows) else None
        return None


def check_form(form: ReadForm, facts: FormFacts) -> CheckedFile:
    """Check a form with what is said of it; refuses `xlsform-facts` where something is not said."""
    said = _settings(form.settings) | _said(facts)
    missing = [name for name in asdict(FormFacts()) if name not in said]
    if missing:
        options = ", ".join(f"--{name}" for name in missing)
        columns = ", ".join(f"{OWN}{name}" for name in missing)
        raise Refusal("xlsform-facts", options=options, columns=columns)
    value = said | {"questions": list(form.questions)}
    value.setdefault("languages", _languages(value))
    value.setdefault("minutes", _minutes(value))
    return check_fields(FormFields(cast("Plain", value), form.rows))


def _settings(row: FormRow) -> dict[str, Any]:
    """What the sheet settings says, in its own columns and in ours."""
    said: dict[str, Any] = {}
    if row.cell("form_id"):
        said["code"] = code_of(row.cell("form_id")).replace("_", "-")
    if row.cell("form_title"):
        said["title"] = {ENGLISH: row.cell("form_title")}
    for name, column in SETTINGS_COLUMNS.items():
        if cell := row.cell(f"{OWN}{name}"):
            said[name] = column.read(cell)
    for name in SETTINGS_WORDS:
        if words := row.text(f"{OWN}{name}") or _in_english(row.cell(f"{OWN}{name}")):
            said[name] = words
    return said


def _in_english(words: str) -> dict[str, str]:
    return {ENGLISH: words} if words else {}


def _said(facts: FormFacts) -> dict[str, Any]:
    said = {name: fact for name, fact in asdict(facts).items() if fact}
    return said | ({"source": [said["source"]]} if "source" in said else {})


def _languages(value: Mapping[str, Any]) -> list[str]:
    """English, and every language in which anything has words."""
    found: dict[str, None] = {ENGLISH: None}
    for question in cast("list[dict[str, Any]]", value["questions"]):
        choices = cast("list[dict[str, Any]]", question.get("choices", []))
        rows = cast("dict[str, Any]", question.get("rows", {}))
        texts = (*question.values(), *(one["text"] for one in choices), *rows.values())
        for text in texts:
            if isinstance(text, dict) and ENGLISH in text:
                found |= dict.fromkeys(cast("dict[str, str]", text))
    return list(found)


def _minutes(value: Mapping[str, Any]) -> int:
    """The minutes that are measured, so that a form promises no less."""
    try:
        return min(MOST_MINUTES, told_minutes(Instrument.model_validate({**value, "minutes": 1})))
    except ValidationError:
        return 1
