"""The composition root: it gives the command line the parts of the program, and decides nothing.

What opens the database or serves is loaded when it is first used, because the Teams SDK takes
seconds to load and most commands need none of it.
"""

try:
    from bot.console import Program, build, run
    from bot.garbage_collection import collect_seldom
    from bot.settings import Settings, read_settings
except ModuleNotFoundError as missing:  # said before anything that an older Python lacks
    from surveys.problems import Refusal

    raise SystemExit(str(Refusal("packages-missing", name=missing.name))) from None

from contextlib import AbstractAsyncContextManager
from functools import cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import NoReturn

    from bot.process import Process
    from storage.observer import StoreObserver
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


class _Parts:
    """The parts of the program that take long to load, each loaded when it is first asked for."""

    # ruff: noqa: PLC0415 - a module loaded late, whose own docstring says what it is

    @property
    def startup(self):
        from bot import startup

        return startup

    @property
    def watching(self):
        from bot import watching

        return watching

    @property
    def process(self):
        from bot import process

        return process

    @property
    def clocks(self):
        from scheduler import clocks

        return clocks

    @property
    def leases(self):
        from scheduler import leases

        return leases

    @property
    def documents(self):
        from bot import documents

        return documents

    @property
    def app_package(self):
        from bot.teams import app_package

        return app_package

    @property
    def demonstration(self):
        from bot import demonstration

        return demonstration

    @property
    def one_message(self):
        from bot import one_message

        return one_message

    @property
    def network(self):
        from bot.console import check_network

        return check_network


PARTS = _Parts()


@cache
def settings() -> Settings:
    """Read the environment once."""
    return read_settings()


def running(
    process: "Process", host: str, port: int, *, with_doors: bool = True
) -> AbstractAsyncContextManager[str]:
    """Run the clocks, and the doors if asked for, while the context is open; give the address."""
    clocks = partial(PARTS.clocks.clocks_of, process.store, process.installation)
    return PARTS.process.running(process, clocks, host, port, with_doors=with_doors)


def serve(host: str, port: int, with_doors: bool) -> None:
    """Run until a signal ends it; one process to a SQLite file."""
    run_here = partial(running, host=host, port=port, with_doors=with_doors)
    free_leases = PARTS.leases.free_leases
    PARTS.process.serve(settings(), host, run_here, free_leases, with_doors=with_doors)


def demo(port: int, no_open: bool, walkthrough: bool) -> None:
    """Fill a throw-away installation, play the main job in it, and stay up on a terminal."""
    PARTS.demonstration.play_demo(running, port, no_open=no_open, only_walkthrough=walkthrough)


def write_summary(summary: "Summary", fmt: str) -> bytes:
    """Return a summary as a file of one format."""
    return PARTS.documents.write(summary, fmt)


def write_pack(pack: "YearlyPack", page: str, fmt: str) -> bytes:
    """Return a page of a yearly report as a file of one format."""
    return PARTS.documents.write_pack(pack, page, fmt)


def write_handout(words: "Handout", size: "HandoutSize") -> bytes:
    """Return a poster, cards or a letter for a link."""
    return PARTS.documents.handout(words, size)


def write_you_said(partnership: str, lines: "Sequence[SaidAndDone]", on: "date") -> bytes:
    """Return a poster with what people asked for and what was done."""
    return PARTS.documents.you_said_poster(partnership, lines, on)


def write_paper(form: "PaperForm") -> bytes:
    """Return a form on paper, once for each of its numbers."""
    return PARTS.documents.paper(form)


def write_entry_sheet(instrument: "Instrument", numbers: "Sequence[str]") -> bytes:
    """Return a workbook in which forms on paper are typed in."""
    return PARTS.documents.entry_sheet(instrument, numbers)


def write_preview(instrument: "Instrument", language: str) -> dict[str, bytes]:
    """Return pictures of a questionnaire in a language, by file name."""
    return PARTS.documents.preview(instrument, language)


def write_xlsform(instrument: "Instrument") -> bytes:
    """Return a questionnaire as an XLSForm workbook."""
    return PARTS.documents.write_xlsform(instrument)


def write_person_file(file: "PersonFile", on: "date", fmt: str) -> bytes:
    """Return what is held about a person as a file of one format."""
    return PARTS.documents.write_person_file(file, on, fmt)


def write_package(package: "AppPackage") -> bytes:
    """Return the package of the Teams app as a ZIP file."""
    icons = PARTS.documents.app_icons()
    return PARTS.app_package.write_package(package, settings().public_url, icons)


def package_faults(content: bytes, needs: "PackageNeeds") -> "Sequence[str]":
    """Return what is wrong with a package of the Teams app, a sentence each."""
    return PARTS.app_package.package_faults(content, needs)


def write_desk_letters(letters: "Sequence[DeskLetter]", on: "date") -> bytes:
    """Return letters to the IT desks of partners, a page each."""
    return PARTS.documents.desk_letters(letters, on)


def write_launch_paper(kit: "LaunchKit", paper: "LaunchPaper") -> bytes:
    """Return a paper of a launch kit."""
    return PARTS.documents.launch_paper(kit, paper)


def write_office_paper(name: str, facts: "PaperFacts", on: "date") -> "WrittenPaper":
    """Return a paper to sign, as a file of Word, and what is still to be filled in."""
    return PARTS.documents.office_paper(name, facts, on)


def logging_here(of: Settings) -> "StoreObserver | None":
    """Return what logs the commands of this installation, where its logs are for machines."""
    return PARTS.watching.logging_command() if of.log_as_json else None


PROGRAM = Program(
    settings=settings,
    open_store=lambda: PARTS.startup.open_store(settings(), observer=logging_here(settings())),
    installation=lambda: PARTS.startup.installation(settings()),
    serve=serve,
    migrate=lambda: PARTS.startup.migrate(settings()),
    demo=demo,
    write_summary=write_summary,
    write_pack=write_pack,
    write_handout=write_handout,
    write_you_said=write_you_said,
    write_paper=write_paper,
    write_entry_sheet=write_entry_sheet,
    write_preview=write_preview,
    write_xlsform=write_xlsform,
    write_person_file=write_person_file,
    write_package=write_package,
    package_faults=package_faults,
    write_desk_letters=write_desk_letters,
    write_launch_paper=write_launch_paper,
    write_office_paper=write_office_paper,
    checks=lambda: PARTS.network.reachability(settings()),
    send_one=lambda store, address, reply: PARTS.one_message.send_one(
        settings(), store, address, reply
    ),
)


def main() -> "NoReturn":
    """Run the command line: as `app.py` from a checkout, as `golden-thread` where installed."""
    collect_seldom()
    run(build(PROGRAM))


if __name__ == "__main__":
    main()
