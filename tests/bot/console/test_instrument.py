"""Questionnaires as files, on the command line."""

import json

from surveys.asking.instrument import dump_instrument
from surveys.library import in_english, shipped
from tests.bot.console.conftest import Console

FAMILY = dump_instrument(in_english()["family"])


def test_a_good_file_is_ok(console: Console) -> None:
    said = console("instrument", "check", console.file("family.yaml", FAMILY))
    assert said.code == 0
    assert said.out.startswith("ok: family,")


def test_a_bad_file_is_told_what_and_where(console: Console) -> None:
    said = console(
        "instrument",
        "check",
        console.file("bad.yaml", FAMILY.replace("minutes: 3", "minutes: long")),
    )
    assert said.code == 1
    assert said.err.splitlines() == [
        "bad.yaml: 1 thing to correct. Nothing was changed.",
        "Line 8, minutes: this must be a whole number.",
    ]


def test_everything_wrong_is_listed_and_an_import_lists_the_same(console: Console) -> None:
    wrong = FAMILY.replace("minutes: 3", "minutes: long").replace("kind: text", "kind: essay", 1)
    file = console.file("bad.yaml", wrong)
    checked, imported = console("instrument", "check", file), console("instrument", "import", file)
    assert checked.err.startswith("bad.yaml: 2 things to correct.")
    assert (imported.code, imported.err) == (1, checked.err)


def test_a_check_as_json_has_lines_errors_and_warnings_apart(console: Console) -> None:
    wrong = FAMILY.replace("minutes: 3", "minutes: long")
    said = console("instrument", "check", console.file("bad.yaml", wrong), "--json")
    found = json.loads(said.out)
    assert (said.code, found["ok"], found["version"], found["warnings"]) == (1, False, None, [])
    assert found["errors"] == [
        {"line": 8, "place": "minutes", "says": "this must be a whole number."}
    ]
    hasty = console.file("hasty.yaml", FAMILY.replace("minutes: 3", "minutes: 1"))
    said = console("instrument", "check", hasty, "--json")
    found = json.loads(said.out)
    assert (said.code, found["ok"], found["code"]) == (0, True, "family")
    assert [(one["line"], one["place"]) for one in found["warnings"]] == [(8, "minutes")]


def test_a_file_that_is_not_there_is_named(console: Console) -> None:
    assert (
        "there is no such file" in console("instrument", "check", console.folder / "none.yaml").err
    )


def test_a_file_that_is_not_text_is_refused(console: Console) -> None:
    file = console.folder / "odd.yaml"
    file.write_bytes(b"\xff\xfe\x00\x00")
    assert console("instrument", "check", file).is_one_sentence


def test_the_list_has_every_stored_code(console: Console) -> None:
    listed = json.loads(console("instrument", "list", "--json").out)
    assert {one["code"] for one in listed} == set(shipped())
    assert "post-event" in console("instrument", "list").out


def test_show_has_every_question(console: Console) -> None:
    said = console("instrument", "show", "family")
    assert said.code == 0
    for question in shipped()["family"].questions:
        assert question.text["en"] in said.out


def test_show_as_json_has_the_whole_instrument(console: Console) -> None:
    shown = json.loads(console("instrument", "show", "family", "--json").out)
    assert shown["version"] == shipped()["family"].version


def test_an_unknown_code_names_those_stored(console: Console) -> None:
    said = console("instrument", "show", "weather")
    assert said.is_one_sentence
    assert "post-event" in said.err


def test_what_is_exported_is_imported_without_change(console: Console) -> None:
    file = console.folder / "deep" / "family.yaml"
    assert console("instrument", "export", "family", "--out", file).code == 0
    assert "nothing was changed" in console("instrument", "import", file).out


def test_export_without_a_file_is_shown(console: Console) -> None:
    assert console("instrument", "export", "family").out == dump_instrument(shipped()["family"])


def test_another_word_is_a_new_version_that_is_asked_from_now_on(filled: Console) -> None:
    filled.clock.forward(minutes=1)
    changed = filled.file("family.yaml", FAMILY.replace("minutes: 3", "minutes: 4"))
    assert "is stored and will be asked from now on" in filled("instrument", "import", changed).out
    shown = json.loads(filled("instrument", "show", "family", "--json").out)
    assert shown["minutes"] == 4
    assert ("console", "import instrument", f"instrument:{shown['version']}") in filled.audit()


def test_an_author_who_promises_less_than_is_measured_is_warned(console: Console) -> None:
    hasty = console.file("family.yaml", FAMILY.replace("minutes: 3", "minutes: 1"))
    said = console("instrument", "check", hasty)
    assert (
        "“minutes” promises 1 minute. We measure 2 minutes, and tell people 2 minutes."
        in " ".join(said.out.split())
    )
    honest = console("instrument", "check", console.file("honest.yaml", FAMILY))
    assert "Warning" not in honest.out


def test_a_preview_of_a_stored_questionnaire_is_a_folder_of_pictures(console: Console) -> None:
    folder = console.folder / "pictures"
    said = console("instrument", "preview", "child-4-7", "--out", folder)
    assert said.code == 0
    assert "6 pictures are in" in said.out
    pictures = sorted(folder.iterdir())
    assert len(pictures) == 6
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_a_preview_of_a_file_needs_no_import(console: Console) -> None:
    changed = console.file("new.yaml", FAMILY.replace("code: family", "code: new-form"))
    assert console("instrument", "preview", changed, "--out", console.folder / "new").code == 0
    wrong = console.file("bad.yaml", FAMILY.replace("minutes: 3", "minutes: long"))
    said = console("instrument", "preview", wrong, "--out", console.folder / "bad")
    assert said.err.startswith("bad.yaml: 1 thing to correct.")
    assert not (console.folder / "bad").exists()


def test_a_preview_in_a_language_that_it_has_not_names_those_it_has(console: Console) -> None:
    said = console(
        "instrument", "preview", "family", "--out", console.folder / "p", "--language", "xx"
    )
    assert said.is_one_sentence
    assert "no words in “xx”. It has words in: en" in said.err
