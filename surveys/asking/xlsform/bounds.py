"""The least and the greatest answer that a constraint of an XLSForm allows, where it says so.

`. >= 0 and . <= 120` is two bounds; anything else is no bound and is left out.
"""

import re
from dataclasses import dataclass

_PART = re.compile(
    r"^\(*\s*\.\s*(?P<sign>>=|<=|>|<)\s*"
    r"(?:(?P<number>-?\d{1,9}(?:\.\d{1,9})?)|(?P<today>today\(\s*\))"
    r"|date\(\s*['\"](?P<day>\d{4}-\d\d-\d\d)['\"]\s*\))\s*\)*$"
)
_STEP = re.compile(r"\b(start|end|step)\s*=\s*(-?\d{1,9}(?:\.\d{1,9})?)")

Bound = int | float | str


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds, None where there is none; `exact` says whether they are all that was written."""

    least: Bound | None = None
    most: Bound | None = None
    exact: bool = True


def bounds_of(constraint: str, *, whole: bool) -> Bounds:
    """The bounds of a constraint on whole numbers, on numbers with decimals or on days."""
    least: Bound | None = None
    most: Bound | None = None
    exact = True
    for part in re.split(r"\s+and\s+", constraint.strip(), flags=re.IGNORECASE):
        found = _PART.match(part.strip()) if constraint.strip() else None
        if found is None:
            exact = exact and not constraint.strip()
            continue
        bound, kept = _bound(found, whole=whole)
        exact = exact and kept
        if found["sign"].startswith(">"):
            least = bound
        else:
            most = bound
    return Bounds(least, most, exact)


def _bound(found: "re.Match[str]", *, whole: bool) -> tuple[Bound, bool]:
    """The bound, and whether it is as written: a day or a decimal cannot be left out itself."""
    strict = found["sign"] in {">", "<"}
    if found["number"] is None:
        return found["day"] or "today", not strict
    number = float(found["number"])
    if strict and whole and number.is_integer():
        number += 1 if found["sign"] == ">" else -1
        strict = False
    return (int(number) if number.is_integer() else number), not strict


def range_of(parameters: str) -> tuple[float, float, float]:
    """Start, end and step of a `range`, which is from 1 to 10 by 1 where nothing is said."""
    named = {name: float(value) for name, value in _STEP.findall(parameters)}
    return named.get("start", 1.0), named.get("end", 10.0), named.get("step", 1.0)
