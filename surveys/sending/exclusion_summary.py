"""Say before a send how many people it would not reach, by reason, in one line.

Each reason is a code of `REASONS`, worded here for a number of people.
"""

from collections.abc import Mapping

_ONE_AND_MORE: Mapping[str, tuple[str, str]] = {
    "opted_out": ("has asked not to be contacted", "have asked not to be contacted"),
    "no_address": ("has not opened the app in Teams yet", "have not opened the app in Teams yet"),
    "not_installed": ("does not have the app", "do not have the app"),
    "blocked": ("has blocked the app", "have blocked the app"),
    "asked_too_often": ("has been asked {times} in 30 days", "have been asked {times} in 30 days"),
    "away": ("is away", "are away"),
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
