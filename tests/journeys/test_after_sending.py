"""After sending: cards changed in place, withdrawn, paused, cancelled; a channel until removal."""

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from storage import tables as t
from storage.unit import Unit
from surveys.sending.delivery import State
from surveys.telling.briefing import Briefing
from tests.journeys.house import House
from tests.journeys.person import Person, reads
from tests.stand_ins.activities import TEAM, TENANT, of_team
from tests.stand_ins.connector import Treatment, throttled

ALI = "email=ali@ashford.example"
TWO = f"{ALI} or email=bea@ashford.example"
NEW = "See every child alone, at every visit."
CHANNEL = "/v3/conversations/19:team@thread.tacv2/activities"


async def sent_by(
    lead: Person, rule: str = TWO, failures: Sequence[str] = (), **filled: str
) -> None:
    """Have a lead send the briefing; what goes out then meets `failures`, one each."""
    await lead.says("send briefing")
    await lead.taps("preview-briefing", briefing="Hearing children", rule=rule)
    lead.lines.connector.script(*failures)
    await lead.signs_off_and_sends(**filled)


async def waiting(house: House, lead: Person) -> datetime:
    """Have a lead send the briefing to Ali in a paused tenant; return when it can go out."""
    still = house.clock.now + timedelta(hours=1)
    await lead.says("send briefing")
    await lead.taps("preview-briefing", briefing="Hearing children", rule=ALI)
    house.store.act_now(lambda unit: unit.deliveries.pause_tenant(TENANT, still))
    await lead.signs_off_and_sends()
    return still + timedelta(minutes=1)


def rewrite(house: House) -> None:
    """Give the briefing another text, with all that it needs to be sent."""

    def run(unit: Unit) -> None:
        row = unit.connection.execute(select(t.briefings.c.id, t.briefings.c.content)).first()
        assert row is not None
        old = Briefing.model_validate_json(row.content)
        content = old.model_copy(
            update={"sections": (("What must change", NEW),)}
        ).model_dump_json()
        unit.connection.execute(
            update(t.briefings).where(t.briefings.c.id == row.id).values(content=content)
        )
        mine = update(t.briefing_versions).where(t.briefing_versions.c.briefing_id == row.id)
        unit.connection.execute(mine.values(content=content))

    house.store.act_now(run)


async def changes_text(house: House, lead: Person) -> None:
    """Have the lead give the send the briefing's new text."""
    rewrite(house)
    await lead.taps("change-send")
    await lead.taps("change-text")
    assert NEW in reads(lead.card)
    await lead.taps("confirm-change")


async def withdraws(lead: Person) -> None:
    await lead.taps("change-send")
    await lead.taps("withdraw-send")
    await lead.taps("confirm-withdraw", why="Something in it is wrong")


def cards_put(house: House, person: Person) -> list[dict[str, Any]]:
    """The cards that were put in place of earlier ones in a person's chat, oldest first."""
    updates = [one for one in house.lines.connector.delivered if one.kind == "update"]
    mine = [one for one in updates if f"/{person.chat}/" in one.path]
    return [json.loads(one.body)["attachments"][0]["content"] for one in mine]


async def all_updated(house: House) -> None:
    """Let time pass until no card waits to be updated."""
    while house.count(t.card_updates):
        house.clock.forward(seconds=30)
        await house.next_round()


async def settled_and_shown(house: House) -> None:
    """Wait until nothing is under way, and the lead's own card needs no update any more."""
    await house.settled()
    await house.lines.until(lambda: house.count(t.dispatches, card_shows=100) == 1)


async def test_a_new_text_takes_the_place_of_the_old_on_every_card_and_nobodys_acts_are_lost(
    either_house: House,
) -> None:
    house = either_house
    lee, ali, bea = await house.people("lee", "ali", "bea")
    await sent_by(lee)
    assert await house.settled() == {State.SENT: 2}
    await ali.gets("Hearing children")
    await ali.taps("read")
    posted = len(ali.posts()) + len(bea.posts())
    house.clock.forward(minutes=1)
    await changes_text(house, lee)
    await all_updated(house)

    alis, beas = cards_put(house, ali)[-1], cards_put(house, bea)[-1]
    assert NEW in reads(alis)
    assert NEW in reads(beas)
    assert "You have read this." in reads(alis)
    assert "You have read this." not in reads(beas)
    assert len(ali.posts()) + len(bea.posts()) == posted, "nobody is messaged again"
    assert house.count(t.deliveries, shows=1, showed_first=0) == 2
    await lee.taps("change-send")
    await lee.taps("saw-old-text")
    assert (
        "Ali Reed** (Ashford Police): They said they had read it. Their card shows the new text."
        in reads(lee.card)
    )


