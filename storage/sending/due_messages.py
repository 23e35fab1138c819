"""The statements by which due messages are found and claimed, lane by lane.

While a service address is paused, its messages are left alone, and a lane with nothing else is
looked at again when the pause is over; without a pause nothing is looked up for it.
"""

from sqlalchemy import and_, bindparam, case, func, or_, select, update

from storage import tables as t
from storage.database.prepared import PreparedStatement
from storage.database.row_values import row_columns
from storage.database.upsert import INSERTS
from storage.sending.tenant_pauses import is_held
from storage.sending.unanswered import UNANSWERED
from surveys.sending.delivery import MUST_ARRIVE, State

_A = t.address_pauses.c
_D = t.deliveries.c
_L = t.lanes.c
_TENANT = case(
    (_L.tenant_id == "", bindparam("default_tenant", type_=_L.tenant_id.type)), else_=_L.tenant_id
)
_NOW = bindparam("now", type_=_D.due_at.type)
LANES = PreparedStatement(
    select(
        _L.id,
        _L.dispatch_id,
        _TENANT.label("tenant"),
        _L.canary,
        t.dispatches.c.kind,
        t.dispatches.c.revision,
        t.dispatches.c.wave_id,
        t.waves.c.state.label("wave_state"),
        t.tenant_turns.c.next_at,
        select(_A.service_url).where(_A.until > _NOW).exists().label("beside_pauses"),
    )
    .join(t.dispatches, t.dispatches.c.id == _L.dispatch_id)
    .outerjoin(t.waves, t.waves.c.id == t.dispatches.c.wave_id)
    .outerjoin(t.tenant_turns, t.tenant_turns.c.tenant_id == _TENANT)
    .outerjoin(t.concerns, t.concerns.c.id == t.dispatches.c.concern_id)
    .where(
        _L.next_due <= _NOW,
        _L.held.is_(False),
        t.dispatches.c.state == "open",
        UNANSWERED,
        ~is_held(_TENANT, t.dispatches.c.kind, _NOW),
    )
    .order_by(
        case((or_(*(t.dispatches.c.kind == kind.value for kind in MUST_ARRIVE)), 0), else_=1),
        _L.next_due,
        _L.id,
    )
    .limit(bindparam("most", type_=_L.id.type))
)
_DUE_QUERY = (
    select(
        _D.person_id,
        _D.attempt,
        t.people.c.opted_out,
        t.people.c.left_at,
        t.people.c.away_until,
        t.people.c.aad_object_id,
        t.invitations.c.state.label("progress"),
        t.chats.c.tenant_id,
        t.chats.c.teams_user_id,
        t.chats.c.conversation_id,
        t.chats.c.service_url,
        t.chats.c.state.label("chat_state"),
        t.chats.c.state_at,
        t.chats.c.time_zone,
    )
    .join(t.people, t.people.c.id == _D.person_id)
    .outerjoin(t.chats, t.IS_THEIR_CHAT)
    .outerjoin(
        t.invitations,
        and_(
            t.invitations.c.wave_id == bindparam("wave", type_=_L.id.type),
            t.invitations.c.person_id == _D.person_id,
        ),
    )
    .where(_D.lane_id == bindparam("lane"), _D.state == State.PENDING.value, _D.due_at <= _NOW)
    .order_by(_D.due_at)
    .limit(bindparam("most", type_=_L.id.type))
    .with_for_update(of=t.deliveries, skip_locked=True)
)
DUE = PreparedStatement(_DUE_QUERY)
_ADDRESS = func.coalesce(
    t.chats.c.service_url, bindparam("default_address", type_=t.chats.c.service_url.type)
)
_AT_PAUSED = and_(_A.service_url == _ADDRESS, _A.until > _NOW)
# The same while a service address is paused: what goes there is left alone.
DUE_BESIDE_PAUSES = PreparedStatement(
    _DUE_QUERY.where(~select(_A.service_url).where(_AT_PAUSED).exists())
)


def _marking(dialect: str) -> PreparedStatement:
    dispatch, person = row_columns(dialect, _D.dispatch_id.type, _D.person_id.type)
    statement = update(t.deliveries).where(_D.dispatch_id == dispatch, _D.person_id == person)
    return PreparedStatement(
        statement.values(
            state=State.SENDING.value,
            worker=bindparam("who"),
            lease_until=bindparam("until", type_=_D.lease_until.type),
            attempt=_D.attempt + 1,
            changed_at=_NOW,
        )
    )


MARK = {dialect: _marking(dialect) for dialect in INSERTS}
# A lane with nothing more due is looked at again when its next message is due, if it has one.
NEXT_DUE = PreparedStatement(
    update(t.lanes)
    .where(_L.id == bindparam("lane"))
    .values(
        next_due=select(func.min(_D.due_at))
        .where(_D.lane_id == bindparam("lane"), _D.state == State.PENDING.value)
        .scalar_subquery()
    )
)
NEXT_DUE_BESIDE_PAUSES = PreparedStatement(
    update(t.lanes)
    .where(_L.id == bindparam("lane"))
    .values(
        next_due=select(func.min(case((_A.until > _D.due_at, _A.until), else_=_D.due_at)))
        .select_from(t.deliveries)
        .join(t.people, t.people.c.id == _D.person_id)
        .outerjoin(t.chats, t.IS_THEIR_CHAT)
        .outerjoin(t.address_pauses, _AT_PAUSED)
        .where(_D.lane_id == bindparam("lane"), _D.state == State.PENDING.value)
        .scalar_subquery()
    )
)
STILL_WANTED = PreparedStatement(
    select(
        t.dispatches.c.state,
        UNANSWERED.label("unanswered"),
        t.people.c.opted_out,
        t.people.c.left_at,
        is_held(bindparam("tenant", type_=_L.tenant_id.type), t.dispatches.c.kind, _NOW).label(
            "held"
        ),
        _A.until.label("address_until"),
    )
    .select_from(t.dispatches)
    .outerjoin(t.concerns, t.concerns.c.id == t.dispatches.c.concern_id)
    .join(t.people, t.people.c.id == bindparam("person"))
    .outerjoin(t.address_pauses, and_(_A.service_url == bindparam("address"), _A.until > _NOW))
    .where(t.dispatches.c.id == bindparam("dispatch"))
)
