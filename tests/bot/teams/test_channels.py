"""What comes in of a team: news of its channels and nothing else, past every check that a chat
passes."""

from typing import Any

import pytest

from bot.teams.inbound import read_inbound
from tests.bot.teams.door import Door
from tests.stand_ins.activities import CLIENT_ID, TEAM, TENANT, activity, of_team

OTHER = "99999999-aaaa-4bbb-8ccc-999999999999"
CREATED = {
    "eventType": "channelCreated",
    "channel": {"id": "19:new@thread.tacv2", "name": "Learning"},
}
BOT = [{"id": f"28:{CLIENT_ID}"}]
NEWS: dict[str, tuple[dict[str, Any], tuple[str, str, tuple[tuple[str, str], ...]]]] = {
    "the app added": (of_team(action="add"), ("there", "Practice", ((TEAM, "General"),))),
    "the app added to a channel": (
        of_team(
            action="add",
            data={"settings": {"selectedChannel": {"id": "19:chosen", "name": "Learning"}}},
        ),
        ("there", "Practice", ((TEAM, "General"), ("19:chosen", "Learning"))),
    ),
    "the app added by members": (
        of_team("conversationUpdate", membersAdded=BOT),
        ("there", "Practice", ((TEAM, "General"),)),
    ),
    "in one thread of a channel": (
        of_team(action="add", channel=f"{TEAM};messageid=17"),
        ("there", "Practice", ((TEAM, "General"),)),
    ),
    "the app removed": (of_team(action="remove"), ("team-gone", "Practice", ())),
    "the app removed by members": (
        of_team("conversationUpdate", membersRemoved=BOT),
        ("team-gone", "Practice", ()),
    ),
    "a channel made": (
        of_team("conversationUpdate", data=CREATED),
        ("there", "Practice", (("19:new@thread.tacv2", "Learning"),)),
    ),
    "a channel deleted": (
        of_team("conversationUpdate", data=CREATED | {"eventType": "channelDeleted"}),
        ("gone", "Practice", (("19:new@thread.tacv2", "Learning"),)),
    ),
    "the team renamed": (
        of_team("conversationUpdate", data={"eventType": "teamRenamed"}),
        ("team-named", "Practice", ()),
    ),
}


@pytest.mark.parametrize("name", NEWS)
async def test_news_of_a_team_is_let_in_and_answered_by_nothing(name: str, door: Door) -> None:
    sent, expected = NEWS[name]
    assert await door.signed(sent) == (200, None)
    [inbound] = door.turns
    assert inbound.kind == "channel"
    assert inbound.news is not None
    assert (inbound.news.news, inbound.news.team, inbound.news.channels) == expected


WHERE = of_team()["conversation"]
REFUSED: dict[str, dict[str, Any]] = {
    "words": of_team("message", text="help"),
    "a tap": of_team(
        "invoke", name="adaptiveCard/action", value={"action": {"verb": "help", "data": {}}}
    ),
    "a file": of_team("invoke", name="fileConsent/invoke", value={"action": "accept"}),
    "a reaction": of_team("messageReaction"),
    "an event": of_team("event", name="application/vnd.microsoft.meetingStart"),
    "words without a team": of_team("message", text="help", channelData={"tenant": {"id": TENANT}}),
    "no team": of_team(action="add", channelData={"tenant": {"id": TENANT}}),
    "a team without an id": of_team(action="add", data={"team": {"name": "Practice"}}),
    "a team whose id is a number": of_team(action="add", data={"team": {"id": 7}}),
    "a group chat": of_team(action="add", conversation=WHERE | {"conversationType": "groupChat"}),
    "no kind of conversation": of_team(action="add", conversation={"id": TEAM, "tenantId": TENANT}),
    "a personal chat that is a group": of_team(
        action="add", conversation=WHERE | {"conversationType": "personal"}
    ),
    "a foreign tenant": of_team(action="add", conversation=WHERE | {"tenantId": OTHER}),
    "a foreign tenant of the data": of_team(action="add", data={"tenant": {"id": OTHER}}),
    "no tenant of the conversation": of_team(
        action="add", conversation={"id": TEAM, "conversationType": "channel", "isGroup": True}
    ),
    "another bot": of_team(action="add", recipient={"id": f"28:{OTHER}"}),
    "another channel of messages": of_team(action="add", channelId="webchat"),
    "an address elsewhere": of_team(action="add", serviceUrl="https://evil.example/"),
    "an id that is a path": of_team(action="add", channel="19:a/../b"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_anything_else_of_a_team_is_403(name: str, door: Door) -> None:
    assert await door.signed(REFUSED[name]) == (403, None)
    assert door.turns == []


UNKNOWN: dict[str, dict[str, Any]] = {
    "somebody joined": of_team("conversationUpdate", membersAdded=[{"id": "29:somebody"}]),
    "an event we do not know": of_team("conversationUpdate", data={"eventType": "channelShared"}),
    "an action we do not know": of_team(action="paint"),
    "a team id that is a path": of_team(action="add", data={"team": {"id": "../x"}}),
}


@pytest.mark.parametrize("name", UNKNOWN)
async def test_other_news_of_a_team_is_200_and_nothing_done(name: str, door: Door) -> None:
    assert (await door.signed(UNKNOWN[name]))[0] == 200
    assert door.turns == []


@pytest.mark.parametrize("odd", [None, 7, [], {}, "x", {"id": None}, {"id": []}])
@pytest.mark.parametrize("part", ["settings", "channel", "eventType"])
def test_whatever_a_team_says_of_itself_nothing_raises(part: str, odd: object) -> None:
    found = read_inbound(of_team("conversationUpdate", membersAdded=BOT, data={part: odd}))
    assert found.kind == "channel"


def test_a_personal_chat_is_read_as_before() -> None:
    assert read_inbound(activity("installationUpdate", action="add")).kind == "installed"
