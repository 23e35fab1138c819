"""Grades as counts of cases, and the outcome that a criterion speaks to.

A self grade is a voice of staff; only a moderated grade is evidence.
"""

from dataclasses import dataclass

from surveys.impact.kinds import Level


@dataclass(frozen=True, slots=True)
class CaseCount:
    """How many of the cases that were read met a criterion."""

    met: int
    read: int

    def reaches(self, minimum_group: int) -> bool:
        """Return whether enough cases were read for the count to be shown."""
        return self.read >= minimum_group


@dataclass(frozen=True, slots=True)
class OutcomeNamed:
    """The outcome of an action, by their references, and the level at which it is spoken to."""

    action: str
    outcome: str
    level: Level

    def __str__(self) -> str:
        return f"{self.action} {self.outcome}, {self.level}"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is recommended, and the reference of the action that takes it up, if there is one."""

    text: str
    action: str | None
