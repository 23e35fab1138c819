"""Look through the texts that may be quoted, and take one back.

What is taken back is in no summary made from then on; files that are out stay as they are. Who
looked and who took back is in the audit trail.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.trust.find_concern import Sight, sight_of
from dialogs.trust.texts_to_read import at, may_read, name_of, store_of, stores
from dialogs.turn import Turn
from storage.unit import Unit
from surveys.people import Role
from surveys.problems import Refusal
from surveys.trust.reading import QUOTABLE, Mark, Written


@dataclass(frozen=True, slots=True)
class ReleasedText:
    """A text that may be quoted, in the words that may be."""

    text: str
    question: str
    about: str
    words: str


def released(turn: Turn) -> list[ReleasedText]:
    """Return the texts that may be quoted, by what they are about, question and words."""
    unit, sight = turn.unit, sight_of(turn)
    for lead in turn.people(Role.LEAD):
        turn.record(lead, "released texts read", f"partnership:{lead.partnership_id}")
    found = (
        ReleasedText(name_of(unit, one.place), one.question, one.about, _quotable(unit, one))
        for one in _quoted(unit, sight)
        if may_read(unit, one, sight)
    )
    return sorted(found, key=lambda one: (one.about, one.question, one.words, one.text))


def take_back(turn: Turn, name: str) -> None:
    """Let a released text not be quoted any more; refuses text-unknown."""
    unit, wanted = turn.unit, name.strip().upper()
    for one in _quoted(unit, sight_of(turn)):
        if name_of(unit, one.place) == wanted:
            lead = turn.person_in(one.partnership_id, Role.LEAD)
            store_of(unit, one.source).mark(one.key, Mark.WITHHELD, "", before=QUOTABLE)
            turn.record(lead, "text taken back", f"text:{wanted}")
            return
    raise Refusal("text-unknown", text=name)


def _quoted(unit: Unit, sight: Sight) -> Iterator[Written]:
    for store in stores(unit):
        for mark in sorted(QUOTABLE):
            for place in store.places(sight.partnerships, mark):
                if (written := at(unit, place, sight)) is not None:
                    yield written


def _quotable(unit: Unit, written: Written) -> str:
    return store_of(unit, written.source).quotable(written.key) or written.words
