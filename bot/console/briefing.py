"""Briefings until they are sent, from the command line: the same dialogs as on cards.

Signing off and approving are done in the name of one person, the one that `--as` names.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.console.confirm import agree
from bot.console.files import arriving
from bot.console.import_command import Author, ImportKind, take_in
from bot.console.lookups import by_reference, in_places, person_of, turn_of
from bot.console.options import AsJson, BriefingRef, Partnership, Yes
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from dialogs.replies import OneBriefing
from dialogs.telling import manage_briefings
from dialogs.telling.manage_briefings import check_text, facts, state_in_words
from dialogs.telling.read_briefing import OfBriefing
from dialogs.telling.sign_off_briefing import OfVersion, find, in_context, obstacles
from dialogs.turn import Installation, Turn
from storage.unit import Unit
from surveys.london import day_in_words
from surveys.telling.approval_status import DRAFT, SIGN_OFF, ApprovalStatus
from surveys.telling.briefing_file import dump_briefing
from surveys.telling.permissions import Permission
from surveys.telling.release_check import NOTHING_FOUND

WORDS = "See which briefings are drafts, approved or ready to send."
app = typer.Typer(help=WORDS, no_args_is_help=True)

_WHO = "The person in whose name it is done; by default the first lead."
Name = Annotated[str | None, typer.Option("--as", metavar="EMAIL", help=_WHO)]
Doing = Callable[[Turn, ApprovalStatus], OneBriefing]


@app.command("list")
def list_(context: typer.Context, partnership: Partnership = None, as_json: AsJson = False) -> None:
    """List the briefings and what each still needs."""
    with program_of(context).store() as store:
        found = store.look(lambda unit: _all(unit, partnership))
    if as_json:
        show_json([{"partnership": slug, **_facts(one)} for slug, one in found])
    elif found:
        rows = [
            (one.briefing.ref, slug, one.version, state_in_words(one), one.briefing.title)
            for slug, one in found
        ]
        show_table(["reference", "partnership", "version", "state", "title"], rows)
    else:
        say("There are no briefings yet.")


def _all(unit: Unit, partnership: str | None) -> list[tuple[str, ApprovalStatus]]:
    return in_places(unit, partnership, lambda place: unit.briefing_versions.listed(place, 1000))


def _facts(one: ApprovalStatus) -> dict[str, object]:
    return {
        "ref": one.briefing.ref,
        "title": one.briefing.title,
        "version": one.version,
        "state": one.state,
        "author": one.author,
        "approved_by": one.approved_by,
        "released_by": one.released_by,
        "in_the_way": one.in_the_way(),
    }


@app.command()
def show(
    context: typer.Context,
    ref: BriefingRef,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="Write it as a file to change and import again."
        ),
    ] = None,
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """Show what a briefing still needs before it can be sent, and its versions."""
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        status, obstacles, versions = store.look(
            lambda unit: _status(unit, installation, ref, partnership)
        )
    if out:
        with arriving(out, dump_briefing(status.briefing).encode()):
            pass
    if as_json:
        show_json(_facts(status))
        return
    for name, value in facts(status):
        say(f"{name}: {value}")
    for obstacle in obstacles:
        say(obstacle)
    show_table(["version", "made on", "author", "approved by", "signed off by"], versions)


def _status(
    unit: Unit, installation: Installation, ref: str, partnership: str | None
) -> tuple[ApprovalStatus, Sequence[str], list[tuple[object, ...]]]:
    turn, status = _found(unit, installation, ref, partnership, None, None)
    rows: list[tuple[object, ...]] = [
        (
            one.version,
            day_in_words(one.made_at),
            one.author or "",
            one.approved_by or "",
            one.released_by or "",
        )
        for one in unit.briefing_versions.history(status.id)
    ]
    return status, obstacles(turn, status), rows


@app.command()
def draft(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A briefing in Markdown.")],
    partnership: Partnership = None,
    author: Author = None,
) -> None:
    """Import a briefing as a draft; `import briefing` imports one that is ready to send."""
    take_in(context, ImportKind.BRIEFING, file, partnership, author=author, state=DRAFT)


@app.command()
def ready(
    context: typer.Context, ref: BriefingRef, partnership: Partnership = None, name: Name = None
) -> None:
    """Mark a draft as ready, so that it can be approved and sent."""
    _do(context, ref, partnership, name, Permission.WRITE, _on_version(manage_briefings.make_ready))


@app.command()
def approve(
    context: typer.Context, ref: BriefingRef, partnership: Partnership = None, name: Name = None
) -> None:
    """Approve the newest version. You cannot approve a briefing you wrote."""
    _do(context, ref, partnership, name, Permission.APPROVE, _on_version(manage_briefings.approve))


@app.command()
def preview(
    context: typer.Context, ref: BriefingRef, partnership: Partnership = None, name: Name = None
) -> None:
    """Send a preview in Teams to the person in whose name it is done, and to no one else."""
    _do(context, ref, partnership, name, None, _on_briefing(manage_briefings.preview_to_me))


@app.command()
def duplicate(
    context: typer.Context,
    ref: BriefingRef,
    newref: Annotated[str, typer.Argument(metavar="NEWREF", help="The reference of the copy.")],
    partnership: Partnership = None,
    name: Name = None,
) -> None:
    """Copy a briefing to a new draft under another reference."""

    def copied(turn: Turn, status: ApprovalStatus) -> OneBriefing:
        made = manage_briefings.copy(turn, turn.person(), status, newref)
        note = f"{newref.strip()} is a new draft with the same text."
        return manage_briefings.see(turn, OfBriefing(briefing=made), note=note)

    _do(context, ref, partnership, name, Permission.WRITE, copied)


@app.command()
def check(
    context: typer.Context,
    ref: BriefingRef,
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """Find what may identify someone: dates, ages, places, initials, rare traits."""
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        meant = partial(_found, ref=ref, partnership=partnership, name=None, permission=None)
        findings = store.look(lambda unit: find(*meant(unit, installation)))
    if as_json:
        show_json(
            [
                {"heading": one.heading, "kind": one.kind, "words": one.words, "why": one.why}
                for one in findings
            ]
        )
        return
    in_place = [(one.kind.value, in_context(one), one.why) for one in findings]
    show_findings(in_place, errors=False)


@app.command()
def release(
    context: typer.Context,
    ref: BriefingRef,
    partnership: Partnership = None,
    name: Name = None,
    yes: Yes = False,
) -> None:
    """Sign off that no one can be recognised from the newest version."""
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        turn, status = store.look(
            lambda unit: _found(unit, installation, ref, partnership, name, Permission.RELEASE)
        )
        signer, briefing = turn.person(), OfBriefing(briefing=status.id)
        found = store.look(lambda unit: check_text(turn_of(signer, unit, installation), briefing))
        show_findings(found.findings, errors=True)
        say(asks_for_sign_off(signer.name), errors=True)
        agree(yes=yes)
        shown = OfVersion(briefing=status.id, version=status.version)
        done = store.act_now(
            lambda unit: manage_briefings.release(turn_of(signer, unit, installation), shown)
        )
    _say(done)


def asks_for_sign_off(name: str) -> str:
    """Return what a person confirms by going on."""
    return f"By going on, {name} confirms: “{SIGN_OFF}”"


def show_findings(findings: Sequence[tuple[str, str, str]], *, errors: bool) -> None:
    """Print the findings of the release check: the kind, the words in context, why it matters."""
    if not findings:
        say(NOTHING_FOUND, errors=errors)
        return
    rows = [(kind, where) for kind, where, _ in findings]
    show_table(["kind", "where"], rows, errors=errors)
    for kind, why in dict.fromkeys((kind, why) for kind, _, why in findings):
        say(f"{kind.capitalize()}: {why}", errors=errors)


def _on_version(dialog: Callable[[Turn, OfVersion], OneBriefing]) -> Doing:
    return lambda turn, status: dialog(turn, OfVersion(briefing=status.id, version=status.version))


def _on_briefing(dialog: Callable[[Turn, OfBriefing], OneBriefing]) -> Doing:
    return lambda turn, status: dialog(turn, OfBriefing(briefing=status.id))


def _do(
    context: typer.Context,
    ref: str,
    partnership: str | None,
    name: str | None,
    permission: Permission | None,
    doing: Doing,
) -> None:
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        done = store.act_now(
            lambda unit: doing(*_found(unit, installation, ref, partnership, name, permission))
        )
    _say(done)


def _say(done: OneBriefing) -> None:
    say(done.note or "")
    for obstacle in done.in_the_way:
        say(obstacle)


def _found(
    unit: Unit,
    installation: Installation,
    ref: str,
    partnership: str | None,
    name: str | None,
    permission: Permission | None,
) -> tuple[Turn, ApprovalStatus]:
    place, status = by_reference(
        unit, partnership, ref, "briefing", lambda place_id: _by_ref(unit, place_id, ref)
    )
    return turn_of(person_of(unit, place, name, permission), unit, installation), status


def _by_ref(unit: Unit, place_id: int, ref: str) -> ApprovalStatus | None:
    number = unit.briefings.find(place_id, ref)
    return unit.briefing_versions.status(place_id, number) if number is not None else None
