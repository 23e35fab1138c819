"""Write the yearly-report pack of a partnership; it is kept as releases of its actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import typer

from bot.console.files import arriving
from bot.console.long_work import LongWork
from bot.console.options import Format
from bot.console.output import say
from bot.console.program import Program
from bot.console.summary_options import PackPage
from bot.console.summary_query import SummaryQuery
from dialogs.impact.yearly_report import (
    WorkedOutPack,
    order,
    record_pack,
    work_out_pack,
)
from dialogs.turn import Installation
from storage.impact.evidence import EvidenceAction
from storage.store import Store
from surveys.impact.people_parts import Partnership
from surveys.impact.progress import Tell, to_nobody
from surveys.impact.yearly.business_year import BusinessYear

FORMATS = frozenset({Format.PDF, Format.DOCX, Format.JSON})


@dataclass(frozen=True, slots=True)
class PackFile:
    """What of a pack is written, as what kind of file, and where."""

    page: PackPage
    fmt: Format
    out: Path


def refuse_format(file: PackFile) -> None:
    """Refuse a format that a pack has not; as JSON it is always whole."""
    if file.fmt not in FORMATS:
        listed = ", ".join(sorted(FORMATS))
        raise typer.BadParameter(f"a yearly report is one of {listed}", param_hint="--format")
    if file.fmt is Format.JSON and file.page is not PackPage.PACK:
        raise typer.BadParameter("the JSON is the whole pack", param_hint="--page")


def write_pack(
    program: Program, store: Store, wanted: SummaryQuery, year: BusinessYear, file: PackFile
) -> None:
    """Write a pack of all actions of a partnership; refuses a year that has not begun."""
    work = LongWork(wanted.actions, lambda one: one.ref)
    here = program.installation()
    worked = worked_out(store, here, wanted, year, work, work.waves_read)
    content = program.write_pack(worked.pack, file.page, file.fmt)
    hand_over(store, wanted, worked, file, content)
    say(f"{file.out} is written: {worked.pack.year.words}.")


def worked_out(
    store: Store,
    installation: Installation,
    wanted: SummaryQuery,
    year: BusinessYear,
    actions: Iterable[EvidenceAction],
    tell: Tell = to_nobody,
) -> WorkedOutPack:
    """Work out the pack of a partnership, action by action."""
    place = Partnership(slug=wanted.place.slug, name=wanted.place.name)
    ids = [one.id for one in wanted.actions]
    ordered = store.look(lambda unit: order(unit, wanted.place.id, place, ids, year))
    return work_out_pack(store, installation, ordered, (one.id for one in actions), tell)


def hand_over(
    store: Store, wanted: SummaryQuery, worked: WorkedOutPack, file: PackFile, content: bytes
) -> None:
    """Put a file in its place once what it gives out is kept."""
    facts = (worked, wanted.actor, file.page.value, file.fmt.value, content)
    with arriving(file.out, content):
        store.act_now(lambda unit: record_pack(unit, *facts))
