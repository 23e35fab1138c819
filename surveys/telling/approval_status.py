"""The status of a briefing: its newest version, who wrote it, approved it and signed it off.

Approval and sign-off belong to one version; a new version has neither.
"""

from dataclasses import dataclass
from datetime import datetime

from surveys.telling.briefing import Briefing

DRAFT, READY = "draft", "ready"
SIGN_OFF = "I have re-read this and nobody could be identified"


@dataclass(frozen=True, slots=True)
class ApprovalStatus:
    """The status of a briefing at its newest version; people are shown by name."""

    id: int
    partnership_id: int
    briefing: Briefing
    state: str
    version: int
    made_at: datetime
    author_id: int | None
    author: str | None
    released_by: str | None
    released_at: datetime | None
    approved_by_id: int | None
    approved_by: str | None
    approved_at: datetime | None
    second_person: bool  # whether the partnership asks for approval by someone else

    @property
    def is_released(self) -> bool:
        """Say whether someone has signed off this version."""
        return self.released_at is not None

    @property
    def wants_approval(self) -> bool:
        """Say whether a second person has yet to approve this version.

        Until we know the author, no one counts as the second person.
        """
        return self.second_person and (
            self.author_id is None or self.approved_by_id in {None, self.author_id}
        )

    def in_the_way(self) -> tuple[str, ...]:
        """Return what prevents sending, as problem codes, in the order in which to resolve them."""
        faults = {
            "briefing-draft": self.state == DRAFT,
            "approval-needed": self.wants_approval,
            "word-needed": not self.is_released,
        }
        return tuple(code for code, holds in faults.items() if holds)


@dataclass(frozen=True, slots=True)
class Version:
    """One version in the history of a briefing."""

    version: int
    made_at: datetime
    author: str | None
    released_by: str | None
    approved_by: str | None
