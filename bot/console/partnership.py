"""Change how a partnership works: who must approve a briefing, and whether it is a dry run."""

from enum import StrEnum
from typing import Annotated

import typer

from bot.console.lookups import CONSOLE, NamedPartnership, one_place
from bot.console.output import say
from bot.console.program import program_of
from dialogs.people.second_person import ask_second_person
from dialogs.people.training import set_training
from storage.unit import Unit
from surveys.trust.training import MARK, plain_name

app = typer.Typer(help="Change how a partnership works.", no_args_is_help=True)


class Switch(StrEnum):
    """On or off."""

    ON = "on"
    OFF = "off"


@app.callback()
def partnership() -> None:
    """Change how a partnership works."""


@app.command("second-person")
def second_person(
    context: typer.Context,
    slug: Annotated[
        str, typer.Argument(metavar="SLUG", help="The partnership, by its short name.")
    ],
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
def training(
    context: typer.Context,
    slug: Annotated[
        str, typer.Argument(metavar="SLUG", help="The partnership, by its short name.")
    ],
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
