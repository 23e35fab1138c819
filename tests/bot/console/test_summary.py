"""Writing summaries from the command line."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from bot.console.options import Format
from tests.bot.console.conftest import Console

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("fmt", [*Format])
def test_a_summary_is_written_in_every_format(filled: Console, fmt: str) -> None:
    file = filled.folder / "out" / f"a1.{fmt}"
    said = filled("summary", "A1", "--format", fmt, "--out", file)
    assert said.code == 0, said.err
    assert file.stat().st_size > 100


def test_the_summary_is_of_the_action_and_the_day_asked_for(filled: Console) -> None:
    file = filled.folder / "a1.json"
    filled("summary", "A1", "--format", "json", "--out", file, "--as-at", "2026-03-01")
    written = json.loads(file.read_text(encoding="utf-8"))
    assert (written["action"]["ref"], written["as_at"]) == ("A1", "2026-03-01")
    assert written["schema"] == "golden-thread/impact-summary/2"


def test_version_1_is_made_again_as_json_alone(filled: Console) -> None:
    file = filled.folder / "a1.json"
    of = ("summary", "A1", "--out", file, "--as-at", "2026-03-01", "--model", "1", "--format")
    assert filled(*of, "pdf").code == 2
    assert not file.exists()
    assert filled(*of, "json").code == 0
    written = json.loads(file.read_text(encoding="utf-8"))
    assert (written["schema"], written["model"]["version"]) == (
        "golden-thread/impact-summary/1",
        "1",
    )


def test_the_audit_trail_keeps_the_hash_of_the_file(filled: Console) -> None:
    file = filled.folder / "a1.json"
    filled("summary", "A1", "--format", "json", "--out", file)
    actor, act, subject = filled.audit()[-1]
    assert (actor, act) == ("person:1", "download")
    assert subject.endswith(sha256(file.read_bytes()).hexdigest())


def test_all_of_a_partnership_goes_into_a_folder(filled: Console) -> None:
    folder = filled.folder / "north"
    said = filled("summary", "--all", "--partnership", "north", "--format", "csv", "--out", folder)
    assert said.code == 0
    assert sorted(file.name for file in folder.iterdir()) == [
        "impact-north-a1-2026-03-04.csv",
        "impact-north-same-2026-03-04.csv",
    ]
    assert "2 of 2: SAME" in said.out


def test_all_needs_to_know_of_which_partnership(filled: Console) -> None:
    said = filled("summary", "--all", "--format", "csv", "--out", filled.folder / "all")
    assert said.is_one_sentence
    assert "north, south" in said.err


def test_a_file_that_is_there_is_replaced_as_a_whole(filled: Console) -> None:
    file = filled.file("a1.csv", "old")
    filled("summary", "A1", "--format", "csv", "--out", file)
    assert "old" not in file.read_text(encoding="utf-8-sig")[:10]
    assert [one.name for one in filled.folder.iterdir() if one.name.startswith(".a1")] == []


def test_a_place_that_cannot_be_written_is_named_and_leaves_no_trace(filled: Console) -> None:
    taken = filled.file("taken", "a file")
    before = filled.audit()
    said = filled("summary", "A1", "--format", "csv", "--out", taken / "a1.csv")
    assert said.is_one_sentence
    assert "a part of its path is a file" in said.err
    assert filled("summary", "A1", "--format", "csv", "--out", filled.folder).code == 1
    assert filled.audit() == before


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("A9",), "no action with the reference “A9”"),
        (("SAME",), "More than one partnership uses “SAME”: north, south"),
        (("A1", "--partnership", "south"), "in south"),
        (("A1", "--as-at", "2026-03-05"), "in the future"),
    ],
)
def test_what_cannot_be_summed_up_is_refused(
    filled: Console, words: tuple[str, ...], part: str
) -> None:
    said = filled("summary", *words, "--format", "json", "--out", filled.folder / "x.json")
    assert said.is_one_sentence
    assert part in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("A1", "--format", "odt", "--out", "x"),
        ("A1", "--format", "json"),
        ("A1", "--out", "x.json"),
        ("--format", "json", "--out", "x.json"),
        ("A1", "--all", "--format", "json", "--out", "x"),
        ("A1", "--format", "json", "--out", "x.json", "--as-at", "03/04/2026"),
    ],
)
def test_wrong_usage_ends_with_two(filled: Console, words: tuple[str, ...]) -> None:
    assert filled("summary", *words).code == 2


def test_a_summary_loads_neither_the_doors_nor_what_migrates_or_draws() -> None:
    probe = (
        "import sys, app, bot.console.summary, bot.documents.json_file;"
        "import surveys.impact.summary.compose;"
        "import storage.database.revisions, storage.store, surveys.library;"
        "heavy = {'alembic', 'aiohttp', 'apscheduler', 'botbuilder', 'microsoft_teams',"
        "'matplotlib', 'openpyxl'};"
        "loaded = heavy & set(sys.modules);"
        "assert not loaded, loaded"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
