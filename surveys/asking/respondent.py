"""Who answers, as far as a questionnaire may look at it, and the questions that are for them.

What a person is not asked is left out before the first question, so that the way through looks at
answers alone. Where nobody knows who answers, only the voice is looked at.
"""

from dataclasses import dataclass
from typing import Any

from surveys.asking.instrument import Instrument
from surveys.asking.question import Branch, Question
from surveys.people import Person, Role
from surveys.typed import as_name


@dataclass(frozen=True, slots=True)
class Respondent:
    """The roles of a person, and the name of their agency."""

    roles: frozenset[Role]
    agency: str


def respondent(person: Person) -> Respondent:
    """What a questionnaire may look at of a person."""
    return Respondent(person.roles, person.agency)


def asked_of(instrument: Instrument, who: Respondent | None) -> Instrument:
    """The questionnaire with the questions that are for one person; None where no one knows who.

    It is the same one where none depends on who answers.
    """
    if not any(_is_for_some(question) for question in instrument.questions):
        return instrument
    kept: dict[str, Question] = {}
    for question in instrument.questions:
        branch = question.show_if
        if branch is None or (
            _is_for(branch, instrument, who)
            and (branch.question is None or branch.question in kept)
        ):
            kept[question.id] = question
    facts: dict[str, Any] = {**dict(instrument), "questions": tuple(kept.values())}
    return Instrument.model_construct(None, **facts)


def _is_for_some(question: Question) -> bool:
    branch = question.show_if
    return branch is not None and (branch.is_about_the_person or bool(branch.voice))


def _is_for(branch: Branch, instrument: Instrument, who: Respondent | None) -> bool:
    if branch.voice and instrument.voice not in branch.voice:
        return False
    if not branch.is_about_the_person:
        return True
    if who is None:
        return False
    agencies = {as_name(agency) for agency in branch.agency}
    return (not branch.role or not who.roles.isdisjoint(branch.role)) and (
        not agencies or as_name(who.agency) in agencies
    )
