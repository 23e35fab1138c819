"""Summaries of an action in a program that runs: counted from its rows, and from kept waves."""

import time
from statistics import median

from dialogs.impact.give_out import work_out
from dialogs.turn import Installation
from storage.store import Store
from storage.unit import Unit
from surveys.library import lexicon
from tests.bench.figures import at_most, below

EVENTS, ANSWERS = 8, 1_000_000
TIMES = 3
QUICK_SUMMARY = below(1.5, "under 1.5 s")
LEVEL = at_most(1.2, "at most 1.20")


def worked_out(store: Store, times: int = TIMES) -> float:
    """Return the median of the seconds for a summary in a program that is already loaded."""
    return median(_once(store) for _ in range(times))


def _once(store: Store) -> float:
    installation = Installation("http://localhost", 10, lexicon())
    began = time.perf_counter()
    store.look(lambda unit: work_out(unit, installation, *_only_action(unit), unit.now.date()))
    return time.perf_counter() - began


def _only_action(unit: Unit) -> tuple[int, int]:
    [(partnership, _, _)] = unit.people.partnerships()
    [action] = unit.evidence.actions(partnership)
    return partnership, action.id
