"""What each type of row of an XLSForm is here: a kind of question, or nothing and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from surveys.asking.kinds import QuestionKind


@dataclass(frozen=True, slots=True)
class RowType:
    """What a row becomes; `why` says why it is dropped, or what is not as it was."""

    kind: QuestionKind | None
    why: str = ""


def _dropped(why: str, *names: str) -> dict[str, RowType]:
    return {name: RowType(None, why) for name in names}


TYPES: Mapping[str, RowType] = MappingProxyType(
    {
        "select_one": RowType(QuestionKind.SINGLE),
        "select_multiple": RowType(QuestionKind.SEVERAL),
        "rank": RowType(QuestionKind.RANKING),
        "integer": RowType(QuestionKind.NUMBER),
        "decimal": RowType(QuestionKind.NUMBER),
        "range": RowType(QuestionKind.NUMBER),
        "date": RowType(QuestionKind.DATE),
        "text": RowType(QuestionKind.TEXT),
        "note": RowType(QuestionKind.SECTION),
        "acknowledge": RowType(QuestionKind.SECTION, "The words are shown; no tick is kept."),
        "datetime": RowType(QuestionKind.DATE, "Only the day is asked, without the time."),
        **_dropped("A time of day has no kind of question here.", "time"),
        **_dropped("Questions take no pictures, sound, films or files.", "image", "photo", "audio"),
        **_dropped("Questions take no pictures, sound, films or files.", "video", "file"),
        **_dropped("Questions take no pictures, sound, films or files.", "background-audio"),
        **_dropped("A place on a map could show where a family lives.", "geopoint", "geotrace"),
        **_dropped("A place on a map could show where a family lives.", "geoshape", "location"),
        **_dropped("A barcode can only be read with a camera.", "barcode", "osm"),
        **_dropped("Nothing is calculated.", "calculate", "hidden", "xml-external", "csv-external"),
        **_dropped("We note ourselves when answers came.", "start", "end", "today"),
        **_dropped(
            "It would show whose telephone was used, so it is left out for privacy.",
            "deviceid",
            "phonenumber",
            "phone_number",
            "simserial",
            "subscriberid",
            "imei",
            "username",
            "email",
            "audit",
            "start-geopoint",
        ),
        **_dropped(
            "The list is in another file or in earlier answers.",
            "select_one_from_file",
            "select_multiple_from_file",
            "select_one_external",
            "select_multiple_external",
        ),
    }
)
_SELECTS = {
    "select_one_from_file": "select_one_from_file",
    "select_multiple_from_file": "select_multiple_from_file",
    "select_one_external": "select_one_external",
    "select_one": "select_one",
    "select1": "select_one",
    "select_one_from": "select_one",
    "add_select_one_prompt_using": "select_one",
    "select_multiple": "select_multiple",
    "select_all_that_apply_from": "select_multiple",
    "select_all_that_apply": "select_multiple",
    "add_select_multiple_prompt_using": "select_multiple",
    "rank": "rank",
}
_OTHER_TYPES = {
    "int": "integer",
    "string": "text",
    "trigger": "acknowledge",
    "datetime": "datetime",
    "date_time": "datetime",
    "start_time": "start",
    "end_time": "end",
    "get_today": "today",
    "device_id": "deviceid",
    "get_device_id": "deviceid",
    "add_note_prompt": "note",
    "add_text_prompt": "text",
    "add_integer_prompt": "integer",
    "add_decimal_prompt": "decimal",
    "add_date_prompt": "date",
    "gps": "geopoint",
    "select_one_external": "select_one_external",
}
_CONTROL = re.compile(r"(begin|end)[\s_]+(group|repeat|loop|lgroup|looped[\s_]group)\b", re.I)


@dataclass(frozen=True, slots=True)
class WrittenType:
    """The type of a row as it is written: its plain name, its list, whether “other” may be said."""

    name: str
    list_name: str = ""
    or_other: bool = False


def written_type(text: str) -> WrittenType:
    """Read what stands in the column `type`, whatever of its names is used."""
    text = " ".join(text.split())
    if control := _CONTROL.match(text):
        what = "group" if control[2].lower() == "group" else "repeat"
        return WrittenType(f"{control[1].lower()}_{what}")
    or_other = re.search(r" (?:or specify other|or_other|or other)$", text, re.I)
    without = text[: or_other.start()] if or_other else text
    first, _, list_name = without.rpartition(" ")
    select = _SELECTS.get(first.lower().replace(" ", "_"))
    if select:
        return WrittenType(select, list_name, or_other is not None)
    name = text.lower().replace(" ", "_")
    return WrittenType(_OTHER_TYPES.get(name, name))
