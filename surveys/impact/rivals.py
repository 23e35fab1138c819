"""Rival explanations of an action as they are written in one cell, and how each was weighed.

Each begins after a semicolon or on a line of its own; a weighing begins with its explanation.
"""

import re
from collections.abc import Iterable, Sequence

from surveys.impact.provenance import RivalWeighed


def rivals_in(text: str) -> tuple[str, ...]:
    """Return the explanations in a cell."""
    return tuple(_parts(text))


def rivals_weighed_in(text: str, rivals: Sequence[str]) -> tuple[RivalWeighed, ...]:
    """Return how these explanations were weighed; what begins with none of them is left out."""
    found = (_weighing(part, rivals) for part in _parts(text))
    return tuple(one for one in found if one)


def not_weighed(text: str, rivals: Sequence[str]) -> str | None:
    """Return the first part of a cell that weighs none of these explanations."""
    return next((part for part in _parts(text) if _weighing(part, rivals) is None), None)


def _parts(text: str) -> Iterable[str]:
    return (said for part in re.split(r"[;\n]", text) if (said := part.strip()))


def _weighing(part: str, rivals: Sequence[str]) -> RivalWeighed | None:
    """Match the longest explanation first, because one may go on with a colon of its own."""
    for rival in sorted(rivals, key=len, reverse=True):
        said, colon, weighed = part[: len(rival)], *_after(part[len(rival) :])
        if said.casefold() == rival.casefold() and colon and weighed:
            return RivalWeighed(rival, weighed)
    return None


def _after(rest: str) -> tuple[bool, str]:
    said = rest.strip()
    return said.startswith(":"), said.removeprefix(":").strip()
