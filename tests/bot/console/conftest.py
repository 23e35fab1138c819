"""A console on a real SQLite store: typed words go in, printed lines and the exit code come out."""

import io
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from bot import documents
from bot.console import CheckResult, Program, build, run
from bot.settings import Settings
from bot.teams.app_package import package_faults, write_package
from dialogs.ports import Delivered
from dialogs.turn import Installation
from storage.store import Store
from storage.trust.encryption import Keyring, dump_keyring, new_keyring
from surveys.library import lexicon, shipped
from tests.builders.clock import SettableClock
from tests.databases import copy_sqlite

TWO_PARTNERSHIPS = """\
partnership,agency,name,email,roles
North,North Council,Ann Lead,ann@north.example,lead
North,North NHS,Bea Deputy,bea@north.example,lead
North,North NHS,Cal Deputy,cal@north.example,lead;practitioner
North,North Council,Dee Worker,dee@north.example,practitioner
North,North NHS,Eli Worker,eli@north.example,practitioner
South,South Council,Sue Lead,sue@south.example,lead
South,South Council,Tom Worker,tom@south.example,practitioner
"""
ACTIONS = """\
partnership,ref,title,change_wanted,source_kind,source_ref,owner_agency,due_on
North,A1,See children alone,Children are seen alone,inspection,Report 7,North Council,2026-12-31
North,SAME,Share chronologies,Chronologies are shared,inspection,Report 7,North Council,2026-12-31
South,SAME,Share chronologies,Chronologies are shared,inspection,Report 9,South Council,2026-12-31
"""
OUTCOMES = """\
action_ref,ref,statement,level,source,indicator
A1,O1,Children are heard,experience,child,child-8-11
"""
EVENTS = """\
partnership,ref,title,kind,starts_at,ends_at,action_refs
North,E1,Hearing children,seminar,2026-03-04T09:00Z,2026-03-04T11:00Z,A1
"""
ATTENDANCE = """\
event_ref,email,attended
E1,dee@north.example,yes
E1,eli@north.example,yes
E1,cal@north.example,no
"""
BRIEFING = """\
---
partnership: North
ref: B1
title: Seeing children alone
action_refs: [A1]
---
## What must change

See every child alone.
"""
FILES = {
    "people": TWO_PARTNERSHIPS,
    "actions": ACTIONS,
    "events": EVENTS,
    "attendance": ATTENDANCE,
    "briefing": BRIEFING,
}


@dataclass(frozen=True)
class Said:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def is_one_sentence(self) -> bool:
        """True for a refusal that a person can read."""
        return (
            self.code == 1
            and len(self.err.strip().splitlines()) == 1
            and "Traceback" not in self.err
        )


class Typed(io.StringIO):
    """Standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


@dataclass
class Console:
    """The command line of one installation. `called` keeps what was asked of the other doors."""

    program: Program
    folder: Path
    clock: SettableClock
    store: Store
    called: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])

    def __call__(self, *words: object, typed: str = "") -> Said:
        out, err = io.StringIO(), io.StringIO()
        before, sys.stdin = sys.stdin, Typed(typed)
        try:
            with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as left:
                run(build(self.program), [str(word) for word in words])
        finally:
            sys.stdin = before
        return Said(int(left.value.code or 0), out.getvalue(), err.getvalue())

    def file(self, name: str, text: str) -> Path:
        """Write a file to import."""
        written = self.folder / name
        written.write_text(text, encoding="utf-8")
        return written

    def import_text(self, kind: str, text: str, *more: str) -> Said:
        """Import a text as a file of that kind."""
        suffix = "md" if kind == "briefing" else "csv"
        return self("import", kind, self.file(f"{kind}.{suffix}", text), *more)

    def with_(self, **changes: Any) -> "Console":
        """Return the same console with other parts of the program."""
        return replace(self, program=replace(self.program, **changes))

    def audit(self) -> list[tuple[str, str, str]]:
        """Return actor, act and subject of every audit event, in order."""
        return self.store.look(
            lambda unit: [
                tuple(row)
                for row in unit.connection.exec_driver_sql(
                    "SELECT actor, act, subject FROM audit ORDER BY at, seq"
                )
            ]
        )


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    """Give keys that all databases of these tests share, so that one is filled once and copied."""
    return new_keyring()


@pytest.fixture
def console(
    sqlite_template: Path, tmp_path: Path, keyring: Keyring, clock: SettableClock
) -> Iterator[Console]:
    """Give a console on a database that has the library's instruments and nothing else."""
    with _opened(copy_sqlite(sqlite_template, tmp_path), tmp_path, keyring, clock) as made:
        yield made


@pytest.fixture
def filled(
    filled_template: Path, tmp_path: Path, keyring: Keyring, clock: SettableClock
) -> Iterator[Console]:
    """Give a console with two partnerships, actions, an event with attendance, and a briefing."""
    with _opened(copy_sqlite(filled_template, tmp_path), tmp_path, keyring, clock) as made:
        yield made


@pytest.fixture(scope="session")
def filled_template(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, keyring: Keyring
) -> Path:
    """Fill one database by importing files, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    with _opened(copy_sqlite(sqlite_template, folder), folder, keyring, SettableClock()) as made:
        for kind, text in FILES.items():
            said = made.import_text(kind, text)
            assert said.code == 0, said.err
        assert made.import_text("outcomes", OUTCOMES, "--partnership", "north").code == 0
    return folder / "golden-thread.db"


@contextmanager
def _opened(url: str, folder: Path, keyring: Keyring, clock: SettableClock) -> Generator[Console]:
    keys = folder / "keys.json"
    keys.write_text(dump_keyring(keyring))
    keys.chmod(0o600)
    settings = Settings.model_validate({"GT_DATABASE_URL": url, "GT_KEYS_FILE": str(keys)})
    store = Store(url, keyring, clock)
    store.act_now(lambda unit: [unit.instruments.add(one, unit.now) for one in shipped().values()])
    called: list[tuple[Any, ...]] = []
    program = _program(settings, lambda: Store(url, keyring, clock), called)
    yield Console(program, folder, clock, store, called)
    store.close()


def _program(
    settings: Settings, open_store: Callable[[], Store], called: list[tuple[Any, ...]]
) -> Program:
    return Program(
        settings=lambda: settings,
        open_store=open_store,
        installation=lambda: Installation(
            public_url="https://gt.example", minimum_group=10, lexicon=lexicon()
        ),
        serve=lambda *given: called.append(("serve", *given)),
        migrate=lambda: "0001",
        demo=lambda *given: called.append(("demo", *given)),
        write_summary=documents.write,
        write_pack=documents.write_pack,
        write_handout=documents.handout,
        write_you_said=documents.you_said_poster,
        write_office_paper=documents.office_paper,
        write_paper=documents.paper,
        write_entry_sheet=documents.entry_sheet,
        write_preview=documents.preview,
        write_xlsform=documents.write_xlsform,
        write_person_file=documents.write_person_file,
        write_package=lambda package: write_package(
            package, settings.public_url, documents.app_icons()
        ),
        package_faults=package_faults,
        write_desk_letters=documents.desk_letters,
        write_launch_paper=documents.launch_paper,
        checks=lambda: [CheckResult("teams", True, "reachable")],
        send_one=lambda *given: Delivered(str(called.append(("send_one", *given))), "chat"),
    )
