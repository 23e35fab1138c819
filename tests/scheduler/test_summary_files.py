import asyncio

import pytest

from scheduler.summary_files import SummaryContext, draw_wanted
from storage.store import Store
from surveys.impact.summary import Summary
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, a_town
from tests.scheduler.office import Script


def test_a_file_that_cannot_be_drawn_holds_up_nobody_elses(
    sqlite_store: Store, clock: SettableClock
) -> None:
    town = a_town(sqlite_store)
    for wanted in ("pdf", "json"):
        town.say("eve", "make-summary", action=town.ashford.action, format=wanted)

    def write(_summary: Summary, fmt: str) -> tuple[str, str, bytes]:
        if fmt == "pdf":
            raise RuntimeError
        return "A1.json", "application/json", b"{}"

    context = SummaryContext(
        sqlite_store, Script(), INSTALLATION, write, lambda _reply, _at: b"{}", clock
    )
    with pytest.raises(RuntimeError):
        asyncio.run(draw_wanted(context))

    assert [
        order.format
        for order in sqlite_store.look(lambda unit: unit.summary_requests.wanted(unit.now))
    ] == ["pdf"]
