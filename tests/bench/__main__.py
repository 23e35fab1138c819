"""Measure everything, print the table, and put it into `docs/performance.md`."""

import os
import platform
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.answers import answers
from tests.bench.deliveries import deliveries
from tests.bench.figures import Line, table, write_between
from tests.bench.household import household
from tests.bench.processes import ROOT
from tests.databases import postgresql_cluster
from tests.tools import TOOLS

PAGE = ROOT / "docs" / "performance.md"
DURABLE = {"fsync": "on", "full_page_writes": "on", "listen_addresses": "", "max_connections": "100"}


def main() -> None:
    """Run the whole benchmark; it takes some five minutes."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="gt-bench-") as name, ExitStack() as stack:
        cluster = stack.enter_context(postgresql_cluster(DURABLE)) if TOOLS["postgresql"]() else None
        if cluster is None:
            print("PostgreSQL is not installed, so its lines are missing: run `make tools`")
        lines = [*_told(answers(_folder(name, "answers"), cluster))]
        lines += _told(deliveries(_folder(name, "deliveries")))
        lines += _told(household(_folder(name, "household")))
    figures = f"{table(lines)}\n\n{_circumstances()}"
    print(f"{figures}\n\n{time.perf_counter() - began:.0f} s in all.")
    write_between(PAGE, figures)


def _told(lines: list[Line]) -> list[Line]:
    """Show what has been measured so far: the whole takes minutes."""
    print(table(lines), end="\n\n", flush=True)
    return lines


def _folder(within: str, name: str) -> Path:
    folder = Path(within) / name
    folder.mkdir()
    return folder


def _circumstances() -> str:
    load = os.getloadavg()[0]
    return (
        f"Measured on {datetime.now(UTC):%d %B %Y}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"{platform.system()}; load average at the end {load:.1f}."
    )


if __name__ == "__main__":
    main()
