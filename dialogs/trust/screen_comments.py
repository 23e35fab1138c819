"""Screens what people write about a briefing for concerns, like any other answer.

Words that go to the leads are not stored with the briefing, and no card shows whether they did.
"""

from collections.abc import Sequence

from dialogs.trust.hear import Heard, hear
from dialogs.turn import TEAMS, Turn
from storage.trust.concerns import ConcernText
from surveys.people import Person


def goes_to_the_leads(
    turn: Turn, person: Person, about: str, mark: str, written: Sequence[tuple[str, str]]
) -> bool:
    """Raise one concern if any of `written` (question, words) calls for one; say whether it did.

    The same words under the same `mark` raise it once.
    """
    text = ConcernText(tuple(written), person.id, TEAMS, about)
    said = ":".join(words for _, words in written)
    heard = Heard(person.partnership_id, text, f"{mark}:{person.id}:{said}")
    return hear(turn.unit, turn.installation, heard).calls_for_a_lead
