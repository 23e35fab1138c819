"""Delete what has been kept for as long as its retention says."""

from collections.abc import Callable, Mapping

from storage.unit import Unit
from surveys.trust.retention import RETENTION, Retained


def _processed_activities(unit: Unit) -> int:
    kept_since = unit.now - RETENTION[Retained.PROCESSED_ACTIVITIES]
    return unit.processed_activities.forget(kept_since)


def _summary_files(unit: Unit) -> int:
    return unit.summary_requests.forget(unit.now)  # each was given its end when it was asked for


def _chat_messages(unit: Unit) -> int:
    return unit.chat_messages.forget(unit.now - RETENTION[Retained.CHAT_MESSAGES])


def _releases(unit: Unit) -> int:
    return unit.releases.forget(unit.now - RETENTION[Retained.RELEASES])


def _paper_entries(unit: Unit) -> int:
    kept_since = unit.now - RETENTION[Retained.PAPER_ENTRIES]
    return unit.paper_entries.forget(kept_since.date())


def _you_said(unit: Unit) -> int:
    return unit.you_said.forget(unit.now - RETENTION[Retained.YOU_SAID])


FORGETTING: Mapping[Retained, Callable[[Unit], int]] = {
    Retained.PROCESSED_ACTIVITIES: _processed_activities,
    Retained.SUMMARY_FILES: _summary_files,
    Retained.CHAT_MESSAGES: _chat_messages,
    Retained.RELEASES: _releases,
    Retained.PAPER_ENTRIES: _paper_entries,
    Retained.YOU_SAID: _you_said,
}


def forget_what_is_over(unit: Unit) -> int:
    """Delete everything whose time is over; return how many of all kinds."""
    return sum(forget(unit) for forget in FORGETTING.values())
