"""Tenants to which nothing is sent for now: throttling us, refusing our sign-in, or paused by hand.

An alert goes on being tried where our sign-in is refused: what one message learned closes no door.
"""

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, Select, and_, exists, literal, or_, select

from storage import tables as t
from surveys.sending.delivery import MUST_ARRIVE
from surveys.sending.tenants import TenantState

_P, _R, _T = t.tenant_pauses.c, t.tenant_refusals.c, t.tenants.c
Now = BindParameter[datetime]


def is_held(tenant: ColumnElement[str], kind: ColumnElement[str], now: Now) -> ColumnElement[bool]:
    """Say whether a message of a kind waits, because its tenant is paused or refuses us."""
    may_wait = and_(*(kind != one.value for one in MUST_ARRIVE))
    return or_(
        exists().where(_P.tenant_id == tenant, _P.until > now),
        and_(may_wait, exists().where(_R.tenant_id == tenant, _R.until > now)),
        exists().where(_T.tenant_id == tenant, _T.state == TenantState.PAUSED.value),
    )


def held_tenants(now: datetime) -> Select[tuple[str]]:
    """Return the query of the tenants to which nothing but an alert is sent at a moment."""
    at = literal(now, _P.until.type)
    throttling = select(_P.tenant_id).where(_P.until > at)
    every = throttling.union(shut_tenants(now)).subquery()
    return select(every.c.tenant_id)


def shut_tenants(now: datetime) -> Select[tuple[str]]:
    """Return the query of the tenants that are paused or refuse our sign-in at a moment."""
    at = literal(now, _R.until.type)
    refusing = select(_R.tenant_id).where(_R.until > at)
    paused = select(_T.tenant_id).where(_T.state == TenantState.PAUSED.value)
    every = refusing.union(paused).subquery()
    return select(every.c.tenant_id)