async def test_what_waits_goes_out_with_the_new_text(house: House) -> None:
    lee, ali = await house.people("lee", "ali")
    later = await waiting(house, lee)
    await changes_text(house, lee)
    house.clock.set(later)
    assert await house.settled() == {State.SENT: 1}
    assert NEW in reads(ali.looks())
    assert house.count(t.deliveries, shows=1) == 1
    assert cards_put(house, ali) == []


async def test_a_withdrawn_briefing_is_replaced_by_who_when_and_why(either_house: House) -> None:
    house = either_house
    lee, ali = await house.people("lee", "ali")
    await sent_by(lee, ALI)
    await house.settled()
    await ali.gets("Hearing children")
    await withdraws(lee)
    assert "This was withdrawn" in reads(lee.card)
    await all_updated(house)

    [card] = cards_put(house, ali)
    for words in (
        "This briefing has been withdrawn",
        "Ashford withdrew it on 4 March 2026",
        "Something in it was wrong.",
    ):
        assert words in reads(card)
    assert "actions" not in card
    await ali.taps("read")
    assert "has been withdrawn" in reads(ali.card)
    await lee.taps("progress")
    assert "The card is replaced." in reads(lee.card)


async def test_a_withdrawn_text_is_re_read_and_signed_off_before_it_goes_again(
    either_house: House,
) -> None:
    house = either_house
    lee, ali = await house.people("lee", "ali")
    await sent_by(lee, ALI)
    await house.settled()
    await ali.gets("Hearing children")
    await withdraws(lee)
    assert "someone must re-read it and sign it off again" in reads(lee.card)
    await all_updated(house)

    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", rule=ALI)
    await lee.taps("confirm-briefing")
    assert "This version has not been signed off yet." in reads(lee.card)
    await lee.signs_off_and_sends()
    assert await house.settled() == {State.SENT: 1}
    assert house.count(t.audit, act="take back sign-off") == 1


async def test_fifty_taps_on_duplicate_make_one_copy(either_house: House) -> None:
    house = either_house
    [lee] = await house.people("lee")
    await lee.says("briefings")
    await lee.taps("see-briefing", briefing="Hearing children")
    tapped = lee.tap("duplicate-briefing")
    taps = (lee.sends(tapped | {"id": f"f:duplicate-{number}"}) for number in range(50))
    await asyncio.gather(*taps)
    assert "This is the copy, B1-2." in reads(lee.card)
    assert house.count(t.briefings, state="draft") == 1


HARMLESS: dict[str, Treatment | str] = {
    "throttled": throttled("1"),
    "busy": "busy",
    "away": "unavailable",
    "refused without a reason that we know": "undecryptable",
    "a sign-in of ours that is refused": "not-registered",
    "lost on the way": "dropped",
    "lost on the way back": "accepted-then-dropped",
    "accepted and then failed": "accepted-then-502",
}


@pytest.mark.parametrize("name", HARMLESS)
async def test_an_update_that_fails_is_tried_again(house: House, name: str) -> None:
    lee, ali, _ = await house.people("lee", "ali", "bea")
    await sent_by(lee, ALI)
    await settled_and_shown(house)
    house.lines.connector.script(HARMLESS[name], kind="update")
    await withdraws(lee)
    await all_updated(house)
    assert "has been withdrawn" in reads(cards_put(house, ali)[-1])
    assert house.count(t.deliveries, shows=1, reason=None) == 1


