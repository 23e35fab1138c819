"""Record that someone got a message although Teams' reply was lost; a lead passes it on."""

from dialogs.replies import Reply
from dialogs.sending.find_send import OfDispatch, mine
from dialogs.sending.not_reached import NotReachedPage, show
from dialogs.turn import Id, Turn
from surveys.problems import Refusal


class ArrivalConfirmation(OfDispatch):
    """Who said that which send arrived."""

    said_by: Id


def it_arrived(turn: Turn, command: ArrivalConfirmation) -> Reply:
    """Record it, and show who else was not reached; refuses where the outcome is known."""
    lead, sent = mine(turn, command)
    new = turn.unit.deliveries.confirm_arrival(sent.id, command.said_by)
    if new is None:
        raise Refusal("nothing-unknown")
    if new:
        turn.record(lead, "word that it arrived", f"dispatch:{sent.id} person:{command.said_by}")
    return show(turn, NotReachedPage(dispatch=sent.id))
