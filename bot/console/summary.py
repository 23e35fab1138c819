"""Write impact summaries to files; each is kept as a release, with its figures and its hash.

A file takes its place only after the release is stored, so that none leaves unrecorded.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from bot.console import summary_options as options
from bot.console.files import arriving
from bot.console.lookups import CONSOLE, NamedPartnership, by_reference, one_place
from bot.console.options import Format, Partnership
from bot.console.output import say, steps
from bot.console.program import Program, program_of
from bot.console.summary_options import ModelVersion
from dialogs.impact.give_out import GivenOut, record_download, work_out
from dialogs.impact.past_model import made_again
from storage.impact.evidence import EvidenceAction
from storage.store import Store
from storage.unit import Unit
from surveys.people import Role
from surveys.problems import Refusal


@dataclass(frozen=True, slots=True)
class SummaryQuery:
    """Which actions of which partnership, as at which day, in whose name."""

    place: NamedPartnership
    actions: Sequence[EvidenceAction]
    as_at: date
    actor: str


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
) -> None:
    """Write the impact summary of an action to a file."""
    if model is ModelVersion.LEVELS and fmt is not Format.JSON:
        raise typer.BadParameter("version 1 is made again as json alone", param_hint="--format")
    if (ref is None) is not every:
        raise typer.BadParameter(
            "name one action, or --all for every action of a partnership", param_hint="REF"
        )
    program = program_of(context)
    with program.store() as store:
        wanted = store.look(lambda unit: look_up(unit, partnership, ref, as_at))
        for action, file in steps(_files(wanted, fmt, out, every=every), lambda one: one[0].ref):
            content, given = _drawn(program, store, wanted, action, fmt, model)
            facts = (given, wanted.actor, fmt.value, content)
            with arriving(file, content):
                store.act_now(lambda unit, facts=facts: record_download(unit, *facts))
            say(f"{file} is written.")


def look_up(unit: Unit, slug: str | None, ref: str | None, as_at: date | None) -> SummaryQuery:
    """Find the actions; refuses a partnership without any."""
    today = unit.today
    if ref is not None:
        place, action = by_reference(
            unit, slug, ref, "action", lambda place_id: unit.evidence.find_action(place_id, ref)
        )
        return SummaryQuery(place, [action], as_at or today, _actor(unit, place))
    place = one_place(unit, slug)
    actions = unit.evidence.actions(place.id)
    if not actions:
        raise Refusal("not-found")
    return SummaryQuery(place, actions, as_at or today, _actor(unit, place))


def _actor(unit: Unit, place: NamedPartnership) -> str:
    """Return in whose name a file is taken: the first lead or evaluator, else the command line."""
    people = [
        *unit.people.with_role(place.id, Role.LEAD),
        *unit.people.with_role(place.id, Role.EVALUATOR),
    ]
    return f"person:{people[0].id}" if people else CONSOLE


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
    wanted: SummaryQuery,
    action: EvidenceAction,
    fmt: Format,
    model: ModelVersion,
) -> tuple[bytes, GivenOut]:
    of = (program.installation(), wanted.place.id, action.id, wanted.as_at)
    if model is ModelVersion.LEVELS:
        return store.look(lambda unit: made_again(unit, *of))
    worked = store.look(lambda unit: work_out(unit, *of))
    return program.write_summary(worked.summary, fmt.value), worked.given
