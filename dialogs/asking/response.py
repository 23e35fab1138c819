"""One response under way: which wave, which questionnaire, under which key, and who, where that is known."""

from dataclasses import dataclass

from surveys.asking.instrument import Instrument
from surveys.asking.wave import Wave


@dataclass(frozen=True, slots=True)
class Response:
    """Everything that keeping an answer needs.

    Where nobody is named, `ticket` stands for the response; where somebody is, `progress` says how far they are.
    """

    wave: Wave
    instrument: Instrument
    key: str
    person_id: int | None
    door: str
    ticket: str | None = None
    progress: str | None = None
