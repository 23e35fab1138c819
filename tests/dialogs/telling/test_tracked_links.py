"""Tracked links: each person has their own, a visit is kept, and it leads nowhere but where the
briefing does."""

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from dialogs.replies import LeadsTo, ShowBriefing
from dialogs.table import take_page
from dialogs.telling.open_link import FollowLink
from dialogs.telling.tracked_links import (
    PLACEHOLDER,
    address,
    personal_with,
    read_place,
    tracked,
    untracked,
)
from storage import tables as t
from storage.telling.link_tokens import LENGTH, LinkTokens
from storage.trust.encryption import Keyring, new_keyring
from surveys.problems import Refusal
from surveys.sending.delivery import State
from tests.builders.partnership import INSTALLATION, Town
from tests.builders.replies import briefing as a_reply
from tests.builders.told import LINKS, a_briefing, acts, place, settle, states, tell

KEYRING = new_keyring()
TOKENS = LinkTokens(KEYRING)
IDS = st.integers(min_value=0, max_value=2**63 - 1)
SAFE = frozenset(string.ascii_letters + string.digits + "-_")


def _follow(town: Town, where: str, *, counted: bool = True) -> str:
    command = FollowLink(place=where, counted=counted)
    reply = town.store.act_now(lambda unit: take_page(unit, command, INSTALLATION))
    assert isinstance(reply, LeadsTo)
    return reply.address


def _refused(town: Town, where: str) -> str:
    with pytest.raises(Refusal) as refused:
        _follow(town, where)
    return refused.value.code


def _visits(town: Town) -> int:
    return town.store.look(
        lambda unit: unit.connection.scalars(select(func.count()).select_from(t.visits)).one()
    )


@given(IDS, IDS)
def test_a_token_says_which_message_to_whom_to_nobody_but_us(dispatch: int, person: int) -> None:
    token = TOKENS.token(dispatch, person)

    assert len(token) == LENGTH
    assert set(token) <= SAFE
    assert TOKENS.token(dispatch, person) == token
    assert TOKENS.read(token) == (dispatch, person)
    assert LinkTokens(new_keyring()).read(token) is None


@given(IDS, IDS, st.integers(0, LENGTH - 1), st.sampled_from(sorted(SAFE)))
def test_a_token_with_one_character_changed_is_none_of_ours(
    dispatch: int, person: int, at: int, other: str
) -> None:
    token = TOKENS.token(dispatch, person)
    changed = token[:at] + other + token[at + 1 :]

    assert TOKENS.read(changed) == ((dispatch, person) if changed == token else None)


@given(st.text(max_size=200))
def test_what_is_no_token_is_read_as_none(text: str) -> None:
    assert TOKENS.read(text) is None
    found = read_place(text)
    assert found is None or len(found[0]) == LENGTH


def test_a_token_of_an_earlier_key_still_leads_on() -> None:
    later = Keyring("2", {**KEYRING.masters, "2": new_keyring().masters["1"]}, KEYRING.pseudonyms)
    token = TOKENS.token(7, 9)

    assert LinkTokens(later).read(token) == (7, 9)
    assert LinkTokens(later).token(7, 9) != token


def test_a_place_is_as_short_as_promised() -> None:
    assert len(f"{TOKENS.token(2**63 - 1, 2**63 - 1)}.9") <= 60
    assert len(PLACEHOLDER) == LENGTH


def test_a_message_gets_the_persons_own_token_wherever_one_belongs() -> None:
    body = json.dumps(
        {"text": f"[a]({address('https://gt.example', 0)}) [b]({address('https://gt.example', 1)})"}
    )
    mine = personal_with(KEYRING)(body.encode(), 7, 9)

    assert len(mine) == len(body)
    assert PLACEHOLDER.encode() not in mine
    assert mine.count(TOKENS.token(7, 9).encode()) == 2


def test_a_message_without_a_place_is_the_same_bytes() -> None:
    body = b'{"text": "nothing to follow"}'
    assert personal_with(KEYRING)(body, 7, 9) is body


def test_a_preview_and_a_channel_have_no_place_for_a_token() -> None:
    sent = tracked(a_reply(), "https://gt.example")

    assert len(sent.tracked) == len(sent.links)
    assert PLACEHOLDER not in a_reply(preview=True).model_dump_json()
    assert PLACEHOLDER not in untracked(sent).model_dump_json()


def test_a_sent_briefing_is_frozen_with_places_and_with_where_they_lead(quick_town: Town) -> None:
    dispatch = tell(quick_town, a_briefing(quick_town))
    _, content = quick_town.store.look(lambda unit: unit.deliveries.content(dispatch))
    frozen = ShowBriefing.model_validate_json(content)

    assert [one for _, one in frozen.links] == [link.address for link in LINKS]
    assert list(frozen.tracked) == [
        address(INSTALLATION.public_url, index) for index in range(len(LINKS))
    ]


def test_a_card_drawn_for_a_tap_has_the_persons_own_addresses(quick_town: Town) -> None:
    briefing = a_briefing(quick_town)
    dispatch = tell(quick_town, briefing)
    shown = quick_town.say("ann", "read", briefing=briefing)

    assert isinstance(shown, ShowBriefing)
    assert list(shown.tracked) == [
        f"{INSTALLATION.public_url}/r/{place(quick_town, dispatch, 'ann', at)}" for at in (0, 1)
    ]


