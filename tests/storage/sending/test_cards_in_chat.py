"""The cards of one survey or briefing in a person's chat, on both databases."""

from sqlalchemy import update

from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.sending.changes import Place
from surveys.sending.chat_messages import ShownMessage
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch
from surveys.sending.frozen import Frozen
from surveys.sending.message_version import of_dispatch
from tests.builders.partnership import Town, a_town

SAYS = Frozen("Said", '{"title":"Hello","text":"x"}')


def _told(unit: Unit, town: Town) -> int:
    partnership, briefing = town.ashford.partnership, town.ashford.briefing
    new = NewDispatch(
        partnership, "1", DeliveryKind.BRIEFING, "Hello", "everyone", SAYS, briefing_id=briefing
    )
    return unit.deliveries.open(new, unit.audience(partnership, "everyone"), unit.now, unit.now)[0]


def _cards(town: Town) -> list[tuple[int, str]]:
    def run(unit: Unit) -> list[tuple[int, str]]:
        found = unit.cards_in_chat.of_briefing(town.ids["ann"], town.ashford.briefing)
        return [(dispatch, activity) for dispatch, activity, _ in found]

    return town.store.look(run)


def _tapped(unit: Unit, town: Town, dispatch: int, activity: str) -> None:
    chat = unit.people.chat_of(town.ids["ann"])
    assert chat is not None
    place = Place(chat.tenant_id, chat.conversation_id, chat.service_url)
    shown = ShownMessage(of_dispatch(dispatch, 1))
    unit.chat_messages.show(place, shown, SAYS, unit.now, activity)


def test_a_card_is_known_by_its_delivery_or_by_the_tap_that_came_before_its_outcome(
    store: Store,
) -> None:
    town = a_town(store)
    dispatch = store.act_now(lambda unit: _told(unit, town))
    assert _cards(town) == []

    store.act_now(lambda unit: _tapped(unit, town, dispatch, "1:tapped"))
    assert _cards(town) == [(dispatch, "1:tapped")]

    settled = update(t.deliveries).values(activity_id="1:settled")
    store.act_now(lambda unit: unit.connection.execute(settled))
    assert _cards(town) == [(dispatch, "1:settled")]
