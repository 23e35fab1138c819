"""Everything that a summary rests on, read as counts: no row of one person leaves this package."""

from storage.impact.evidence.rows import ActionRow, EvidenceRows

__all__ = ["ActionRow", "EvidenceRows"]
