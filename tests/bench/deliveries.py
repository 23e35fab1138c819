"""Sends a survey to many people and times it, beside a bare session in the same process."""

from pathlib import Path
from statistics import median

from tests.bench.figures import Line, middle_ratio
from tests.bench.processes import answering, ask, free_port, module, running

PEOPLE, ROUNDS = 2000, 3


def deliveries(directory: Path) -> list[Line]:
    """Return the one line of deliveries."""
    port = free_port()
    with running((*module("connector"), str(port))) as process:
        answering(process, port, "/")
        order = {
            "directory": str(directory),
            "service_url": f"http://127.0.0.1:{port}/",
            "people": PEOPLE,
            "rounds": ROUNDS,
        }
        figures = ask(module("sending"), order)
    ratio = middle_ratio(figures["ours"], figures["bare"])
    return [
        Line(
            f"deliveries, {PEOPLE:,} people, every state kept",
            f"{median(figures['ours']):,.0f}/s",
            f"bare aiohttp session, the same bytes: {median(figures['bare']):,.0f}/s",
            f"{ratio:.2f}",
        )
    ]
