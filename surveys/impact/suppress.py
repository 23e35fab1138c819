"""Suppression: which cells of a table may be shown.

Nothing below the minimum group is shown, zero counts as small, and in a table with a total no hidden cell can be
had by subtraction: at least two are hidden, and together they are no small group either.
"""

from collections.abc import Sequence


def shown(count: int | None, minimum: int) -> int | None:
    """Give the count, or None where it is withheld or unknown."""
    return None if count is None or count < minimum else count


def hidden_cells(counts: Sequence[int], total: int, minimum: int) -> frozenset[int]:
    """Give the positions of cells to hide in a row that is printed with its total.

    People of the total who stand in no cell are a cell that nobody prints: small, they are guarded like the others.
    """
    order = sorted(range(len(counts)), key=lambda i: (counts[i], i))
    hidden = [i for i in order if counts[i] < minimum]
    unprinted = max(0, total - sum(counts))
    guarded = 0 < unprinted < minimum
    for position in order[len(hidden) :]:
        if _cannot_be_had(hidden, counts, unprinted, minimum, guarded=guarded):
            break
        hidden.append(position)
    return frozenset(hidden)


def subtotal(counts: Sequence[int], hidden: frozenset[int], minimum: int) -> int | None:
    """Give the sum of a row some of whose cells are hidden, or None where it would give one of them away."""
    kept_back = [counts[i] for i in hidden]
    safe = not hidden or (len(kept_back) >= 2 and sum(kept_back) >= minimum)
    return shown(sum(counts), minimum) if safe else None


def _cannot_be_had(
    hidden: list[int], counts: Sequence[int], unprinted: int, minimum: int, *, guarded: bool
) -> bool:
    if not hidden:
        return not guarded
    return len(hidden) >= 2 and sum(counts[i] for i in hidden) + unprinted >= minimum
