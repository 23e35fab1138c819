from sqlalchemy import select

from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch
from surveys.sending.frozen import Frozen
from tests.builders.clock import NOON
from tests.builders.partnership import a_town


def test_a_dispatch_keeps_how_many_people_it_was_for_those_left_out_among_them(
    store: Store,
) -> None:
    town = a_town(store)
    partnership = town.ashford.partnership
    new = NewDispatch(
        partnership,
        "1",
        DeliveryKind.BRIEFING,
        "Hearing children",
        "everyone",
        Frozen("Said", "{}"),
    )

    def send(unit: Unit) -> int:
        people, leads = (
            unit.audience(partnership, "everyone"),
            unit.audience(partnership, "role=lead"),
        )
        return unit.deliveries.open(new, people, NOON, NOON, [("opted_out", leads)])[0]

    def audience(unit: Unit) -> int:
        return unit.connection.scalars(
            select(t.dispatches.c.audience).where(t.dispatches.c.id == dispatch)
        ).one()

    dispatch = store.act_now(send)

    assert store.look(audience) == 7
