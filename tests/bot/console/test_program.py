"""The program as a whole: its help, its exit codes, its documentation, and how soon it is there."""

import errno
import json
import logging
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import perf_counter

import pytest

from bot.console.commands import COMMANDS, PROGRAM, ConsoleCommand
from bot.console.own_name import as_called_here
from bot.console.reference import page
from bot.settings import Settings
from surveys.problems import Refusal
from tests.bot.console.conftest import TWO_PARTNERSHIPS, Console

ROOT = Path(__file__).parents[3]


def test_the_help_lists_every_command_in_the_order_of_the_table(console: Console) -> None:
    said = console("--help")
    assert said.code == 0
    listed = [
        words[1]
        for line in said.out.splitlines()
        if len(words := line.split()) > 2 and words[0] == "│"
    ]
    names = [row.name for row in COMMANDS]
    assert [word for word in listed if word in names] == names


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_every_command_has_help_that_says_what_the_table_says(
    console: Console, row: ConsoleCommand
) -> None:
    said = console(row.name, "--help")
    assert said.code == 0
    assert row.words in " ".join(said.out.replace("│", " ").split())
    assert row.load().help == row.words


def test_no_command_offers_to_install_completion(console: Console) -> None:
    helped = [console("--help"), *(console(row.name, "--help") for row in COMMANDS)]
    assert [said.out for said in helped if "completion" in said.out] == []


def test_texts_name_the_program_as_it_was_called(monkeypatch: pytest.MonkeyPatch) -> None:
    advice = f"Run `{PROGRAM} migrate`, then start."
    monkeypatch.setattr(sys, "argv", ["app.py", "check"])
    assert as_called_here(advice) == advice
    monkeypatch.setattr(sys, "argv", ["/opt/bin/golden-thread", "check"])
    assert as_called_here(advice) == "Run `golden-thread migrate`, then start."


def test_documentation_is_what_the_program_says() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == page()


def test_showing_the_help_loads_neither_the_database_nor_the_doors() -> None:
    probe = (
        "import sys; from bot.console import build, run, program; import typer.main;"
        "typer.main.get_command(build(None)).main(['--help'], standalone_mode=False);"
        "heavy = {'sqlalchemy', 'scipy', 'aiohttp', 'microsoft_teams', 'matplotlib', 'pydantic',"
        "'openpyxl'};"
        "loaded = heavy & set(sys.modules);"
        "assert not loaded, loaded"
    )
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "follow-up" in done.stdout
    assert perf_counter() - began < 5  # a second on a machine that does nothing else


def test_the_help_of_the_whole_program_loads_neither_the_database_nor_the_doors() -> None:
    probe = (
        "import atexit, runpy, sys; sys.argv = ['app.py', '--help'];"
        "heavy = {'sqlalchemy', 'scipy', 'aiohttp', 'microsoft_teams', 'matplotlib', 'openpyxl'};"
        "atexit.register(lambda: print('loaded:', sorted(heavy & set(sys.modules))));"
        "runpy.run_path('app.py', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.stdout.splitlines()[-1] == "loaded: []", done.stderr


def test_no_command_at_all_shows_the_help(console: Console) -> None:
    said = console()
    assert said.code == 2
    assert "Usage" in said.out + said.err


def test_an_unknown_command_is_wrong_usage(console: Console) -> None:
    said = console("deliverys")
    assert said.code == 2
    assert "deliveries" in said.err


def test_a_refusal_is_one_sentence(console: Console) -> None:
    def refuse() -> None:
        raise Refusal("already-running")

    said = console.with_(open_store=refuse)("concerns")
    assert said.is_one_sentence
    assert said.err.startswith("Another process is already serving")


def test_what_was_not_foreseen_gets_a_code_and_no_traceback(
    console: Console, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("a name that nobody should read")

    with caplog.at_level(logging.ERROR):
        said = console.with_(open_store=fail)("concerns")
    assert said.is_one_sentence
    code = said.err.split()[-1].rstrip(".")
    assert code in caplog.text
    assert "RuntimeError" in caplog.text
    assert "nobody should read" not in caplog.text + said.err


def test_a_place_that_cannot_be_used_is_named(console: Console) -> None:
    def fail() -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "/srv/golden")

    said = console.with_(open_store=fail)("deliveries")
    assert said.is_one_sentence
    assert said.err.startswith("We could not use /srv/golden: permission denied.")


def test_a_database_that_takes_nothing_is_not_called_a_lost_answer(console: Console) -> None:
    console.store.close()
    with closing(sqlite3.connect(console.folder / "golden-thread.db")) as other:
        other.execute(
            "CREATE TRIGGER full BEFORE INSERT ON partnerships "
            "BEGIN SELECT RAISE(FAIL, 'disk is full'); END"
        )
    said = console.import_text("people", TWO_PARTNERSHIPS)
    assert said.is_one_sentence
    assert said.err.startswith(
        "Nothing was saved. The database is busy with another program, full or read-only."
    )


def test_a_terminal_that_knows_few_characters_ends_no_command() -> None:
    program = (
        "import typer; from bot.console.exit_codes import run;"
        "from bot.console.output import say, show_json;"
        "app = typer.Typer();"
        "app.command()(lambda: (say('“Zoë”'), show_json(['Zoë'])));"
        "run(app, [])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shown, _, listed = done.stdout.partition("\n")
    assert shown == r"\u201cZo\xeb\u201d"
    assert json.loads(listed) == ["Zoë"]


def test_an_interruption_from_the_keyboard_ends_with_130(console: Console) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    assert console.with_(open_store=interrupted)("concerns").code == 130


def test_serve_listens_on_this_machine_only_and_says_so_unless_told_otherwise(
    console: Console,
) -> None:
    console("serve")
    production = Settings.model_validate({"GT_MODE": "production"})
    said = console.with_(settings=lambda: production)("serve", "--port", "8080")
    everywhere = console.with_(settings=lambda: production)("serve", "--host", "0.0.0.0")
    console("serve", "--host", "::1", "--port", "0")
    assert console.called == [
        ("serve", "127.0.0.1", 3978, True),
        ("serve", "127.0.0.1", 8080, True),
        ("serve", "0.0.0.0", 3978, True),
        ("serve", "::1", 0, True),
    ]
    assert said.out.startswith("Only this machine can reach it")
    assert everywhere.out == ""


def test_a_worker_opens_no_door(console: Console) -> None:
    assert console("worker").code == 0
    assert console.called == [("serve", "127.0.0.1", 0, False)]


def test_demo_is_told_what_was_typed(console: Console) -> None:
    console("demo")
    console("demo", "--port", "4000", "--no-open", "--walkthrough")
    assert console.called == [("demo", 3978, False, False), ("demo", 4000, True, True)]


def test_migrate_says_where_the_database_now_is(console: Console) -> None:
    assert console("migrate").out == "The database is current: revision 0001.\n"


@pytest.mark.parametrize("port", ["-1", "70000", "http"])
def test_a_port_that_is_none_is_wrong_usage(console: Console, port: str) -> None:
    assert console("serve", "--port", port).code == 2