@pytest.mark.parametrize(
    "failure", ["activity-gone", "chat-gone", "blocked-by-user", "disabled-by-admin"]
)
async def test_a_card_that_is_gone_is_given_up_with_the_reason(house: House, failure: str) -> None:
    lee, *_ = await house.people("lee", "ali")
    await sent_by(lee, ALI)
    await settled_and_shown(house)
    # The lead's own card is updated beside it.
    house.lines.connector.script(failure, failure, kind="update")
    await withdraws(lee)
    await house.lines.until(lambda: house.count(t.card_updates) == 0)
    assert house.count(t.deliveries, shows=0, reason=None) == 0
    assert house.standing() == {State.SENT: 1}
    await lee.taps("change-send")
    await lee.taps("saw-old-text")
    assert "We could not change their card. " in reads(lee.card)


async def test_a_paused_send_holds_still_until_it_goes_on(either_house: House) -> None:
    house = either_house
    lee, ali = await house.people("lee", "ali")
    later = await waiting(house, lee)
    await lee.taps("pause-send")
    house.clock.set(later)
    await house.next_round()
    assert house.standing() == {State.PENDING: 1}
    await lee.taps("resume-send")
    assert await house.settled() == {State.SENT: 1}
    assert len(ali.posts()) == 2  # the greeting and the briefing


async def test_what_was_cancelled_never_comes(house: House) -> None:
    lee, ali = await house.people("lee", "ali")
    later = await waiting(house, lee)
    await lee.taps("change-send")
    await lee.taps("cancel-send")
    assert "Cancel for 1 person?" in reads(lee.card)
    await lee.taps("confirm-cancel")
    house.clock.set(later)
    await house.next_round()
    assert house.standing() == {State.SKIPPED: 1}
    assert len(ali.posts()) == 1
    await lee.says("not reached")
    assert "The send was cancelled before it went to them." in reads(lee.card)


async def app_comes(house: House, **parts: Any) -> None:
    """The app is added to a team."""
    await house.lines.post(
        of_team(**({"action": "add", "serviceUrl": house.lines.service_url} | parts))
    )


def in_channel(house: House) -> list[dict[str, Any]]:
    """Every attempt to post in the channel, as cards."""
    posts = [one for one in house.lines.connector.seen("message") if one.path == CHANNEL]
    return [json.loads(one.body)["attachments"][0]["content"] for one in posts]


async def posted(house: House, state: State) -> None:
    await house.lines.until(lambda: house.count(t.posts, state=state) == 1)


async def test_a_briefing_is_posted_in_a_channel_changed_there_and_withdrawn(
    either_house: House,
) -> None:
    house = either_house
    await app_comes(house)
    assert in_channel(house) == [], "nobody is greeted in a channel"
    lee, *_ = await house.people("lee", "ali")
    await sent_by(lee, ALI, channels="Practice / General")
    await posted(house, State.SENT)
    await house.settled()

    [card] = in_channel(house)
    assert "Open Golden Thread to say what you did with it." in reads(card)
    assert "actions" not in card
    assert "/r/" not in reads(card), "nobody's own links"
    await lee.taps("progress")
    assert "In channels" in reads(lee.card)
    await changes_text(house, lee)
    await house.lines.until(lambda: house.count(t.posts, shows=1) == 1)
    await withdraws(lee)
    await house.lines.until(lambda: house.count(t.posts, shows=2) == 1)
    puts = [one for one in house.lines.connector.seen("update") if one.path.startswith(CHANNEL)]
    assert NEW in puts[0].body.decode()
    assert "has been withdrawn" in puts[-1].body.decode()
    assert len(in_channel(house)) == 1


@pytest.mark.parametrize(
    "failure", ["accepted-then-502", "unavailable", "dropped", "accepted-then-dropped"]
)
async def test_a_post_whose_reply_was_lost_is_not_known_and_never_repeated(
    house: House, failure: str
) -> None:
    await app_comes(house)
    lee, *_ = await house.people("lee")
    # The post and the message.
    await sent_by(lee, ALI, [failure] * 2, channels="Practice / General")
    await posted(house, State.UNKNOWN)
    for _ in range(3):
        house.clock.forward(minutes=5)
        await house.next_round()
    assert len(in_channel(house)) == 1


