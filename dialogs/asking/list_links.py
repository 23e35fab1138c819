"""The public links of a partnership, with what is known of each."""

from dataclasses import dataclass
from datetime import date

from dialogs.asking.print_link import last_day
from dialogs.turn import Turn
from surveys.asking.wave import OPEN
from surveys.people import Role


@dataclass(frozen=True, slots=True)
class ListedLink:
    """A link: `answered` is None where fewer have answered than the minimum group.

    Answers are counted once the daily sweep has taken them.
    """

    number: int
    label: str
    setting: str
    code: str  # that can be typed; empty where the address was not kept
    answered: int | None
    is_open: bool
    last_day: date | None


def list_links(turn: Turn) -> list[ListedLink]:
    """Return every link of the lead's partnership, oldest first."""
    unit, place = turn.unit, turn.person(Role.LEAD).partnership_id
    answered = {one.wave_id: one.answered for one in unit.answer_checks.of_links(place)}
    found: list[ListedLink] = []
    for link in unit.public_links.of_partnership(place):
        wave, count = unit.waves.wave(link.wave_id), answered.get(link.wave_id, 0)
        if wave is None:
            continue
        found.append(
            ListedLink(
                number=link.wave_id,
                label=link.label,
                setting=link.setting,
                code=unit.public_links.code_of(link.token) if link.token else "",
                answered=count if count >= turn.installation.minimum_group else None,
                is_open=link.state == OPEN and wave.is_open(unit.now),
                last_day=last_day(wave),
            )
        )
    return found
