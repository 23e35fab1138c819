"""Everything that a summary rests on, read as counts: no row of one person leaves this package."""

from storage.impact.evidence.rows import EvidenceAction, EvidenceRows

__all__ = ["EvidenceAction", "EvidenceRows"]
