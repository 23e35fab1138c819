"""Write impact summaries to files; each is kept as a release, with its figures and its hash.

A file takes its place only after the release is stored, so that none leaves unrecorded.
"""

import re
from datetime import date
from pathlib import Path

import typer

from bot.console import summary_options as options
from bot.console.files import arriving
from bot.console.long_work import LongWork
from bot.console.options import Format, Partnership
from bot.console.output import say
from bot.console.program import Program, program_of
from bot.console.summary_options import ModelVersion, PackPage
from bot.console.summary_query import SummaryQuery, look_up
from bot.console.yearly_report import PackFile, refuse_format, write_pack
from dialogs.impact.give_out import GivenOut, record_download, work_out
from dialogs.impact.past_model import made_again
from dialogs.turn import Installation
from storage.impact.evidence import EvidenceAction
from storage.store import Store
from surveys.impact.progress import Tell
from surveys.impact.yearly.business_year import BusinessYear


def summary(  # noqa: PLR0913, PLR0917 - each is an argument or an option that can be typed
    context: typer.Context,
    fmt: options.KindOfFile,
    out: options.Out,
    ref: options.ActionRef = None,
    every: options.Every = False,
    as_at: options.AsAt = None,
    _verify: options.Verify = None,
    partnership: Partnership = None,
    model: options.Model = ModelVersion.CHANGE,
    yearly: options.Yearly = None,
    page: options.Page = PackPage.PACK,
) -> None:
    """Write the impact summary of an action, or a yearly report, to a file."""
    if yearly is not None:
        besides = ref or every or as_at or model is ModelVersion.LEVELS
        _write_yearly(context, yearly, PackFile(page, fmt, out), partnership, besides)
        return
    if page is not PackPage.PACK:
        raise typer.BadParameter("only a yearly report has pages", param_hint="--page")
    if model is ModelVersion.LEVELS and fmt is not Format.JSON:
        raise typer.BadParameter("version 1 is made again as json alone", param_hint="--format")
    if (ref is None) is not every:
        raise typer.BadParameter(
            "name one action, --all for every action of a partnership, or --yearly-report",
            param_hint="REF",
        )
    program = program_of(context)
    with program.store() as store:
        wanted = store.look(lambda unit: look_up(unit, partnership, ref, as_at))
        work = LongWork(_files(wanted, fmt, out, every=every), lambda one: one[0].ref)
        for action, file in work:
            of = (program.installation(), wanted.place.id, action.id, wanted.as_at)
            content, given = _drawn(program, store, of, fmt, model, work.waves_read)
            facts = (given, wanted.actor, fmt.value, content)
            with arriving(file, content):
                store.act_now(lambda unit, facts=facts: record_download(unit, *facts))
            say(f"{file} is written.")


def _write_yearly(
    context: typer.Context, begins: int, file: PackFile, partnership: str | None, besides: object
) -> None:
    if besides:
        alone = "it is of all actions and one date: leave out REF, --all, --as-at and --model"
        raise typer.BadParameter(alone, param_hint="--yearly-report")
    refuse_format(file)
    program = program_of(context)
    with program.store() as store:
        wanted = store.look(lambda unit: look_up(unit, partnership, None, None))
        write_pack(program, store, wanted, BusinessYear(begins), file)


def _files(
    wanted: SummaryQuery, fmt: Format, out: Path, *, every: bool
) -> list[tuple[EvidenceAction, Path]]:
    if not every:
        return [(wanted.actions[0], out)]
    named: dict[str, EvidenceAction] = {}
    for action in wanted.actions:
        name = _name(wanted, action.ref, fmt)
        named[name if name not in named else _name(wanted, f"{action.ref}-{action.id}", fmt)] = (
            action
        )
    return [(action, out / name) for name, action in named.items()]


def _name(wanted: SummaryQuery, ref: str, fmt: Format) -> str:
    words = f"impact-{wanted.place.slug}-{ref}-{wanted.as_at.isoformat()}"
    return f"{re.sub(r'[^a-z0-9]+', '-', words.lower()).strip('-')}.{fmt.value}"


def _drawn(
    program: Program,
    store: Store,
    of: tuple[Installation, int, int, date],
    fmt: Format,
    model: ModelVersion,
    tell: Tell,
) -> tuple[bytes, GivenOut]:
    if model is ModelVersion.LEVELS:
        return store.look(lambda unit: made_again(unit, *of))
    worked = store.look(lambda unit: work_out(unit, *of, tell=tell))
    return program.write_summary(worked.summary, fmt.value), worked.given
