"""Say before a send how many people it would not reach, by reason, in one line.

Each reason is a code of `REASONS`, worded here for a number of people.
"""

from collections.abc import Mapping
from enum import StrEnum


class Exclusion(StrEnum):
    """Why a person gets no message now; the first that holds is the one that is said."""

    ASKED_TOO_OFTEN = "asked_too_often"
    OPTED_OUT = "opted_out"
    NO_ADDRESS = "no_address"
    NOT_INSTALLED = "not_installed"
    BLOCKED = "blocked"
    AWAY = "away"


_ONE_AND_MORE: Mapping[Exclusion, tuple[str, str]] = {
    Exclusion.OPTED_OUT: ("has asked not to be contacted", "have asked not to be contacted"),
    Exclusion.NO_ADDRESS: (
        "has not opened the app in Teams yet",
        "have not opened the app in Teams yet",
    ),
    Exclusion.NOT_INSTALLED: ("does not have the app", "do not have the app"),
    Exclusion.BLOCKED: ("has blocked the app", "have blocked the app"),
    Exclusion.ASKED_TOO_OFTEN: (
        "has been asked {times} in 30 days",
        "have been asked {times} in 30 days",
    ),
    Exclusion.AWAY: ("is away", "are away"),
}


def counted_in_words(counts: Mapping[str, int], most_asks: int) -> str:
    """Return “12 have asked not to be contacted, 7 are away”; empty where it reaches everyone."""
    times = "once" if most_asks == 1 else f"{most_asks} times"
    said = (
        f"{counts[reason]:,} {words[counts[reason] != 1].format(times=times)}"
        for reason, words in _ONE_AND_MORE.items()
        if counts.get(reason)
    )
    return ", ".join(said)
