"""One response under way: its wave, questionnaire and key, and the person where that is known."""

from dataclasses import dataclass

from storage.asking.answers import Answers
from storage.asking.intake import UnnamedAnswers
from storage.unit import Unit
from surveys.asking.instrument import Instrument
from surveys.asking.wave import Wave
from surveys.languages import ENGLISH


@dataclass(frozen=True, slots=True)
class Response:
    """Everything that keeping an answer needs.

    A response without a name has a `ticket`; one with a name has the person's `progress`. `heard`
    says whether a lead reads its words, where all of them were heard page by page. `language` is
    that in which it is asked; it is never kept with answers that have no name.
    """

    wave: Wave
    instrument: Instrument
    key: str
    person_id: int | None
    door: str
    ticket: str | None = None
    progress: str | None = None
    heard: bool | None = None
    language: str = ENGLISH

    def answers(self, unit: Unit) -> Answers | UnnamedAnswers:
        """Return where its answers are kept: those of people who are not named, in the intake."""
        return unit.answers_in(self.instrument.mode)
