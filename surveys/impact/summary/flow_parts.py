"""The parts of a summary about who was asked, reached, answered and counted in one wave."""

from datetime import date

from surveys.impact.parts import Part
from surveys.impact.people_parts import DoorParticipation


class AgencyFlow(Part):
    """One agency's people in a wave: asked (`eligible`), `reached` and `answered`."""

    agency: str
    eligible: int | None
    reached: int | None
    answered: int | None
    response_rate: float | None
    suppressed: bool


class HelperFlow(Part):
    """How many answered with the help of one kind of person, or named no helper (`none`)."""

    helper: str
    answered: int | None
    suppressed: bool


class WaveFlow(Part):
    """The people of one wave, from those asked (`eligible`) to those whose answers count.

    `reached` is None if no message went to anyone by name; `counted` if no answer is scored, too
    few count, or other waves have its name. `by_helper` is empty where no one named a helper.
    `suppressed`: who answered is withheld, and all else.
    """

    wave: str
    voice: str
    instrument: str
    mode: str
    opened_on: date
    closes_on: date | None
    eligible: int | None
    reached: int | None
    answered: int | None
    counted: int | None
    response_rate: float | None
    suppressed: bool
    by_agency: list[AgencyFlow]
    by_door: list[DoorParticipation]
    by_helper: list[HelperFlow]
