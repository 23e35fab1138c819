"""How many people a briefing reached, where it was deleted in time who they were.

Each person is a keyed mark. A person of whom a message is still kept is counted by their mark, too,
so that nobody is counted twice while the old messages go.
"""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection, exists, or_, select

from storage import tables as t
from storage.trust.encryption import Keyring
from storage.trust.past_deliveries import mark_of
from surveys.sending.delivery import REACHED, DeliveryKind
from surveys.telling.reach import AgencyReach, ReachStep

STEPS: Mapping[str, ReachStep] = MappingProxyType(
    {
        "followed": ReachStep.FOLLOWED,
        "read": ReachStep.READ,
        "useful": ReachStep.USEFUL,
        "not-useful": ReachStep.NOT_USEFUL,
        "discussed": ReachStep.DISCUSSED,
        "intends": ReachStep.INTENDING,
    }
)
HAPPENED = ("done", "partly")
_D, _S, _L, _A = t.deliveries.c, t.dispatches.c, t.letters.c, t.acts.c
_P = t.past_deliveries.c
Told = dict[str, tuple[int, bool]]  # agency, and whether it reached them, by mark


def past_reach(connection: Connection, keyring: Keyring, briefing_id: int) -> list[AgencyReach]:
    """Return the number of people at each step, by agency; empty where everyone is still known."""
    told = _past(connection, briefing_id)
    if not told:
        return []
    for mark, one in _still_known(connection, keyring, briefing_id).items():
        was_reached = one[1] or told.get(mark, one)[1]
        told[mark] = (one[0], was_reached)
    counts: defaultdict[int, dict[ReachStep, int]] = defaultdict(
        lambda: dict.fromkeys(ReachStep, 0)
    )
    for agency, was_reached in told.values():
        counts[agency][ReachStep.AUDIENCE] += 1
        counts[agency][ReachStep.DELIVERED] += was_reached
    _add_acts(connection, keyring, briefing_id, told, counts)
    agencies = t.agencies.c
    query = select(agencies.id, agencies.name).where(agencies.id.in_(counts)).order_by("name")
    return [AgencyReach(row.name, counts[row.id]) for row in connection.execute(query)]


def _past(connection: Connection, briefing_id: int) -> Told:
    query = (
        select(_P.who, _P.agency_id, _P.state, _P.by_email)
        .join(t.dispatches, _S.id == _P.dispatch_id)
        .where(_S.briefing_id == briefing_id, _S.kind == DeliveryKind.BRIEFING)
    )
    told: Told = {}
    for row in connection.execute(query):
        was_reached = row.state in REACHED or row.by_email
        before = told.get(row.who, (row.agency_id, False))
        told[row.who] = (row.agency_id, was_reached or before[1])
    return told


def _still_known(connection: Connection, keyring: Keyring, briefing_id: int) -> Told:
    by_email = exists().where(
        _L.dispatch_id == _D.dispatch_id,
        _L.person_id == _D.person_id,
        _L.state.in_(tuple(REACHED)),
    )
    query = (
        select(
            _D.person_id,
            t.people.c.agency_id,
            or_(_D.state.in_(tuple(REACHED)), by_email).label("was_reached"),
        )
        .join(t.dispatches, _S.id == _D.dispatch_id)
        .join(t.people, t.people.c.id == _D.person_id)
        .where(_S.briefing_id == briefing_id, _S.kind == DeliveryKind.BRIEFING)
    )
    told: Told = {}
    for row in connection.execute(query):
        mark = mark_of(keyring, row.person_id)
        told[mark] = (row.agency_id, bool(row.was_reached) or told.get(mark, (0, False))[1])
    return told


def _add_acts(
    connection: Connection,
    keyring: Keyring,
    briefing_id: int,
    told: Told,
    counts: Mapping[int, dict[ReachStep, int]],
) -> None:
    """Count what people did, among those reached: no one else can have done it."""
    query = select(_A.person_id, _A.act, _A.came_of_it).where(_A.briefing_id == briefing_id)
    for row in connection.execute(query):
        agency, was_reached = told.get(mark_of(keyring, row.person_id), (0, False))
        if not was_reached or row.act not in STEPS:
            continue
        counts[agency][STEPS[row.act]] += 1
        if row.act == "intends" and row.came_of_it in HAPPENED:
            counts[agency][ReachStep.HAPPENED] += 1
