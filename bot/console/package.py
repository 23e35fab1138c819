"""The Teams app package: made for this installation, or checked; and a letter for each partner.

Nothing is written while anything is wrong, and everything that is wrong is said at once.
"""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from bot.console.files import arriving, read_bytes
from bot.console.options import AsJson
from bot.console.output import say, show_json
from bot.console.package_letter import write_letters
from bot.console.program import Program, program_of
from storage.store import Store
from surveys.problems import Refusal
from surveys.sending.app_package import AppPackage, PackageNeeds, hash_of, next_package

LARGEST_PACKAGE = 20_000_000  # bytes
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE.zip", help="Make the package: this file.")
]
Check = Annotated[
    Path | None, typer.Option("--check", metavar="FILE.zip", help="Check a package instead.")
]
Version = Annotated[
    str,
    typer.Option(
        "--version", metavar="X.Y.Z", help="Its version; by default the next, if anything differs."
    ),
]
Letter = Annotated[
    Path | None,
    typer.Option("--letter", metavar="FILE.pdf", help="Write a page for each tenant’s IT desk."),
]
Contact = Annotated[
    str,
    typer.Option(
        "--contact", metavar="TEXT", help="With --letter: who answers questions, and how."
    ),
]
NewBot = Annotated[
    bool,
    typer.Option("--new-bot", help="Accept that CLIENT_ID is another bot: this ends every chat."),
]


def package(  # noqa: PLR0913, PLR0917 - each is an option that can be typed
    context: typer.Context,
    out: Out = None,
    letter: Letter = None,
    contact: Contact = "",
    check: Check = None,
    version: Version = "",
    new_bot: NewBot = False,
    as_json: AsJson = False,
) -> None:
    """Make or check the Teams app package, and write to partners’ IT desks."""
    program = program_of(context)
    if check and (out or letter):
        raise typer.BadParameter("choose --check alone, or --out and --letter")
    with program.store() as store:
        last = store.look(lambda unit: unit.app_packages.last())
        if check:
            _check(program, check, last, as_json=as_json)
            return
        if out:
            last = _make(program, store, out, last, version, new_bot=new_bot)
        if letter:
            write_letters(program, store, letter, last, contact)
    _show(last, as_json=as_json)


def _needs(program: Program, last: AppPackage | None) -> PackageNeeds:
    of = program.settings()
    return PackageNeeds(of.client_id.lower(), of.public_url, last)


def _check(program: Program, file: Path, last: AppPackage | None, *, as_json: bool) -> None:
    content = read_bytes(file, LARGEST_PACKAGE)
    faults = program.package_faults(content, _needs(program, last))
    if as_json:
        show_json({"ok": not faults, "faults": list(faults)})
    else:
        for words in faults:
            say(f"WRONG  {words}")
        if not faults:
            say(f"ok     {file}: Teams can take it.")
    if faults:
        raise typer.Exit(1)


def _make(
    program: Program,
    store: Store,
    out: Path,
    last: AppPackage | None,
    version: str,
    *,
    new_bot: bool,
) -> AppPackage:
    """Write the next package and remember it; the last one again where nothing differs."""
    bot_id = program.settings().client_id.lower()
    following = next_package(last, bot_id, program.write_package, version, new_bot=new_bot)
    content = program.write_package(following)
    faults = program.package_faults(content, _needs(program, last))
    if faults:
        raise Refusal("app-package-wrong", faults=" ".join(faults))
    made = replace(following, file_hash=hash_of(content))
    with arriving(out, content):
        if made != last:
            store.act_now(lambda unit: unit.app_packages.add(made, unit.now))
    say(f"{out} is written.", errors=True)
    return made


def _show(last: AppPackage | None, *, as_json: bool) -> None:
    if as_json:
        show_json(asdict(last) if last else None)
    elif last:
        say(f"Version {last.version} of the app {last.app_id}, with the bot {last.bot_id}.")
    else:
        say("No package has been made yet. Make one with: package --out FILE.zip")
