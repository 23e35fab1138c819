"""The table of a report or a pack about newsletters, pages and the like: contacts, not people."""

from collections.abc import Iterable

from bot.documents import blocks
from bot.documents.blocks import Block
from bot.documents.tidy_contacts import status_of
from bot.documents.wording import NONE
from surveys.impact.summary.contact_parts import ContactResult, DisseminationResult
from surveys.impact.words import sentence
from surveys.london import day_in_words

CAPTION = "Newsletters, pages and the like: contacts, not people reached"
EVERYONE = "All agencies"
_COLUMNS = (
    ("Item", 2.2),
    ("When", 1.4),
    ("Agency", 1.3),
    ("What was counted", 2.6),
    ("Figures from", 1.1),
)


def contacts(results: Iterable[DisseminationResult]) -> Block:
    """Return the items of one action."""
    return blocks.table(CAPTION, _COLUMNS, map(_row, results))


def contacts_by_action(told: Iterable[tuple[str, DisseminationResult]]) -> Block:
    """Return the items of several actions, each with the reference of its action."""
    columns = (("Action", 0.8), *_COLUMNS)
    return blocks.table(CAPTION, columns, [(ref, *_row(one)) for ref, one in told])


def _row(one: DisseminationResult) -> tuple[str, ...]:
    since, until = day_in_words(one.since), day_in_words(one.until)
    return (
        sentence(f"{one.kind} “{one.item}”").rstrip("."),
        since if one.since == one.until else f"{since} to {until}",
        one.agency or EVERYONE,
        "; ".join(map(_count, one.contacts)),
        one.figures_from or NONE,
    )


def _count(count: ContactResult) -> str:
    return count.wording or f"{count.what}: {status_of(count)}"
