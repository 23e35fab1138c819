"""How far a briefing is: its newest version, who wrote it, who approved it, and who gave their word for it.

Approval and word belong to one version; a new version has neither.
"""

from dataclasses import dataclass
from datetime import datetime

from surveys.telling.briefing import Briefing

DRAFT, READY = "draft", "ready"
WORD = "I have read it again: nobody can be recognised from it."


@dataclass(frozen=True, slots=True)
class ApprovalStatus:
    """A briefing as it stands at its newest version; people are shown by name."""

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
    second_person: bool  # the partnership asks that somebody else approves

    @property
    def is_released(self) -> bool:
        """Say whether somebody has given their word for this version."""
        return self.released_at is not None

    @property
    def wants_approval(self) -> bool:
        """Say whether a second person has yet to approve this version; only where its author is known can one be."""
        return self.second_person and (
            self.author_id is None or self.approved_by_id in {None, self.author_id}
        )

    def in_the_way(self) -> tuple[str, ...]:
        """Return what keeps it from being sent, as codes of the catalogue of problems, in the order to mend them."""
        faults = {
            "briefing-draft": self.state == DRAFT,
            "approval-needed": self.wants_approval,
            "word-needed": not self.is_released,
        }
        return tuple(code for code, stands in faults.items() if stands)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a briefing, in the history of it."""

    version: int
    made_at: datetime
    author: str | None
    released_by: str | None
    approved_by: str | None
