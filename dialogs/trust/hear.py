"""Hears what people say before anything can refuse it: every door and dialog screens words here.

A refusal rolls back what it refused, so a door hears the words in a unit of their own right after
it. The same words from the same person raise one concern a day, however often they are sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from dialogs.trust.raise_concern import raise_concern
from dialogs.turn import TEAMS, Installation, Turn
from storage.trust.concerns import ConcernText
from storage.unit import Unit
from surveys.asking.concerns import screen
from surveys.asking.lexicon import ConcernClass
from surveys.asking.wave import Wave
from surveys.people import Person
from surveys.problems import Refusal

TYPED = "They typed to the bot"
UNSAVED = "They wrote this, and it was not saved"


@dataclass(frozen=True, slots=True)
class Hearing:
    """What came of hearing words: whether a lead reads them, and whether that is a new concern."""

    calls_for_a_lead: bool
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody said: `screened` words and `taps` decide, and a lead reads `text`.

    `mark` is the idempotency key; without `screened`, every word of `text` is screened.
    """

    partnership_id: int
    text: ConcernText
    mark: str
    taps: Sequence[ConcernClass] = ()
    screened: Sequence[str] | None = None


def hear(unit: Unit, installation: Installation, said: Heard) -> Hearing:
    """Screen what was said, and raise the concern that it calls for."""
    words = [text for _, text in said.text.words] if said.screened is None else said.screened
    grade = screen(words, said.taps, installation.lexicon)
    if grade is None:
        return Hearing(calls_for_a_lead=False)
    new = raise_concern(unit, said.partnership_id, grade, said.text, said.mark)
    return Hearing(calls_for_a_lead=True, is_new=new)


def hear_typed(turn: Turn, words: str) -> bool:
    """Hear what a person typed to the bot, which no one reads; say whether a lead now will."""
    person = turn.speaker.person
    return _hear_unsaved(
        turn, person, str(person.id), ConcernText(((TYPED, words),), person.id, TEAMS)
    )


def hear_refused(
    turn: Turn, data: Mapping[str, Any], refusal: Refusal | None = None, door: str = TEAMS
) -> bool:
    """Hear what was sent and a dialog did not take; say whether a lead now will read it.

    An answer under a ticket stays without its author's name.
    """
    wave, ticket = _wave(turn, data.get("wave")), data.get("ticket")
    person = (wave and turn.speaker.within(wave.partnership_id)) or turn.speaker.person
    words = tuple((UNSAVED, text) for text in _told(turn, data))
    about = refusal.sentence if refusal else ""
    text = ConcernText(words, None if ticket else person.id, door, about)
    taps = _taps(turn, wave, data) if wave else []
    return _hear_unsaved(turn, person, f"ticket:{ticket}" if ticket else str(person.id), text, taps)


def strings_in(value: object) -> Iterator[str]:
    """Every string that was sent, however deep it is in lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for within in cast("Mapping[object, object]", value).values():
            yield from strings_in(within)
    elif isinstance(value, list | tuple):
        for within in cast("Sequence[object]", value):
            yield from strings_in(within)


def written_in(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The sentences among what a card sent; our own codes, ids and marks have no space in them."""
    return tuple(text for text in strings_in(data) if len(text.split()) > 1)


def _told(turn: Turn, data: Mapping[str, Any]) -> list[str]:
    """The sentences, and every single word that calls for a lead soon by itself.

    A single word may be a code of ours, such as “everyone”: a weak sign in it says nothing.
    """
    lexicon = turn.installation.lexicon
    soon = {ConcernClass.RED, ConcernClass.AMBER}
    return [
        text
        for text in strings_in(data)
        if len(text.split()) > 1 or screen([text], (), lexicon) in soon
    ]


def _wave(turn: Turn, wave_id: object) -> Wave | None:
    """Return the survey that a card was of, if it is one of the speaker's partnerships'."""
    if not (isinstance(wave_id, int) and 0 <= wave_id < 2**63):
        return None
    wave = turn.unit.waves.wave(wave_id)
    return wave if wave and turn.speaker.within(wave.partnership_id) else None


def _taps(turn: Turn, wave: Wave, data: Mapping[str, Any]) -> list[ConcernClass]:
    """Return the concern that the speaker raised by their own choice, if the card sent one."""
    asked = turn.unit.instruments.at(wave.instrument_version).by_id.get(str(data.get("question")))
    value = data.get("value")
    concern = asked.concern.get(value) if asked and isinstance(value, str) else None
    return [concern] if concern else []


def _hear_unsaved(
    turn: Turn, person: Person, who: str, text: ConcernText, taps: Sequence[ConcernClass] = ()
) -> bool:
    mark = f"unsaved:{who}:{turn.today}:{list(taps)}:{text.words}"
    said = Heard(person.partnership_id, text, mark, taps)
    return hear(turn.unit, turn.installation, said).calls_for_a_lead
