"""About people whose delivery was not confirmed: e-mail them, or record that they got it."""

from typing import Annotated

import typer

from bot.console.confirm import agree
from bot.console.deliveries_lookup import ChosenSend, Number, act, look
from bot.console.options import Lead, Partnership, Yes
from bot.console.output import say
from dialogs.replies import Said
from dialogs.sending import confirm_arrival, email_not_reached
from dialogs.sending.find_send import OfDispatch
from dialogs.turn import Turn
from surveys.problems import Refusal

Email = Annotated[
    str, typer.Argument(metavar="EMAIL", show_default=False, help="Who said that they got it.")
]


def write(
    context: typer.Context,
    dispatch: Number,
    partnership: Partnership = None,
    lead: Lead = None,
    yes: Yes = False,
) -> None:
    """E-mail the people whose delivery was not confirmed."""
    meant = ChosenSend(dispatch, partnership, lead)
    asked = look(context, meant, email_not_reached.ask)
    say(f"“{asked.text}”: {asked.detail}. Some may have it already; each gets one e-mail.")
    agree(yes=yes)
    done = act(context, meant, email_not_reached.write)
    if isinstance(done, Said):
        say(done.text)


def arrived(
    context: typer.Context,
    dispatch: Number,
    email: Email,
    partnership: Partnership = None,
    lead: Lead = None,
) -> None:
    """Record that someone got a message, where delivery was not confirmed."""

    def note(turn: Turn, about: OfDispatch) -> None:
        person = turn.unit.people.find(turn.person().partnership_id, email)
        if person is None:
            raise Refusal("not-found")
        confirm_arrival.it_arrived(
            turn, confirm_arrival.ArrivalConfirmation(dispatch=about.dispatch, said_by=person.id)
        )

    act(context, ChosenSend(dispatch, partnership, lead), note)
    say("Recorded: they got it.")
