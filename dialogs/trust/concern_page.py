"""The page with the words of a concern: who may open it, and all that is known of the answer.

Whether the person is still a lead, and still deals with the concern, is looked up when the page is
opened, and each view is in the audit trail.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dialogs.replies import ConcernWords
from dialogs.trust.concern_words import record_in_words
from dialogs.turn import PAPER, TEAMS, WEB
from storage.trust.concerns import Concern, ConcernText
from storage.unit import Unit
from surveys.london import ago_in_words, moment_in_words
from surveys.people import Role
from surveys.problems import Refusal

NOT_ASKED = "Someone who was not asked their name"
_DOORS: Mapping[str, str] = MappingProxyType(
    {TEAMS: "Teams", WEB: "A web form", PAPER: "A form on paper"}
)
_BY_EMAIL = "The page of an e-mail"


def words_of(unit: Unit, person_id: int, partnership_id: int, concern_id: int) -> ConcernWords:
    """Return the words to the person who is dealing with the concern; refuses anyone else."""
    person = unit.people.person(person_id)
    concern = unit.concerns.concern([partnership_id], concern_id, [person_id])
    if (
        person is None
        or concern is None
        or not person.may(Role.LEAD)
        or concern.acknowledged_by != person_id
    ):
        raise Refusal("words-not-yours")
    text = unit.concerns.text(concern_id)
    unit.record(partnership_id, f"person:{person_id}", "concern read", f"concern:{concern_id}")
    return ConcernWords(
        ref=concern.ref,
        grade=concern.grade,
        raised=moment_in_words(concern.raised_at),
        words=text.words,
        from_whom="" if text.deleted else _from_whom(unit, text.person_id),
        about=text.about,
        facts=tuple(_facts(unit, concern, text)),
        deleted=text.deleted,
        record=record_in_words(unit.concern_steps.of(concern_id), notes=True),
    )


def _facts(unit: Unit, concern: Concern, text: ConcernText) -> Iterator[tuple[str, str]]:
    """Give what is known of the answer; what is not known has no line."""
    yield "How long ago", ago_in_words(unit.now - concern.raised_at)
    if text.deleted:
        return
    if text.tick:
        yield "They chose", text.tick
    by_email = text.door == WEB and text.person_id is not None
    yield "It came by", _BY_EMAIL if by_email else _DOORS.get(text.door, text.door)
    if text.via:
        yield "Link", text.via


def _from_whom(unit: Unit, person_id: int | None) -> str:
    person = unit.people.person(person_id) if person_id else None
    return f"{person.name}, {person.agency}" if person else NOT_ASKED
