"""Whether a lead must look at the answers to an open link before they count.

They are kept, however many they are: too many of them are a question to a lead, never a refusal.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """How many answers came at once from one address, and what a lead made of it, if one looked."""

    at_once: int = 0
    seen_answers: int | None = None
    seen_at_once: int | None = None
    counts: bool | None = None

    @property
    def is_left_out(self) -> bool:
        """Say whether a lead has left the answers out."""
        return self.counts is False

    def wants_a_look(self, answered: int, given_out: int | None) -> bool:
        """Say whether there is more than a lead has seen: of what was given out, or at once."""
        if self.is_left_out:
            return False
        more = given_out is not None and answered > max(given_out, self.seen_answers or 0)
        return more or self.at_once > (self.seen_at_once or 0)


NOT_LOOKED_AT = AnswerCheck()
