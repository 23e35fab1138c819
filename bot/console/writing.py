"""Write by e-mail, from the command line, to those of whom it is not known whether a send reached them."""

import typer

from bot.console.changing import Number
from bot.console.confirming import agree
from bot.console.finding import Place, lead_of, turn_of
from bot.console.installation import installed
from bot.console.options import Lead, Partnership, Yes
from bot.console.screen import say
from dialogs import write_to_missed
from dialogs.progress import OfDispatch
from dialogs.replies import Said
from dialogs.turn import Turn
from storage.unit import Unit
from surveys.problems import Refusal


def write(
    context: typer.Context, dispatch: Number, partnership: Partnership = None, lead: Lead = None, yes: Yes = False
) -> None:
    """Write by e-mail to those of whom it is not known whether a send reached them."""
    meant = OfDispatch(dispatch=dispatch)
    with installed(context).store() as store:
        asked = store.look(lambda unit: write_to_missed.ask(_turn(unit, context, meant, partnership, lead), meant))
        say(f"“{asked.text}”: {asked.detail}. Some of them may have it already; each gets one e-mail.")
        agree(yes=yes)
        done = store.act_now(lambda unit: write_to_missed.write(_turn(unit, context, meant, partnership, lead), meant))
    if isinstance(done, Said):
        say(done.text)


def _turn(unit: Unit, context: typer.Context, meant: OfDispatch, slug: str | None, lead: str | None) -> Turn:
    """Return a turn in which a lead of the partnership that sent it speaks."""
    found = unit.deliveries.dispatch(meant.dispatch)
    known = [Place(*row) for row in unit.people.partnerships()]
    place = next((one for one in known if found and one.id == found.partnership_id), None)
    if place is None or slug not in {None, place.slug, place.name}:
        raise Refusal("not-found")
    return turn_of(lead_of(unit, place, lead), unit, installed(context).house())
