"""Alerts of concerns: test them, and set the hours and numbers of a partnership."""

from typing import Annotated

import typer

from bot.console.lookups import CONSOLE, one_place
from bot.console.output import say
from bot.console.program import program_of
from dialogs.trust.set_cover import set_cover
from dialogs.trust.try_alerts import send_test
from storage.trust.cover import Cover
from storage.unit import Unit

WORDS = "Test safeguarding alerts, and say who covers concerns when."
app = typer.Typer(help=WORDS, no_args_is_help=True)
PartnershipName = Annotated[
    str, typer.Argument(metavar="SLUG", help="The partnership, by its short name.")
]
Hours = Annotated[
    str | None,
    typer.Option(
        "--hours", metavar="09:00-17:00", help="When leads work, Monday to Friday, UK time."
    ),
]
DayNumber = Annotated[
    str | None, typer.Option("--day-number", metavar="NUMBER", help="Who to ring in these hours.")
]
OutOfHoursNumber = Annotated[
    str | None,
    typer.Option("--out-of-hours-number", metavar="NUMBER", help="Who to ring at other times."),
]


@app.callback()
def alert() -> None:
    """Test safeguarding alerts, and say who covers concerns when."""


@app.command("test")
def send_a_test(context: typer.Context, slug: PartnershipName) -> None:
    """Send every lead a test alert in Teams and by e-mail, to be confirmed in Teams."""

    def ask(unit: Unit) -> str:
        place = one_place(unit, slug)
        send_test(unit, place.id, place.name, CONSOLE)
        return place.name

    with program_of(context).store() as store:
        name = store.act_now(ask)
    say(f"A test alert goes to every lead of {name}.")
    say("It has worked once a lead confirms it in Teams.")


@app.command()
def cover(
    context: typer.Context,
    slug: PartnershipName,
    hours: Hours = None,
    day_number: DayNumber = None,
    out_of_hours_number: OutOfHoursNumber = None,
) -> None:
    """Set the hours and numbers of a partnership, from which deadlines are counted; show them."""

    def change(unit: Unit) -> tuple[str, Cover]:
        place = one_place(unit, slug)
        return place.name, set_cover(
            unit,
            place.id,
            CONSOLE,
            hours=hours,
            day_number=day_number,
            out_of_hours_number=out_of_hours_number,
        )

    with program_of(context).store() as store:
        name, held = store.act_now(change)
    say(f"{name}: hours {held.hours or '09:00-17:00, as nothing else is set'}.")
    say(f"By day: {held.day_number or 'no number set'}.")
    say(f"Out of hours: {held.out_of_hours_number or 'no number set'}.")
