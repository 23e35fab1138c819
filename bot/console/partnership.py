"""Change how a partnership works, and write what it gives out before its first message."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.console.files import arriving
from bot.console.lookups import CONSOLE, NamedPartnership, one_place
from bot.console.options import AsJson
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from dialogs.people.second_person import ask_second_person
from dialogs.people.training import set_training
from dialogs.trust.launch_kit import launch_kit
from dialogs.trust.retention import choose as choose_retention
from dialogs.trust.retention import days_of
from storage.store import Store
from storage.unit import Unit
from surveys.sending.launch_kit import LAUNCH_FILES, LaunchKit
from surveys.trust.retention import RETENTION, Retained
from surveys.trust.training import MARK, plain_name

Slug = Annotated[str, typer.Argument(metavar="SLUG", help="The partnership, by its short name.")]
app = typer.Typer(
    help="Change how a partnership works, and write its launch kit.", no_args_is_help=True
)


class Switch(StrEnum):
    """On or off."""

    ON = "on"
    OFF = "off"


@app.callback()
def partnership() -> None:
    """Change how a partnership works, and write its launch kit."""


@app.command("second-person")
def second_person(
    context: typer.Context,
    slug: Slug,
    switch: Annotated[
        Switch, typer.Argument(metavar="on|off", help="Whether a second person must approve.")
    ],
) -> None:
    """Turn second-person approval on or off."""
    with program_of(context).store() as store:
        place = store.act_now(lambda unit: choose(unit, slug, switch))
    needed = (
        "someone other than its author must approve"
        if switch is Switch.ON
        else "no one needs to approve"
    )
    say(f"{place.name}: {needed} each version of a briefing before it is sent.")


@app.command()
def retention(
    context: typer.Context,
    slug: Slug,
    kind: Annotated[
        Retained | None,
        typer.Argument(metavar="[KIND]", help="What to keep for another time."),
    ] = None,
    days: Annotated[
        int | None,
        typer.Argument(metavar="[DAYS]", help="For how many days; without it, as usual."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List how long a partnership keeps what, or choose another time."""
    with program_of(context).store() as store:
        if kind is None:
            _list_retention(store, slug, as_json=as_json)
            return
        place = store.look(lambda unit: one_place(unit, slug))
        kept = store.act_now(lambda unit: choose_retention(unit, place.id, kind, days, CONSOLE))
    say(f"{place.name} keeps {kind} for {kept:,} days. {RETENTION[kind].then}")


def _list_retention(store: Store, slug: str, *, as_json: bool) -> None:
    def look(unit: Unit) -> list[tuple[Retained, int]]:
        place = one_place(unit, slug)
        return [(kind, days_of(unit, kind, place.id)) for kind in Retained]

    found = store.look(look)
    if as_json:
        show_json([{"kind": kind, "days": days} for kind, days in found])
        return
    rules = ((kind, days, RETENTION[kind]) for kind, days in found)
    rows = [[kind, f"{days:,}", rule.what, rule.since] for kind, days, rule in rules]
    show_table(["kind", "days", "what it is", "from"], rows)


@app.command("launch-kit")
def write_launch_kit(
    context: typer.Context,
    slug: Slug,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="The folder that the papers go to.")
    ],
) -> None:
    """Write the launch kit: a message to staff, a poster, a page for leads, and who to ring."""
    program = program_of(context)
    installation = program.installation()

    def facts(unit: Unit) -> LaunchKit:
        place = one_place(unit, slug)
        return launch_kit(unit, place.id, place.name, installation)

    with program.store() as store:
        kit = store.look(facts)
    for paper, name in LAUNCH_FILES.items():
        with arriving(out / name, program.write_launch_paper(kit, paper)):
            say(f"{out / name}")


@app.command()
def training(
    context: typer.Context,
    slug: Slug,
    switch: Annotated[
        Switch, typer.Argument(metavar="on|off", help="Whether it is only a dry run.")
    ],
) -> None:
    """Make a partnership a dry run: marked everywhere as not real, and counted nowhere."""
    with program_of(context).store() as store:
        place = store.act_now(lambda unit: choose_training(unit, slug, switch))
    if switch is Switch.ON:
        say(f"{plain_name(place.name)} is a training partnership. What it sends and shows says")
        say(f"“{MARK}”, and it is counted nowhere.")
    else:
        say(f"{plain_name(place.name)} is a real partnership.")


def choose_training(unit: Unit, slug: str, switch: Switch) -> NamedPartnership:
    """Keep whether a partnership is a dry run, in the name of the command line."""
    place = one_place(unit, slug)
    set_training(unit, place.id, place.name, CONSOLE, on=switch is Switch.ON)
    return place


def choose(unit: Unit, slug: str, switch: Switch) -> NamedPartnership:
    """Keep what was chosen, in the name of the command line."""
    place = one_place(unit, slug)
    ask_second_person(unit, place.id, CONSOLE, asked=switch is Switch.ON)
    return place
