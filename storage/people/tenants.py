"""Tenants: whose people may write to us, what is known to work there, and which refuse us.

Tenants belong to the whole installation, so nothing here names a partnership or a person.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import product

from sqlalchemy import Connection, case, delete, func, select, update

from storage import tables as t
from storage.database.upsert import add_if_new, add_new, put
from surveys.sending.tenants import (
    REFUSED_FOR,
    PeopleOfTenant,
    SeenBy,
    SetUpStep,
    StepSeen,
    Tenant,
    TenantRefusal,
    TenantState,
)

_T, _S, _R = t.tenants.c, t.tenant_steps.c, t.tenant_refusals.c
_OF_PERSON = func.coalesce(t.people.c.tenant_id, t.agencies.c.tenant_id, "")


class Tenants:
    """The rows of tenants; every id is in lower case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def states(self) -> dict[str, TenantState]:
        """Return the state of each tenant that was added or paused."""
        rows = self._connection.execute(select(_T.tenant_id, _T.state))
        return {row.tenant_id: TenantState(row.state) for row in rows}

    def all(self) -> list[Tenant]:
        """Return the tenants that were added or paused, in the order in which they were."""
        rows = self._connection.execute(select(t.tenants).order_by(_T.added_at, _T.tenant_id))
        return [
            Tenant(
                row.tenant_id,
                row.name,
                TenantState(row.state),
                row.added_at,
                row.changed_at,
                row.changed_by,
            )
            for row in rows
        ]

    def add(self, tenant_id: str, name: str, by: str, now: datetime) -> bool:
        """Add a tenant; return False where it is there, and nothing is changed."""
        row = {"tenant_id": tenant_id, "name": name, "state": TenantState.ALLOWED.value}
        return add_if_new(
            self._connection,
            t.tenants,
            {**row, "added_at": now, "changed_at": now, "changed_by": by},
        )

    def set_state(self, tenant_id: str, state: TenantState, by: str, now: datetime) -> None:
        """Pause or allow a tenant; one that only a setting names gets a row without a name."""
        self.add(tenant_id, "", by, now)
        mine = update(t.tenants).where(_T.tenant_id == tenant_id, _T.state != state.value)
        changes = {"state": state.value, "changed_at": now, "changed_by": by}
        self._connection.execute(mine.values(**changes))

    def rename(self, tenant_id: str, name: str, by: str, now: datetime) -> None:
        """Give a tenant another name."""
        mine = update(t.tenants).where(_T.tenant_id == tenant_id)
        self._connection.execute(mine.values(name=name, changed_at=now, changed_by=by))

    def seen(
        self, tenants: Iterable[str], steps: Iterable[SetUpStep], by: SeenBy, now: datetime
    ) -> None:
        """Note that steps work in these tenants; when that was first seen is kept."""
        rows = [
            {"tenant_id": tenant, "step": step.value, "done_at": now, "seen_by": by.value}
            for tenant, step in product(sorted(tenants), list(steps))
        ]
        add_new(self._connection, t.tenant_steps, rows)

    def steps(self) -> dict[tuple[str, SetUpStep], StepSeen]:
        """Return what is known to work, by tenant and step."""
        rows = self._connection.execute(select(t.tenant_steps))
        return {
            (row.tenant_id, SetUpStep(row.step)): StepSeen(row.done_at, SeenBy(row.seen_by))
            for row in rows
        }

    def people(self) -> dict[str, PeopleOfTenant]:
        """Count the people of each tenant; under "" those whose tenant the roster does not say."""
        found = case((t.people.c.aad_object_id.is_not(None), 1))
        query = (
            select(_OF_PERSON.label("tenant"), func.count(found), func.count())
            .join(t.agencies, t.agencies.c.id == t.people.c.agency_id)
            .where(t.people.c.left_at.is_(None))
            .group_by(_OF_PERSON)
        )
        return {
            tenant: PeopleOfTenant(found, listed)
            for tenant, found, listed in self._connection.execute(query)
        }

    def agencies(self) -> dict[str, list[str]]:
        """Return the agencies of each tenant, as the roster names them."""
        columns = t.agencies.c
        query = select(columns.tenant_id, columns.name).where(columns.tenant_id.is_not(None))
        found: dict[str, list[str]] = {}
        for tenant, name in self._connection.execute(query.distinct().order_by(columns.name)):
            found.setdefault(tenant, []).append(name)
        return found

    def to_probe(self, tenant_id: str) -> int | None:
        """Return a person of a tenant to whom a test message can go: a lead or administrator.

        One who has a chat with the app comes first; None where there is no one.
        """
        people = t.people.c
        role = case((people.roles.like("%;administrator;%"), 0), else_=1)
        has_chat = case((t.chats.c.conversation_id.is_not(None), 0), else_=1)
        query = (
            select(people.id)
            .join(t.agencies, t.agencies.c.id == people.agency_id)
            .outerjoin(t.chats, t.IS_THEIR_CHAT)
            .where(
                _OF_PERSON.op("=")(tenant_id),
                people.left_at.is_(None),
                people.aad_object_id.is_not(None),
                people.roles.like("%;administrator;%") | people.roles.like("%;lead;%"),
            )
            .order_by(has_chat, role, people.id)
        )
        return self._connection.scalar(query.limit(1))

    def tenant_of(self, person_id: int) -> str:
        """Return a person's tenant as the roster has it; empty where it does not say."""
        query = select(_OF_PERSON).join(t.agencies, t.agencies.c.id == t.people.c.agency_id)
        return self._connection.scalars(query.where(t.people.c.id == person_id)).one()

    def refuse(self, tenant_id: str, now: datetime) -> None:
        """Note that a tenant does not accept our sign-in: it is left alone, longer each time.

        Of messages that were in flight together only the first counts.
        """
        query = select(_R.since, _R.until, _R.times).where(_R.tenant_id == tenant_id)
        before = self._connection.execute(query).one_or_none()
        if before is not None and before.until > now:
            return
        times = before.times + 1 if before is not None else 0
        row = {
            "tenant_id": tenant_id,
            "since": before.since if before is not None else now,
            "until": now + timedelta(seconds=REFUSED_FOR.wait(times, 0.0)),
            "times": times,
        }
        put(self._connection, t.tenant_refusals, ["tenant_id"], [row])

    def accept(self, tenants: Iterable[str]) -> None:
        """Note that these tenants accept our sign-in."""
        self._connection.execute(delete(t.tenant_refusals).where(_R.tenant_id.in_(sorted(tenants))))

    def refusals(self) -> dict[str, TenantRefusal]:
        """Return the tenants that do not accept our sign-in."""
        rows = self._connection.execute(select(t.tenant_refusals))
        return {row.tenant_id: TenantRefusal(row.since, row.until, row.times) for row in rows}
