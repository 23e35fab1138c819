"""What was told by newsletter, page and the like, as values."""

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.register.of_action import OfAction
from surveys.impact.dissemination import (
    ContactCount,
    ContactKind,
    Dissemination,
    DisseminationKind,
)
from surveys.impact.kinds import AtSource

_D, _C = t.disseminations.c, t.dissemination_counts.c
_EVERY = (
    select(t.disseminations, t.dissemination_counts)
    .join_from(t.disseminations, t.dissemination_counts)
    .order_by(_D.period_start, _D.kind, _D.item, _C.agency)
)


def disseminations_of(connection: Connection, partnership_id: int) -> list[Dissemination]:
    """Return what a partnership told, oldest first; of an item, all agencies together first."""
    query = _EVERY.where(_D.partnership_id == partnership_id)
    return [_dissemination(row) for row in connection.execute(query)]


def disseminated(connection: Connection, wanted: OfAction) -> tuple[Dissemination, ...]:
    """Return what was told of an action and counted up to the day, oldest first."""
    about = select(t.dissemination_actions.c.dissemination_id).where(
        t.dissemination_actions.c.action_id == wanted.action_id
    )
    query = _EVERY.where(_D.partnership_id == wanted.partnership_id, _D.id.in_(about))
    found = (_dissemination(row) for row in connection.execute(query))
    return tuple(one for one in found if one.until <= wanted.as_at)


def _dissemination(row: AnyRow) -> Dissemination:
    return Dissemination(
        kind=DisseminationKind(row.kind),
        item=row.item,
        since=row.period_start,
        until=row.period_end or row.period_start,
        agency=row.agency,
        each_once=row.each_once,
        figures_from=row.figures_from,
        counts=tuple(_counts(row)),
    )


def _counts(row: AnyRow) -> list[ContactCount]:
    """Return the counts that the row has, in the order of their kinds."""
    found: list[ContactCount] = []
    for what in ContactKind:
        n, symbol = getattr(row, what), getattr(row, f"{what}_withheld")
        if n is not None or symbol:
            found.append(ContactCount(what, n, AtSource(symbol) if symbol else None))
    return found
