"""Suppression: which cells of a table may be shown.

Nothing below the minimum group is shown, and zero counts as small. In a table with a total no
hidden cell can be found by subtraction: at least two are hidden, and together they are no small
group either.
"""

from collections.abc import Sequence

NEW_PEOPLE = 10  # that must have answered before a figure that is out changes


def shown(count: int | None, minimum: int) -> int | None:
    """Return the count, or None if it is withheld or unknown."""
    return None if count is None or count < minimum else count


def hidden_cells(counts: Sequence[int], total: int, minimum: int) -> frozenset[int]:
    """Return the positions of cells to hide in a row that is shown with its total.

    People in the total but in no cell are a cell that is not shown: if small, it is protected like
    the others.
    """
    order = sorted(range(len(counts)), key=lambda i: (counts[i], i))
    hidden = [i for i in order if counts[i] < minimum]
    unlisted = max(0, total - sum(counts))
    protected = 0 < unlisted < minimum
    for position in order[len(hidden) :]:
        if _is_safe(hidden, counts, unlisted, minimum, protected=protected):
            break
        hidden.append(position)
    return frozenset(hidden)


def subtotal(counts: Sequence[int], hidden: frozenset[int], minimum: int) -> int | None:
    """Return the sum of a row with hidden cells, or None if it would reveal one of them."""
    withheld = [counts[i] for i in hidden]
    safe = not hidden or (len(withheld) >= 2 and sum(withheld) >= minimum)
    return shown(sum(counts), minimum) if safe else None


def _is_safe(
    hidden: list[int], counts: Sequence[int], unlisted: int, minimum: int, *, protected: bool
) -> bool:
    if not hidden:
        return not protected
    return len(hidden) >= 2 and sum(counts[i] for i in hidden) + unlisted >= minimum
