"""Say what retention would end today, or end it now; the clock does the same by itself."""

import asyncio
from functools import partial
from typing import Annotated

import typer

from bot.console.long_work import LongWork
from bot.console.lookups import CONSOLE
from bot.console.options import AsJson
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from dialogs.asking.sweep_answers import leave_no_names, traces_gone
from dialogs.trust.retention import BATCH, end, places_of, waiting
from storage.store import Store
from surveys.trust.retention import RETENTION, Retained

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only say what would be deleted or emptied.")
]


def tidy(context: typer.Context, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Delete what was kept for its time, or say what that would be."""
    with program_of(context).store() as store:
        found = store.look(waiting) if dry_run else _end_everything(store, quietly=as_json)
    if as_json:
        show_json([{"kind": kind, "rows": rows} for kind, rows in found.items()])
        return
    rows = [[kind, RETENTION[kind].what, f"{number:,}"] for kind, number in found.items() if number]
    if rows:
        show_table(["kind", "what it is", "rows"], rows)
    total = sum(found.values())
    if not total:
        say("Nothing is over its time.")
    elif dry_run:
        say(f"{total:,} rows are over their time. The clock ends them, or: tidy, without --dry-run")
    else:
        say(f"{total:,} rows were over their time, and are gone.")


def _end_everything(store: Store, *, quietly: bool) -> dict[Retained, int]:
    """End what is over, and empty the database's files of it; return how many rows of each kind."""
    steps = list(Retained)
    ended = {kind: _end_kind(store, kind) for kind in (steps if quietly else LongWork(steps, str))}
    if any(ended.values()) and asyncio.run(store.empty_log()):
        store.act_now(traces_gone)
    asyncio.run(leave_no_names(store))
    return ended


def _end_kind(store: Store, kind: Retained) -> int:
    ended = 0
    for place in store.look(partial(places_of, kind=kind)):
        one_batch = partial(end, kind=kind, partnership_id=place, actor=CONSOLE)
        while taken := store.act_now(one_batch):
            ended += taken
            if taken < BATCH:
                break
    return ended
