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
    from bot.process import Process
    from surveys.asking.instrument import Instrument
    from surveys.impact.summary.structure import Summary
    from surveys.impact.yearly.structure import YearlyPack


class _Parts:
    """The parts of the program that take long to load, each loaded when it is first asked for."""

    # ruff: noqa: PLC0415 - a module loaded late, whose own docstring says what it is

    @property
    def startup(self):
        from bot import startup

        return startup

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
    def demonstration(self):
        from bot import demonstration

        return demonstration

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


def write_poster(url: str, title: str, minutes: int) -> bytes:
    """Return a poster with the QR code of the address of a form that takes some minutes."""
    return PARTS.documents.poster(url, title, minutes)


def write_preview(instrument: "Instrument", language: str) -> dict[str, bytes]:
    """Return pictures of a questionnaire in a language, by file name."""
    return PARTS.documents.preview(instrument, language)


def write_xlsform(instrument: "Instrument") -> bytes:
    """Return a questionnaire as an XLSForm workbook."""
    return PARTS.documents.write_xlsform(instrument)


PROGRAM = Program(
    settings=settings,
    open_store=lambda: PARTS.startup.open_store(settings()),
    installation=lambda: PARTS.startup.installation(settings()),
    serve=serve,
    migrate=lambda: PARTS.startup.migrate(settings()),
    demo=demo,
    write_summary=write_summary,
    write_pack=write_pack,
    write_poster=write_poster,
    write_preview=write_preview,
    write_xlsform=write_xlsform,
    checks=lambda: PARTS.network.reachability(settings()),
)

if __name__ == "__main__":
    collect_seldom()
    run(build(PROGRAM))
