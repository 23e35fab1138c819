"""What newsletters, pages and the like came to: contacts beside the reach, which raise no label."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from surveys.impact.dissemination import (
    COUNTED,
    ContactCount,
    Dissemination,
    DisseminationKind,
    is_about_readers,
)
from surveys.impact.summary.contact_parts import ContactResult, DisseminationResult
from surveys.impact.words import listed, sentence

IN_ORDER = tuple(DisseminationKind)
BESIDE = "Contacts, which are not people reached: "


def contacts_of(rows: Iterable[Dissemination], minimum: int) -> list[DisseminationResult]:
    """Return each item, by kind and then oldest first; a small count of readers is withheld."""
    ordered = sorted(rows, key=lambda one: (IN_ORDER.index(one.kind), one.since, one.item))
    return [_result(one, minimum) for one in ordered]


def contacts_in_words(results: Sequence[DisseminationResult]) -> str:
    """Return a sentence with the largest item of each kind; empty where nothing can be said."""
    whole = [one for one in results if one.agency is None and _most(one)]
    said = [_largest(list(some)) for _, some in groupby(whole, key=lambda one: one.kind)]
    return sentence(f"{BESIDE}{'; '.join(said)}") if said else ""


def _largest(some: Sequence[DisseminationResult]) -> str:
    """Return the item with the most contacts, and of how many it is the largest."""
    largest = max(some, key=_most)
    among = f", the largest of {len(some)} counts" if len(some) > 1 else ""
    shown = listed([one.wording for one in largest.contacts if one.n])
    return f"{largest.kind} “{largest.item}”{among}: {shown}"


def _most(result: DisseminationResult) -> int:
    return max((one.n or 0 for one in result.contacts), default=0)


def _result(told: Dissemination, minimum: int) -> DisseminationResult:
    return DisseminationResult(
        kind=told.kind,
        item=told.item,
        since=told.since,
        until=told.until,
        agency=told.agency or None,
        each_once=told.each_once,
        figures_from=told.figures_from or None,
        contacts=[_contact(told, one, minimum) for one in told.counts],
    )


def _contact(told: Dissemination, count: ContactCount, minimum: int) -> ContactResult:
    is_small = is_about_readers(told, count) and (count.n or 0) < minimum
    words = COUNTED[told.kind][count.what]
    said = (words.each_once if told.each_once else words.every_time).format(n=f"{count.n or 0:,}")
    return ContactResult(
        what=count.what,
        n=None if is_small else count.n,
        withheld=count.withheld,
        suppressed=is_small,
        wording="" if is_small or count.n is None else said,
    )
