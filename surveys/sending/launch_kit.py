"""What a partnership gives out before the first message: who leads, whom to ring, where to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class LaunchPaper(StrEnum):
    """A paper of the kit."""

    MESSAGE = "message"
    POSTER = "poster"
    LEADS = "leads"
    WHO_TO_RING = "who-to-ring"


LAUNCH_FILES: Mapping[LaunchPaper, str] = MappingProxyType(
    {
        LaunchPaper.MESSAGE: "message-to-staff.docx",
        LaunchPaper.POSTER: "poster.pdf",
        LaunchPaper.LEADS: "for-leads.pdf",
        LaunchPaper.WHO_TO_RING: "who-to-ring.pdf",
    }
)


@dataclass(frozen=True, slots=True)
class LaunchKit:
    """The facts of the kit. `leads` are name and agency, the lead first and then the deputies.

    `hours` are as the partnership set them, such as 09:00-17:00; `help_lines` are number and name;
    `quiet` says when staff get nothing, empty where there is no such time.
    """

    partnership: str
    on: date
    leads: tuple[tuple[str, str], ...]
    hours: str
    day_number: str
    out_of_hours_number: str
    help_lines: tuple[tuple[str, str], ...]
    address: str
    quiet: str = ""
