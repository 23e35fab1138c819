"""What is measured once: start-up, idle memory, an import of 20,000 people, a large summary.

Each is an ordinary run of the program, from the start of the process to its end.
"""

import csv
import time
from pathlib import Path
from statistics import median

from sqlalchemy import select

from storage import tables as t
from storage.unit import Unit
from tests.bench.figures import Line, below
from tests.bench.processes import (
    APP,
    answering,
    busy_seconds,
    resident_bytes,
    run,
    running,
)
from tests.bench.scene import AGENCIES, MeasuredInstallation, Roster, answer_in_bulk
from tests.bench.summing_up import ANSWERS, EVENTS, QUICK_SUMMARY, worked_out
from tests.builders import stored
from tests.builders.kept_waves import keep_waves
from tests.ports import free_port

STARTS, SETTLES_SECONDS = 3, 3.0
PEOPLE = 20_000
MEGABYTE = 1_000_000

SOON = below(5, "under 5 s")
SMALL = below(200, "under 200 MB")
QUICK_IMPORT = below(20, "under 20 s")
LEAN_SUMMARY = below(500, "under 500 MB")


def household(directory: Path) -> list[Line]:
    """Return the lines, in the order in which the database fills."""
    installation = MeasuredInstallation.new(f"sqlite:///{directory / 'household.db'}", directory)
    return [
        *_starting(installation),
        _importing(installation, directory),
        *_summing_up(installation, directory),
    ]


def _starting(installation: MeasuredInstallation) -> list[Line]:
    seconds: list[float] = []
    busy: list[float] = []
    megabytes: list[float] = []
    for _ in range(STARTS):
        port = free_port()
        with running((*APP, "serve", "--port", str(port)), installation.environment) as process:
            seconds.append(answering(process, port, "/healthz"))
            busy.append(busy_seconds(process.pid))
            time.sleep(SETTLES_SECONDS)
            megabytes.append(resident_bytes(process.pid) / MEGABYTE)
    took, held = median(seconds), median(megabytes)
    return [
        Line(
            "start of the process to healthy",
            _seconds(took, median(busy)),
            target=SOON.verdict(took),
        ),
        Line("idle memory", f"{held:,.0f} MB", target=SMALL.verdict(held)),
    ]


def _importing(installation: MeasuredInstallation, directory: Path) -> Line:
    file = directory / "people.csv"
    _write_roster(file)
    done = run((*APP, "import", "people", str(file)), installation.environment)
    words = (
        f"{_seconds(done.seconds, done.busy_seconds)}, {done.peak_bytes / MEGABYTE:,.0f} MB at most"
    )
    return Line(f"import of {PEOPLE:,} people", words, target=QUICK_IMPORT.verdict(done.seconds))


def _write_roster(file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["partnership", "agency", "name", "email", "roles"])
        for n in range(PEOPLE):
            writer.writerow(
                [
                    "Ashford",
                    f"Agency {n % AGENCIES}",
                    f"Sam Reed {n}",
                    f"p{n}@example.org",
                    "practitioner",
                ]
            )


def _summing_up(installation: MeasuredInstallation, directory: Path) -> list[Line]:
    store = installation.store()
    began = time.perf_counter()
    written = store.act_now(_fill)
    filled = time.perf_counter() - began
    served = worked_out(store)
    keep_waves(store)
    kept = worked_out(store)
    store.close()
    file = directory / "summary.json"
    done = run(
        (*APP, "summary", "A1", "--format", "json", "--out", str(file)), installation.environment
    )
    peak = done.peak_bytes / MEGABYTE
    return [
        Line(f"{written:,} answers written in bulk", f"{filled:.0f} s"),
        Line(
            "summary over them, in a program that runs",
            f"{served:.1f} s",
            target=QUICK_SUMMARY.verdict(served),
        ),
        Line("the same, once the clock has kept the waves that are over", f"{kept:.2f} s"),
        Line("the same as a command, from start to end", _seconds(done.seconds, done.busy_seconds)),
        Line("its memory at most", f"{peak:,.0f} MB", target=LEAN_SUMMARY.verdict(peak)),
    ]


def _seconds(took: float, busy: float) -> str:
    return f"{took:.1f} s ({busy:.1f} s of processor time)"


def _fill(unit: Unit) -> int:
    """Give the imported partnership an action with its events and answers."""
    partnership = unit.connection.scalars(select(t.partnerships.c.id)).one()
    people = tuple(unit.connection.scalars(select(t.people.c.id).order_by(t.people.c.id)))
    action = stored.an_action(unit, partnership)
    stored.an_outcome(unit, action)
    return answer_in_bulk(unit, Roster(partnership, action, people), EVENTS, ANSWERS)
