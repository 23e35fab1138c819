"""What the command line is given: everything that another door or the composition root can do.

There are only shapes here, so that showing the help loads neither the database nor the other doors.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import typer

if TYPE_CHECKING:  # loading these takes longer than showing the help
    from datetime import date

    from bot.settings import Settings
    from dialogs.ports import Address, Outcome
    from dialogs.replies import Reply
    from dialogs.turn import Installation
    from storage.store import Store
    from surveys.asking.handout import Handout, HandoutSize
    from surveys.asking.instrument import Instrument
    from surveys.asking.paper_form import PaperForm
    from surveys.impact.summary.structure import Summary
    from surveys.impact.yearly.structure import YearlyPack
    from surveys.impact.you_said import SaidAndDone
    from surveys.sending.app_package import AppPackage, PackageNeeds
    from surveys.sending.desk_letter import DeskLetter
    from surveys.sending.launch_kit import LaunchKit, LaunchPaper
    from surveys.trust.papers import PaperFacts, WrittenPaper
    from surveys.trust.person_file import PersonFile


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that `check` looked at: ok, or what is wrong and how to fix it."""

    name: str
    ok: bool
    words: str


@dataclass(frozen=True, slots=True)
class Program:
    """The program as a whole, by what can be asked of it.

    `open_store` refuses a schema that is not current. `serve` takes host, port and whether the
    doors open (False: clock and deliveries only) and returns when it is stopped. `demo` takes port,
    no_open and walkthrough. `write_summary` takes the name of a format, `write_pack`
    those of a page and a format; `write_handout` what is printed and on what; `write_you_said` a
    partnership's name, what was said and done, and the day; `write_entry_sheet` a questionnaire
    and the numbers of its forms on paper; `write_preview` a questionnaire and one of its languages,
    and gives pictures by file name; `write_xlsform` a questionnaire;
    `write_person_file` a person's file, the day and `pdf` or `json`. `write_package` takes an app
    package and gives its file; `package_faults` a file and what it is held against;
    `write_desk_letters` letters, a page each, and the day. `write_launch_paper` takes the facts of
    a launch kit and which of its papers, `write_office_paper` the name of a paper to sign, what
    fills it in, and the day. `send_one` sends one message.
    """

    settings: Callable[[], Settings]
    open_store: Callable[[], Store]
    installation: Callable[[], Installation]
    serve: Callable[[str, int, bool], None]
    migrate: Callable[[], str]
    demo: Callable[[int, bool, bool], None]
    write_summary: Callable[[Summary, str], bytes]
    write_pack: Callable[[YearlyPack, str, str], bytes]
    write_handout: Callable[[Handout, HandoutSize], bytes]
    write_you_said: Callable[[str, Sequence[SaidAndDone], date], bytes]
    write_paper: Callable[[PaperForm], bytes]
    write_entry_sheet: Callable[[Instrument, Sequence[str]], bytes]
    write_preview: Callable[[Instrument, str], Mapping[str, bytes]]
    write_xlsform: Callable[[Instrument], bytes]
    write_person_file: Callable[[PersonFile, date, str], bytes]
    write_package: Callable[[AppPackage], bytes]
    package_faults: Callable[[bytes, PackageNeeds], Sequence[str]]
    write_desk_letters: Callable[[Sequence[DeskLetter], date], bytes]
    write_launch_paper: Callable[[LaunchKit, LaunchPaper], bytes]
    write_office_paper: Callable[[str, PaperFacts, date], WrittenPaper]
    checks: Callable[[], Iterable[CheckResult]]
    send_one: Callable[[Store, Address, Reply], Outcome]

    @contextmanager
    def store(self) -> Generator[Store]:
        """Give the store for as long as a command needs it."""
        with closing(self.open_store()) as opened:
            yield opened


def program_of(context: typer.Context) -> Program:
    """Return what the command line was built with."""
    return cast("Program", context.obj)
