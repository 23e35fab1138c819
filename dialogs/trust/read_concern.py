"""Ask for the words of a concern: a page that works once, for the lead who is dealing with it."""

from dialogs.replies import ConcernTaken, Reply
from dialogs.trust.find_concern import OfConcern, found
from dialogs.trust.one_time_links import LASTS, offer
from dialogs.turn import Turn
from surveys.problems import Refusal


def read_words(turn: Turn, command: OfConcern) -> Reply:
    """Offer the page; refuses words-not-yours to a lead who has not taken the concern on."""
    lead, concern = found(turn, command.concern)
    if concern.acknowledged_by != lead.id:
        raise Refusal("words-not-yours")
    address = offer(turn.unit, turn.installation, lead, concern_id=concern.id)
    minutes = int(LASTS["concern"].total_seconds()) // 60
    return ConcernTaken(
        ref=concern.ref,
        grade=concern.grade,
        address=address,
        minutes=minutes,
        concern=concern.id,
    )
