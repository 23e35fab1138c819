"""Hear what people write about a briefing like any other words: where it calls for a lead, the leads have it.

What goes to the leads is not kept here, and nobody can tell from the card whether it did.
"""

from collections.abc import Sequence

from dialogs.trust.raise_concern import raise_concern
from dialogs.turn import TEAMS, Turn
from storage.trust.concerns import ConcernText
from surveys.asking.concerns import screen
from surveys.people import Person


def goes_to_the_leads(
    turn: Turn, person: Person, about: str, mark: str, written: Sequence[tuple[str, str]]
) -> bool:
    """Raise one concern where any of the words `written` (question, words) calls for a lead; say whether one did.

    The same words under the same `mark` raise it once.
    """
    grade = screen([words for _, words in written], (), turn.installation.lexicon)
    if grade is not None:
        text = ConcernText(tuple(written), person.id, TEAMS, about)
        said = ":".join(words for _, words in written)
        raise_concern(turn.unit, person.partnership_id, grade, text, f"{mark}:{person.id}:{said}")
    return grade is not None