async def test_a_post_that_was_refused_for_a_while_goes_once(house: House) -> None:
    await app_comes(house)
    lee, *_ = await house.people("lee")
    await sent_by(lee, ALI, ["busy", "busy"], channels="Practice / General")
    while not house.count(t.posts, state=State.SENT):
        house.clock.forward(seconds=30)
        await house.next_round()
    house.clock.forward(minutes=5)
    await house.next_round()
    assert len([one for one in house.lines.connector.delivered if one.path == CHANNEL]) == 1


async def test_a_channel_where_the_app_is_gone_is_offered_no_more(house: House) -> None:
    await app_comes(house)
    lee, *_ = await house.people("lee")
    await sent_by(lee, ALI, ["not-in-roster"] * 2, channels="Practice / General")
    await posted(house, State.FAILED)
    assert house.count(t.channels, state="removed") == 1
    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", rule=TWO)
    await lee.taps("preview-briefing")
    assert "Also post in a channel" not in reads(lee.card)


@pytest.mark.parametrize(
    ("failure", "why", "advice", "offered"),
    [
        (
            "forbidden-without-code",
            (
                "Teams lets no one post there now, for instance because the channel or team is "
                "archived."
            ),
            "Ask an owner of the team to restore it",
            True,
        ),
        ("chat-gone", "The channel no longer exists.", "Post it in another channel", False),
        ("not-installed", "The app is no longer in this team.", "to add the app again", False),
        (
            "disabled-by-admin",
            "An administrator has switched the app off in Teams.",
            "Ask your Teams administrator to allow it",
            True,
        ),
    ],
)
async def test_a_post_that_failed_is_shown_by_name_and_reason_with_what_to_do(
    house: House, failure: str, why: str, advice: str, offered: bool
) -> None:
    await app_comes(house)
    lee, *_ = await house.people("lee")
    await sent_by(lee, ALI, [failure] * 2, channels="Practice / General")
    await posted(house, State.FAILED)
    puts = house.lines.connector.seen
    await house.lines.until(
        lambda: any(b"**Practice / General**" in one.body for one in puts("update"))
    )
    await lee.taps("progress")
    assert f"**Practice / General**: {why} " in reads(lee.card)
    assert advice in reads(lee.card)
    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", rule=TWO)
    await lee.taps("preview-briefing")
    assert ("Also post in a channel" in reads(lee.card)) is offered


async def test_an_archived_team_is_not_offered_until_it_is_restored(house: House) -> None:
    await app_comes(house)
    lee, *_ = await house.people("lee")

    async def news(event: str) -> str:
        activity = of_team("conversationUpdate", data={"eventType": event})
        await house.lines.post(activity | {"serviceUrl": house.lines.service_url, "id": event})
        await lee.says("send briefing")
        await lee.taps("preview-briefing", briefing="Hearing children", rule=TWO)
        await lee.taps("preview-briefing")
        return reads(lee.card)

    assert "Also post in a channel" not in await news("teamArchived")
    assert house.count(t.channels, state="archived") == 1
    assert "Also post in a channel" in await news("teamUnarchived")
    assert house.count(t.channels, state="installed") == 1


async def test_news_that_comes_twice_does_not_bring_back_a_team_that_the_app_has_left(
    house: House,
) -> None:
    await app_comes(house, id="f:came")
    assert house.count(t.channels, state="installed", conversation_id=TEAM) == 1
    await app_comes(house, id="f:went", action="remove")
    await app_comes(house, id="f:came")
    assert house.count(t.channels, state="removed") == 1
    assert house.lines.connector.seen("message") == []
    assert house.count(t.chats) == 0, "nothing is kept of whoever brought it"


async def test_a_lead_who_pauses_what_another_sent_does_not_take_their_progress_card(
    house: House,
) -> None:
    lee, lou = await house.people("lee", "lou")
    await waiting(house, lee)
    query = select(t.dispatches.c.id, t.dispatches.c.card_id)
    [before] = house.store.look(lambda unit: unit.connection.execute(query).all())
    lou.card = json.loads(json.dumps(lee.card))
    for button in lou.card["actions"]:
        del button["data"]["message"]  # as on a card from before messages had versions
    await lou.taps("pause-send")
    assert "A lead paused this" in reads(lou.card)
    assert house.store.look(lambda unit: unit.connection.execute(query).all()) == [before]
