"""What was told by newsletter, page and the like: counts of contacts, and never of people reached.

Contacts stand beside the reach. They take part in no score and no label.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from surveys.impact.kinds import AtSource


class DisseminationKind(StrEnum):
    """By what it was told."""

    NEWSLETTER = "newsletter"
    WEB_PAGE = "web page"
    SOCIAL_POST = "social media post"
    RECORDING = "podcast or video"
    LEAFLET = "leaflet or poster"
    VISIT = "visit"


class ContactKind(StrEnum):
    """What was counted, as the columns of the file are called."""

    DELIVERED = "delivered"
    OPENED = "opened"
    CLICKED = "clicked"
    VISITS = "visits"


class ContactWords(NamedTuple):
    """How to say a count: of readers, each once, or every time; `{n}` is the number."""

    each_once: str
    every_time: str


_ADDRESSES = ContactWords("delivered to {n} addresses", "delivered to {n} addresses")
_COPIES = ContactWords("copies given out: {n}", "copies given out: {n}")
_CLICKED = ContactWords("a link followed by {n}", "links followed {n} times")
# What can be counted of each kind; a count that is not here is refused.
COUNTED: Mapping[DisseminationKind, Mapping[ContactKind, ContactWords]] = MappingProxyType(
    {
        DisseminationKind.NEWSLETTER: {
            ContactKind.DELIVERED: _ADDRESSES,
            ContactKind.OPENED: ContactWords("opened by {n}", "opened {n} times"),
            ContactKind.CLICKED: _CLICKED,
        },
        DisseminationKind.WEB_PAGE: {
            ContactKind.VISITS: ContactWords("visited by {n} visitors", "visited {n} times"),
            ContactKind.CLICKED: _CLICKED,
        },
        DisseminationKind.SOCIAL_POST: {
            ContactKind.DELIVERED: ContactWords("shown to {n} accounts", "shown {n} times"),
            ContactKind.OPENED: ContactWords("opened by {n}", "opened {n} times"),
            ContactKind.CLICKED: _CLICKED,
        },
        DisseminationKind.RECORDING: {
            ContactKind.OPENED: ContactWords("played by {n}", "played {n} times"),
            ContactKind.CLICKED: _CLICKED,
        },
        DisseminationKind.LEAFLET: {
            ContactKind.DELIVERED: _COPIES,
            ContactKind.VISITS: ContactWords(
                "its address visited by {n} visitors", "its address visited {n} times"
            ),
        },
        DisseminationKind.VISIT: {
            ContactKind.VISITS: ContactWords("teams visited: {n}", "visits made: {n}"),
        },
    }
)
# By those to whom it was delivered, so that no more can have done it where each counts once.
AFTER_DELIVERY = (ContactKind.OPENED, ContactKind.CLICKED)
# What we did ourselves: no reader stands behind it, and a small number is shown.
OURS = frozenset(
    {
        (DisseminationKind.LEAFLET, ContactKind.DELIVERED),
        (DisseminationKind.VISIT, ContactKind.VISITS),
    }
)


@dataclass(frozen=True, slots=True)
class ContactCount:
    """One count; `n` is None where its source withheld it, with `withheld` as the reason."""

    what: ContactKind
    n: int | None
    withheld: AtSource | None = None


@dataclass(frozen=True, slots=True)
class Dissemination:
    """One item from `since` to `until`, as it was counted for one agency, or for all ("").

    `each_once`: every reader is counted once; otherwise every opening or visit is.
    """

    kind: DisseminationKind
    item: str
    since: date
    until: date
    agency: str
    each_once: bool
    figures_from: str
    counts: tuple[ContactCount, ...]


def is_about_readers(told: Dissemination, count: ContactCount) -> bool:
    """Return whether readers stand behind a known count, so that a small one is withheld."""
    return count.n is not None and (told.kind, count.what) not in OURS
