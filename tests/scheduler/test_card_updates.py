"""Cards and posts brought up to date, with a sender whose outcomes the test says."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from dialogs.ports import Address, Delivered, Outcome, Refused, RetryLater
from dialogs.replies import Reply, ShowBriefing, freeze
from scheduler.card_updates import update_cards
from scheduler.channel_posts import post_in_channels, update_posts
from scheduler.delivery_context import DeliveryContext
from scheduler.delivery_outcomes import UPDATE_TRIES
from storage import tables as t
from storage.store import Store
from storage.trust.encryption import Keyring
from storage.unit import Unit
from surveys.sending.changes import CANCELLED, Place
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import NewDispatch
from surveys.sending.frozen import Frozen
from surveys.sending.message_version import MessageVersion
from surveys.sending.quiet_hours import Quiet, parse_quiet
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, TENANT, Town, a_town

OLD = ShowBriefing(
    briefing=1, title="Old", partnership="Ashford", sections=(("Background", "A."),), links=()
)
NEW = OLD.model_copy(update={"title": "New"})


@dataclass
class Script:
    """A sender that does what the test says, and keeps what it was given."""

    does: Callable[[Address], Outcome] = lambda address: Delivered(
        "7", address.conversation_id or ""
    )
    put: list[tuple[str, bytes]] = field(default_factory=list[tuple[str, bytes]])
    sent: list[bytes] = field(default_factory=list[bytes])

    async def send(self, address: Address, body: bytes, *, has_slot: bool = False) -> Outcome:
        self.sent.append(body)
        return self.does(address)

    async def open_chat(self, address: Address) -> Outcome:
        raise NotImplementedError

    async def update(self, address: Address, activity_id: str, body: bytes) -> Outcome:
        self.put.append((address.aad_object_id, body))
        return self.does(address)

    async def upload(self, url: str, content: bytes) -> Outcome:
        raise NotImplementedError


@dataclass
class Office:
    """A town in which everybody of Ashford has a briefing whose text is then changed."""

    town: Town
    clock: SettableClock
    script: Script = field(default_factory=Script)
    drawn: list[Reply] = field(default_factory=list[Reply])
    quiet: Quiet = field(default_factory=lambda: Quiet(None, None, frozenset()))
    breaks: bool = False

    @property
    def context(self) -> DeliveryContext:
        def draw(reply: Reply, _at: MessageVersion | None) -> bytes:
            assert not self.breaks
            self.drawn.append(reply)
            return reply.model_dump_json().encode()

        return DeliveryContext(
            self.town.store,
            self.script,
            draw,
            INSTALLATION,
            self.quiet,
            self.clock,
            "w1",
            lambda: 1.0,
        )

    def act(self, run: Callable[[Unit], object]) -> None:
        self.town.store.act_now(run)

    def queue(self) -> int:
        briefing = self.town.ashford.briefing
        facts = ("1", DeliveryKind.BRIEFING, "Old", "everyone", freeze(OLD), briefing)
        new = NewDispatch(self.town.ashford.partnership, *facts, asked_by=self.town.ids["lea"])

        def run(unit: Unit) -> int:
            return unit.deliveries.open(
                new, unit.audience(new.partnership_id, "everyone"), unit.now, unit.now
            )[0]

        return self.town.store.act_now(run)

    def sent(self, **facts: object) -> int:
        """Queue it and have it delivered to everybody."""
        dispatch = self.queue()
        has = update(t.deliveries).values(**({"state": State.SENT, "activity_id": "1"} | facts))
        self.act(lambda unit: unit.connection.execute(has))
        return dispatch

    def change(self, dispatch: int) -> None:
        by = self.town.ids["lea"]
        content = NEW.model_dump_json()
        self.act(
            lambda unit: unit.changes.say_instead(
                dispatch, Frozen("ShowBriefing", content), by, unit.now
            )
        )

    def left(self) -> int:
        return len(
            self.town.store.look(
                lambda unit: list(unit.connection.scalars(select(t.card_updates.c.due_at)))
            )
        )

    def due(self) -> float:
        """Seconds until the next card is due again."""
        query = select(t.card_updates.c.due_at).order_by(t.card_updates.c.due_at)
        when = self.town.store.look(lambda unit: unit.connection.scalars(query).first())
        assert when is not None
        return (when - self.clock.now).total_seconds()


@pytest.fixture
def office(sqlite_store: Store, clock: SettableClock) -> Office:
    return Office(a_town(sqlite_store), clock)


def test_a_card_is_drawn_once_for_all_who_did_the_same_with_it(office: Office) -> None:
    dispatch = office.sent()
    read = {"briefing_id": office.town.ashford.briefing, "act": "read", "at": office.clock.now}
    rows = [{"person_id": office.town.ids[name], **read} for name in ("ann", "bob")]
    office.act(lambda unit: unit.connection.execute(insert(t.acts), rows))
    office.change(dispatch)
    assert asyncio.run(update_cards(office.context)) == 7

    assert len(office.drawn) == 2
    with_acts = {who for who, body in office.script.put if b'"read"' in body}
    assert with_acts == {"aad-ann", "aad-bob"}
    assert office.left() == 0


def test_a_throttled_update_pauses_the_tenant_for_every_process(office: Office) -> None:
    office.change(office.sent())
    office.script.does = lambda _: RetryLater(40.0, throttled=True, reason="throttled")
    asyncio.run(update_cards(office.context))
    assert asyncio.run(update_cards(office.context)) == 0

    assert office.left() == 7
    until = office.town.store.look(
        lambda unit: unit.connection.scalar(select(t.tenant_pauses.c.until))
    )
    assert until == office.clock.now + timedelta(seconds=40)


def test_waits_double_with_each_try_up_to_ten_minutes(office: Office) -> None:
    office.change(office.sent())
    office.script.does = lambda _: RetryLater(2.0, throttled=False, reason="http-503")
    waits: list[float] = []
    for _ in range(10):
        asyncio.run(update_cards(office.context))
        waits.append(office.due())
        office.clock.forward(seconds=waits[-1])
    assert waits == [4, 8, 16, 32, 64, 128, 256, 512, 600, 600]


def test_a_card_is_given_up_when_its_tries_are_used_up(office: Office) -> None:
    office.change(office.sent())
    office.act(
        lambda unit: unit.connection.execute(
            update(t.card_updates).values(attempt=UPDATE_TRIES - 1)
        )
    )
    office.script.does = lambda _: RetryLater(2.0, throttled=False, reason="http-503")
    asyncio.run(update_cards(office.context))
    assert office.left() == 0
    reasons = office.town.store.look(
        lambda unit: set(unit.connection.scalars(select(t.deliveries.c.reason)))
    )
    assert reasons == {"tries_used_up"}


def test_a_refused_sign_in_of_ours_gives_up_no_card(office: Office) -> None:
    office.change(office.sent())
    office.script.does = lambda _: Refused("not-authorised")
    asyncio.run(update_cards(office.context))
    assert office.left() == 7


def test_a_text_that_cannot_be_drawn_waits(office: Office) -> None:
    office.change(office.sent())
    office.breaks = True
    asyncio.run(update_cards(office.context))
    assert office.left() == 7
    assert office.script.put == []


def test_what_was_being_sent_when_the_text_was_changed_is_put_when_it_has_arrived(
    office: Office,
) -> None:
    dispatch = office.sent(state=State.SENDING, activity_id=None)
    office.change(dispatch)
    asyncio.run(update_cards(office.context))
    assert office.script.put == []
    arrived = update(t.deliveries).values(state=State.SENT, activity_id="1")
    office.act(lambda unit: unit.connection.execute(arrived))
    office.clock.forward(seconds=6)
    asyncio.run(update_cards(office.context))
    assert len(office.script.put) == 7


def test_nothing_is_put_where_nothing_came(office: Office) -> None:
    dispatch = office.sent(state=State.SENDING, activity_id=None)
    office.change(dispatch)
    failed = update(t.deliveries).values(state=State.FAILED, reason="blocked")
    office.act(lambda unit: unit.connection.execute(failed))
    asyncio.run(update_cards(office.context))
    assert (office.script.put, office.left()) == ([], 0)
    reasons = office.town.store.look(
        lambda unit: set(unit.connection.scalars(select(t.deliveries.c.reason)))
    )
    assert reasons == {"blocked"}, "why it failed stands"


def test_two_workers_at_once_never_take_the_same_card(
    store: Store, keyring: Keyring, clock: SettableClock
) -> None:
    office = Office(a_town(store), clock)
    office.change(office.sent())
    others = [Store(store.url, keyring, clock) for _ in range(2)]

    def claim(one: Store) -> list[int]:
        taken = one.act_now(lambda unit: unit.card_updates.claim(unit.now, 4, timedelta(minutes=3)))
        return [card.person_id for card in taken]

    with ThreadPoolExecutor(2) as threads:
        people = [person for taken in threads.map(claim, others) for person in taken]
    for one in others:
        one.close()
    assert len(people) == len(set(people))


def channelled(office: Office) -> int:
    """Queue it for people and for one channel."""
    dispatch = office.queue()
    place = Place(TENANT, "19:c", "https://smba.example/teams")

    def run(unit: Unit) -> None:
        unit.channels.learn(place, ("19:c", "Practice"), "General", unit.now)
        unit.channels.queue(dispatch, [1], unit.now, unit.now)

    office.act(run)
    return dispatch


def state_of_post(office: Office) -> tuple[str, str | None]:
    query = select(t.posts.c.state, t.posts.c.reason)
    return office.town.store.look(lambda unit: tuple(unit.connection.execute(query).one()))


def test_a_channel_waits_until_a_canary_holds_nobody_back(office: Office) -> None:
    channelled(office)
    office.act(lambda unit: unit.connection.execute(update(t.lanes).values(held=True)))
    assert asyncio.run(post_in_channels(office.context)) == 0
    office.act(lambda unit: unit.connection.execute(update(t.lanes).values(held=False)))
    assert asyncio.run(post_in_channels(office.context)) == 1
    assert state_of_post(office) == ("sent", None)


def test_a_cancelled_send_is_posted_nowhere(office: Office) -> None:
    dispatch = channelled(office)
    office.act(lambda unit: unit.changes.stop(dispatch, CANCELLED, unit.now))
    assert asyncio.run(post_in_channels(office.context)) == 0
    assert state_of_post(office) == ("skipped", "cancelled")


def test_a_channel_is_left_in_peace_at_night(office: Office) -> None:
    channelled(office)
    office.quiet = parse_quiet("11:00-14:00", "")
    asyncio.run(post_in_channels(office.context))
    assert (state_of_post(office), office.script.sent) == (("pending", None), [])
    office.clock.forward(hours=2, minutes=1)
    asyncio.run(post_in_channels(office.context))
    assert state_of_post(office) == ("sent", None)


def test_a_post_of_a_worker_that_died_is_not_known_and_never_posted_again(office: Office) -> None:
    channelled(office)
    office.act(lambda unit: unit.channels.claim("another", unit.now, 10, timedelta(minutes=3)))
    office.clock.forward(minutes=4)
    assert asyncio.run(post_in_channels(office.context)) == 0
    assert state_of_post(office) == ("unknown", "lease_ran_out")
    assert office.script.sent == []


def test_a_post_has_five_tries(office: Office) -> None:
    channelled(office)
    office.script.does = lambda _: RetryLater(2.0, throttled=False, reason="busy")
    for _ in range(6):
        asyncio.run(post_in_channels(office.context))
        office.clock.forward(minutes=11)
    assert state_of_post(office) == ("failed", "tries_used_up")
    assert len(office.script.sent) == 5


def test_a_post_that_is_gone_is_given_up_until_the_text_changes_again(office: Office) -> None:
    dispatch = channelled(office)
    asyncio.run(post_in_channels(office.context))
    office.change(dispatch)
    office.script.does = lambda _: Refused("ActivityNotFoundInConversation")
    assert asyncio.run(update_posts(office.context)) == 1
    assert asyncio.run(update_posts(office.context)) == 0
    assert state_of_post(office) == ("sent", "ActivityNotFoundInConversation")
    office.script.does = lambda address: Delivered("7", address.conversation_id or "")
    office.change(dispatch)
    assert asyncio.run(update_posts(office.context)) == 1
    assert state_of_post(office) == ("sent", None)
