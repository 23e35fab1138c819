"""An outcome hears of one criterion of a cycle at a level, so that what it counts counts once."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from storage.imports.intake import Intake
from storage.imports.merge import Key
from storage.imports.register.repeated_heads import PlacedRow, RepeatedHead
from surveys.records.heads import Heads

R = TypeVar("R", bound=Any)
Link = tuple[int, str] | None  # outcome, level
LINK = RepeatedHead("a criterion", ("ref", "criterion"), ("action_ref", "outcome_ref", "level"))


def with_links(criteria: Heads, links: Mapping[Key, Link]) -> Heads:
    """Return what criteria are, each with the outcome and level that it speaks to."""
    return {
        key: {**head, **dict(zip(("outcome_id", "level"), links[key] or (None, None), strict=True))}
        for key, head in criteria.items()
    }


def refuse_second_criterion(
    intake: Intake,
    criteria: Mapping[Key, PlacedRow[Any]],
    links: Mapping[Key, Link],
    counted: str,
) -> None:
    """Refuse each criterion of the file that speaks to what another of its cycle speaks to.

    Keys are partnership, cycle and criterion; `links` has those kept already as well. `counted`
    names what would count twice, as in “the cases of an audit”.
    """
    speaks: dict[Key, str] = {}
    for key in sorted(links, key=lambda key: key in criteria):  # those kept come first
        link = links[key]
        if link is None:
            continue
        first = speaks.setdefault((*key[:2], link), key[2])
        if first != key[2] and key in criteria:
            reason = f"criterion “{first}” speaks to it at this level already"
            intake.refuse(criteria[key].line, "outcome_ref", f"{reason}; {counted} count once")


def one_row_each(rows: Iterable[PlacedRow[R]]) -> dict[Key, PlacedRow[R]]:
    """Return a row of each criterion: one that names an outcome, if there is one."""
    found: dict[Key, PlacedRow[R]] = {}
    for one in rows:
        key = one.key("ref", "criterion")
        if key not in found or (one.row.outcome_ref and not found[key].row.outcome_ref):
            found[key] = one
    return found
