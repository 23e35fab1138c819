"""All the evidence for a summary, as counts: no row about one person leaves this package."""

from storage.impact.evidence.rows import EvidenceAction, EvidenceRows

__all__ = ["EvidenceAction", "EvidenceRows"]
