"""How many people a briefing reached, by agency, each person counted once over all its sends.

Every step after delivery counts only people who were reached, by Teams or by e-mail.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.telling.past_reach import HAPPENED, STEPS, past_reach
from storage.trust.encryption import Keyring
from surveys.sending.delivery import REACHED, DeliveryKind
from surveys.telling.reach import AgencyReach, ReachStep

_A = t.acts.c


class ReachRows:
    """Unsuppressed counts: the code that shows them decides which may be shown."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def sent(self, partnership_id: int, most: int) -> list[tuple[int, str, str]]:
        """Return (id, ref, title) of a partnership's sent briefings, the latest sent first."""
        latest = func.max(t.dispatches.c.id)
        columns = (t.briefings.c.id, t.briefings.c.ref, t.briefings.c.title)
        query = (
            select(*columns)
            .join(t.dispatches, t.dispatches.c.briefing_id == t.briefings.c.id)
            .where(
                t.briefings.c.partnership_id == partnership_id,
                t.dispatches.c.kind == DeliveryKind.BRIEFING,
            )
            .group_by(*columns)
            .order_by(latest.desc())
        )
        return [(row.id, row.ref, row.title) for row in self._connection.execute(query.limit(most))]

    def of(self, briefing_id: int) -> list[AgencyReach]:
        """Return the number of people at each step, by agency."""
        past = past_reach(self._connection, self._keyring, briefing_id)
        return past or self._now(briefing_id)

    def _now(self, briefing_id: int) -> list[AgencyReach]:
        counts: dict[str, dict[ReachStep, int]] = {}
        for row in self._sent(briefing_id):
            counts[row.agency] = dict.fromkeys(ReachStep, 0) | {
                ReachStep.AUDIENCE: row.people,
                ReachStep.DELIVERED: row.reached,
            }
        found: defaultdict[tuple[str, ReachStep], int] = defaultdict(int)
        for row in self._acted(briefing_id):
            if row.act in STEPS:
                found[row.agency, STEPS[row.act]] = row.people
                found[row.agency, ReachStep.HAPPENED] += row.happened
        for (agency, step), people in found.items():
            counts[agency][step] = people
        return [AgencyReach(agency, mine) for agency, mine in counts.items()]

    def _sent(self, briefing_id: int) -> list[AnyRow]:
        told = _told(briefing_id)
        query = select(
            t.agencies.c.name.label("agency"),
            func.count().label("people"),
            _sum(told.c.reached, "reached"),
        )
        return list(self._connection.execute(_by_agency(query, told)))

    def _acted(self, briefing_id: int) -> list[AnyRow]:
        told = _told(briefing_id)
        happened = and_(_A.act == "intends", _A.came_of_it.in_(HAPPENED))
        query = select(
            t.agencies.c.name.label("agency"),
            _A.act,
            func.count().label("people"),
            _sum(case((happened, 1), else_=0), "happened"),
        )
        theirs = _by_agency(query, told).join(t.acts, _A.person_id == told.c.person_id)
        mine = theirs.where(_A.briefing_id == briefing_id, told.c.reached == 1).group_by(_A.act)
        return list(self._connection.execute(mine))


def _told(briefing_id: int) -> Any:
    """Return each person a briefing was sent to, and whether it reached them by any door.

    The messages of the briefing are found first: person by person, a database would read everything
    ever sent.
    """
    d, emails = t.deliveries.c, t.letters.c
    sends = select(t.dispatches.c.id).where(
        t.dispatches.c.briefing_id == briefing_id, t.dispatches.c.kind == DeliveryKind.BRIEFING
    )
    mine = select(d.dispatch_id, d.person_id, d.state).where(d.dispatch_id.in_(sends))
    sent = mine.cte("messages").prefix_with("MATERIALIZED")
    email = and_(emails.dispatch_id == sent.c.dispatch_id, emails.person_id == sent.c.person_id)
    reached_states = tuple(REACHED)
    reached: ColumnElement[bool] = or_(
        sent.c.state.in_(reached_states), emails.state.in_(reached_states)
    )
    return (
        select(sent.c.person_id, func.max(case((reached, 1), else_=0)).label("reached"))
        .outerjoin_from(sent, t.letters, email)
        .group_by(sent.c.person_id)
        .subquery("told")
    )


def _sum(what: Any, name: str) -> Any:
    return func.sum(what).label(name)


def _by_agency(query: Any, told: Any) -> AnySelect:
    joined: AnySelect = (
        query.select_from(told)
        .join(t.people, t.people.c.id == told.c.person_id)
        .join(t.agencies, t.agencies.c.id == t.people.c.agency_id)
        .group_by(t.agencies.c.name)
    )
    return joined
