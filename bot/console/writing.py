"""From the command line, about those of whom it is not known whether a send reached them: an e-mail, or their word."""

from typing import Annotated

import typer

from bot.console.confirming import agree
from bot.console.options import Lead, Partnership, Yes
from bot.console.screen import say
from bot.console.sends import Meant, Number, act, look
from dialogs import take_word, write_to_missed
from dialogs.one_send import OfDispatch
from dialogs.replies import Said
from dialogs.turn import Turn
from surveys.problems import Refusal

Email = Annotated[str, typer.Argument(metavar="EMAIL", show_default=False, help="Who has said that it arrived.")]


def write(
    context: typer.Context, dispatch: Number, partnership: Partnership = None, lead: Lead = None, yes: Yes = False
) -> None:
    """Write by e-mail to those of whom it is not known whether a send reached them."""
    meant = Meant(dispatch, partnership, lead)
    asked = look(context, meant, write_to_missed.ask)
    say(f"“{asked.text}”: {asked.detail}. Some of them may have it already; each gets one e-mail.")
    agree(yes=yes)
    done = act(context, meant, write_to_missed.write)
    if isinstance(done, Said):
        say(done.text)


def arrived(
    context: typer.Context, dispatch: Number, email: Email, partnership: Partnership = None, lead: Lead = None
) -> None:
    """Note the word of somebody that a send reached them, where nothing else is known of it."""

    def note(turn: Turn, about: OfDispatch) -> None:
        person = turn.unit.people.find(turn.person().partnership_id, email)
        if person is None:
            raise Refusal("not-found")
        take_word.it_arrived(turn, take_word.Word(dispatch=about.dispatch, said_by=person.id))

    act(context, Meant(dispatch, partnership, lead), note)
    say("Noted: it has arrived.")
