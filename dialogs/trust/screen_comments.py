"""Screens what people write about a briefing for concerns, like any other answer.

Words that go to the leads are not stored with the briefing, and no card shows whether they did.
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
    """Raise one concern if any of `written` (question, words) calls for one; say whether it did.

    The same words under the same `mark` raise it once.
    """
    grade = screen([words for _, words in written], (), turn.installation.lexicon)
    if grade is not None:
        text = ConcernText(tuple(written), person.id, TEAMS, about)
        said = ":".join(words for _, words in written)
        raise_concern(turn.unit, person.partnership_id, grade, text, f"{mark}:{person.id}:{said}")
    return grade is not None