@pytest.mark.parametrize("index", [0, 1])
def test_a_link_leads_to_exactly_the_briefings_own_address_and_is_kept(
    town: Town, index: int
) -> None:
    briefing = a_briefing(town)
    dispatch = tell(town, briefing)
    settle(town, dispatch, State.UNKNOWN)

    assert _follow(town, place(town, dispatch, "ann", index)) == LINKS[index].address
    assert acts(town, briefing) == {("ann", "followed")}
    assert states(town, dispatch) == {
        "ann": State.PROVEN,
        "bob": State.UNKNOWN,
        "cat": State.UNKNOWN,
    }


def test_a_link_followed_again_is_one_visit_and_one_entry_of_the_trail(town: Town) -> None:
    dispatch = tell(town, a_briefing(town))
    for _ in range(3):
        _follow(town, place(town, dispatch, "ann", 1))
    query = select(t.audit.c.act).where(t.audit.c.act == "followed")

    assert _visits(town) == 1
    assert len(town.store.look(lambda unit: unit.connection.scalars(query).all())) == 1


def test_only_the_message_that_was_opened_is_shown_to_have_arrived(quick_town: Town) -> None:
    briefing = a_briefing(quick_town)
    first, second = (tell(quick_town, briefing, once=once) for once in ("first", "second"))
    settle(quick_town, first, State.UNKNOWN)
    settle(quick_town, second, State.UNKNOWN)
    _follow(quick_town, place(quick_town, second, "ann"))

    assert states(quick_town, first)["ann"] == State.UNKNOWN
    assert states(quick_town, second)["ann"] == State.PROVEN


def test_a_look_at_where_it_leads_keeps_nothing(quick_town: Town) -> None:
    briefing = a_briefing(quick_town)
    dispatch = tell(quick_town, briefing)

    assert (
        _follow(quick_town, place(quick_town, dispatch, "ann"), counted=False) == LINKS[0].address
    )
    assert (_visits(quick_town), acts(quick_town, briefing)) == (0, set())
    assert states(quick_town, dispatch)["ann"] == State.SENT


def test_following_a_link_is_not_reading(quick_town: Town) -> None:
    briefing = a_briefing(quick_town)
    dispatch = tell(quick_town, briefing)
    _follow(quick_town, place(quick_town, dispatch, "ann"))
    shown = quick_town.say("ann", "show-briefing", briefing=briefing)

    assert isinstance(shown, ShowBriefing)
    assert shown.acts == {"followed"}


@pytest.mark.parametrize(
    "where", ["x", "A" * LENGTH, f"{'A' * LENGTH}.0", f"{'A' * LENGTH}.99", ".", "..", "é.0"]
)
def test_a_forged_address_leads_nowhere(quick_town: Town, where: str) -> None:
    tell(quick_town, a_briefing(quick_town))
    assert _refused(quick_town, where) == "link-unknown"
    assert _visits(quick_town) == 0


def test_a_token_for_somebody_to_whom_it_was_not_sent_leads_nowhere(quick_town: Town) -> None:
    dispatch = tell(quick_town, a_briefing(quick_town))
    assert _refused(quick_town, place(quick_town, dispatch, "ben")) == "link-unknown"


def test_a_place_that_the_briefing_does_not_have_says_so(quick_town: Town) -> None:
    dispatch = tell(quick_town, a_briefing(quick_town))
    assert _refused(quick_town, place(quick_town, dispatch, "ann", 2)) == "link-gone"


def test_a_link_that_was_mended_leads_to_the_mended_address_from_old_cards_too(
    quick_town: Town,
) -> None:
    dispatch = tell(quick_town, a_briefing(quick_town))
    _, content = quick_town.store.look(lambda unit: unit.deliveries.content(dispatch))
    mended = content.replace(LINKS[1].address, "https://ashford.example/new-policy")
    change = update(t.dispatches).where(t.dispatches.c.id == dispatch).values(content=mended)
    quick_town.store.act_now(lambda unit: unit.connection.execute(change))

    assert (
        _follow(quick_town, place(quick_town, dispatch, "ann", 1))
        == "https://ashford.example/new-policy"
    )


def test_an_address_that_is_not_https_is_not_led_to(quick_town: Town) -> None:
    dispatch = tell(quick_town, a_briefing(quick_town))
    _, content = quick_town.store.look(lambda unit: unit.deliveries.content(dispatch))
    for evil in (
        "javascript:alert(1)",
        "http://ashford.example/",
        "//evil.example",
        "https://a.example/\r\nX: y",
    ):
        changed = content.replace(json.dumps(LINKS[1].address), json.dumps(evil))
        change = update(t.dispatches).where(t.dispatches.c.id == dispatch).values(content=changed)
        quick_town.store.act_now(lambda unit, change=change: unit.connection.execute(change))
        assert _refused(quick_town, place(quick_town, dispatch, "ann", 1)) == "link-gone"


def test_a_withdrawn_briefing_leads_nowhere_and_keeps_no_visit(town: Town) -> None:
    dispatch = tell(town, a_briefing(town))
    change = update(t.dispatches).where(t.dispatches.c.id == dispatch).values(state="withdrawn")
    town.store.act_now(lambda unit: unit.connection.execute(change))

    assert _refused(town, place(town, dispatch, "ann")) == "briefing-withdrawn"
    assert _visits(town) == 0


def test_no_token_is_kept_in_the_database(quick_town: Town) -> None:
    briefing = a_briefing(quick_town)
    dispatch = tell(quick_town, briefing)
    where = place(quick_town, dispatch, "ann")
    _follow(quick_town, where)
    quick_town.say("ann", "read", briefing=briefing)
    file = quick_town.store.url.removeprefix("sqlite:///")
    for suffix in ("", "-wal"):
        with open(file + suffix, "rb") as kept:  # noqa: PTH123 - the name is an address's
            assert where[:LENGTH].encode() not in kept.read()
