"""The yearly report from the command line: of one partnership, a business year, as a file."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from bot.documents import write_pack
from surveys.impact.yearly.structure import YearlyPack
from tests.bot.console.conftest import Console, Said

NORTH = ("--partnership", "north")


def _write(console: Console, file: Path, *more: str, year: int = 2025) -> Said:
    fmt = file.suffix[1:]
    return console(
        "summary", "--yearly-report", year, *NORTH, "--format", fmt, "--out", file, *more
    )


def test_the_pack_is_of_all_actions_of_the_partnership_as_at_today_while_the_year_runs(
    filled: Console,
) -> None:
    file = filled.folder / "north.json"
    said = _write(filled, file)
    assert said.code == 0, said.err
    dates = "1 April 2025 to 31 March 2026, as at 4 March 2026: the year is still running"
    assert dates in said.out
    pack = json.loads(file.read_text(encoding="utf-8"))
    assert (pack["as_at"], pack["partnership"]["slug"]) == ("2026-03-04", "north")
    assert [one["ref"] for one in pack["evidence"]] == ["A1", "SAME"]
    assert "Report 9" not in json.dumps(pack)


def test_a_year_that_is_over_is_reported_as_at_its_last_day(filled: Console) -> None:
    file = filled.folder / "north.json"
    assert "as at its last day" in _write(filled, file, year=2024).out
    assert json.loads(file.read_text(encoding="utf-8"))["as_at"] == "2025-03-31"


@pytest.mark.parametrize("page", ["pack", "board", "families"])
@pytest.mark.parametrize("fmt", ["pdf", "docx"])
def test_the_pack_and_its_pages_are_written_and_recorded_by_hash(
    filled: Console, page: str, fmt: str
) -> None:
    file = filled.folder / f"north.{fmt}"
    assert _write(filled, file, "--page", page).code == 0
    digest = sha256(file.read_bytes()).hexdigest()
    assert filled.audit()[-1] == (
        "person:1",
        "download",
        f"yearly-report:2025:{page}:{fmt}:{digest}",
    )


def test_a_pack_is_kept_as_a_release_of_each_of_its_actions(filled: Console) -> None:
    file = filled.folder / "north.pdf"
    _write(filled, file)
    digest = sha256(file.read_bytes()).hexdigest()
    heads = filled.store.look(lambda unit: unit.releases.heads(1))
    assert [(one.number, one.action_id, one.format) for one in heads] == [
        (1, 1, "pdf"),
        (2, 2, "pdf"),
    ]
    assert {one.sha256 for one in heads} == {digest}
    assert filled("summary", "--verify", file).code == 0


def test_a_pack_is_refused_where_something_was_given_out_meanwhile(filled: Console) -> None:
    file = filled.folder / "north.pdf"

    def draws_late(pack: YearlyPack, page: str, fmt: str) -> bytes:
        filled("summary", "A1", "--format", "json", "--out", filled.folder / "a1.json")
        return write_pack(pack, page, fmt)

    said = _write(filled.with_(write_pack=draws_late), file)
    assert said.is_one_sentence
    assert not file.exists()
    assert len(filled.store.look(lambda unit: unit.releases.heads(1))) == 1


def test_a_year_that_is_over_is_as_at_today_once_figures_of_another_day_are_out(
    filled: Console,
) -> None:
    filled("summary", "A1", "--format", "json", "--out", filled.folder / "a1.json")
    file = filled.folder / "north.json"
    said = _write(filled, file, year=2024)
    assert "as at 4 March 2026: no figures were given out as at its last day" in said.out
    assert json.loads(file.read_text(encoding="utf-8"))["as_at"] == "2026-03-04"


def test_a_year_that_has_not_begun_is_refused(filled: Console) -> None:
    file = filled.folder / "north.pdf"
    said = _write(filled, file, year=2026)
    assert said.is_one_sentence
    assert "in the future" in said.err
    assert not file.exists()


def test_it_must_be_known_of_which_partnership(filled: Console) -> None:
    out = filled.folder / "x.pdf"
    said = filled("summary", "--yearly-report", "2025", "--format", "pdf", "--out", out)
    assert said.is_one_sentence
    assert "north, south" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("--format", "csv"),
        ("--format", "pdf", "--page", "poster"),
        ("--format", "json", "--page", "board"),
        ("A1", "--format", "pdf"),
        ("--all", "--format", "pdf"),
        ("--as-at", "2026-03-01", "--format", "pdf"),
        ("--model", "1", "--format", "json"),
    ],
)
def test_what_does_not_go_with_a_yearly_report_is_wrong_usage(
    filled: Console, words: tuple[str, ...]
) -> None:
    out = filled.folder / "x"
    said = filled("summary", "--yearly-report", "2025", *NORTH, "--out", out, *words)
    assert said.code == 2
    assert not out.exists()


def test_a_page_without_a_yearly_report_is_wrong_usage(filled: Console) -> None:
    said = filled(
        "summary", "A1", "--page", "board", "--format", "pdf", "--out", filled.folder / "x"
    )
    assert said.code == 2
