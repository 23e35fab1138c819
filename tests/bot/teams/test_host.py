"""Signed activities over HTTP reach the one turn once, and always come back as something a person
can read."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from botbuilder.schema import Activity

from bot.teams.attestation import NoAuthentication
from bot.teams.inbound import FileConsent, Inbound
from tests.bot.teams.door import CARD, Door
from tests.stand_ins.activities import (
    PERSON,
    SERVICE_URL,
    TENANT,
    activity,
    execute,
    message,
    submit,
)


async def test_a_tap_reaches_the_turn_once_and_brings_the_next_card(door: Door) -> None:
    status, body = await door.signed(execute("answer", {"invitation": "i1", "choice": "4"}))
    assert (status, body) == (
        200,
        {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": CARD},
    )
    (inbound,) = door.turns
    assert inbound == Inbound(
        kind="invoke",
        tenant_id=TENANT,
        aad_object_id=PERSON,
        teams_user_id="29:person",
        conversation_id="a:1chat",
        service_url=SERVICE_URL,
        activity_id="f:1",
        reply_to_id="1700",
        data={"invitation": "i1", "choice": "4"},
        verb="answer",
        time_zone="Europe/London",
    )


async def test_a_tap_from_an_older_client_is_the_same_command_once(door: Door) -> None:
    data = {"verb": "answer", "invitation": "i1", "choice": "4"}
    await door.signed(execute("", data))
    assert await door.signed(submit(data)) == (200, None)
    new, old = door.turns
    assert (old.kind, old.verb, old.data, old.reply_to_id) == (
        "message",
        new.verb,
        new.data,
        new.reply_to_id,
    )


async def test_words_arrive_without_the_mention(door: Door) -> None:
    await door.signed(message("<at>Golden Thread</at>&nbsp; My Surveys \n"))
    assert [(turn.kind, turn.text) for turn in door.turns] == [("message", "My Surveys")]


@pytest.mark.parametrize(
    ("action", "kinds"),
    [
        ("add", ["installed"]),
        ("add-upgrade", ["installed"]),
        ("remove", ["removed"]),
        ("remove-upgrade", ["removed"]),
        ("upgrade", []),
        (7, []),
    ],
)
async def test_coming_and_going_of_the_app_is_told(
    action: object, kinds: list[str], door: Door
) -> None:
    assert (await door.signed(activity("installationUpdate", action=action)))[0] == 200
    assert [turn.kind for turn in door.turns] == kinds


async def test_a_member_list_with_the_bot_in_it_is_an_installation(door: Door) -> None:
    us = activity()["recipient"]
    await door.signed(activity("conversationUpdate", membersAdded=[{"id": "29:person"}, us]))
    await door.signed(activity("conversationUpdate", membersAdded=[{"id": "29:person"}]))
    assert [turn.kind for turn in door.turns] == ["installed"]


async def test_consent_to_a_file_is_read_whole(door: Door) -> None:
    value = {
        "action": "accept",
        "context": {"export": "e1"},
        "uploadInfo": {"uploadUrl": "https://x.sharepoint.com/u"},
    }
    assert await door.signed(activity("invoke", name="fileConsent/invoke", value=value)) == (
        200,
        {},
    )
    assert door.turns[0].consent == FileConsent(
        True, {"export": "e1"}, {"uploadUrl": "https://x.sharepoint.com/u"}
    )
    await door.signed(activity("invoke", name="fileConsent/invoke", value={"action": "decline"}))
    assert door.turns[1].consent == FileConsent(False, {}, {})


UNKNOWN = [
    activity("trace"),
    activity("endOfConversation"),
    activity("typing"),
    activity("somethingNew"),
    activity("event", name="application/vnd.microsoft.meetingStart", value={"Id": "1"}),
    activity("event", name="x"),
    activity("invoke", name="composeExtension/query", value={}),
    activity("invoke", name="brand/new", value="x"),
    activity("invoke"),
    activity("messageReaction", reactionsAdded=[{"type": "like"}]),
]


@pytest.mark.parametrize("sent", UNKNOWN, ids=lambda sent: f"{sent['type']} {sent.get('name', '')}")
async def test_what_we_do_not_know_is_200_and_nothing_done(
    sent: dict[str, Any], door: Door
) -> None:
    assert (await door.signed(sent))[0] == 200
    assert door.turns == []


async def test_a_crash_in_a_tap_is_said_in_words_with_status_200(door: Door) -> None:
    async def crash(inbound: Inbound) -> None:
        raise RuntimeError("the answer was: canary")

    door.answer = crash
    status, body = await door.signed(execute("answer", {}))
    assert (status, body["statusCode"], body["type"]) == (
        200,
        200,
        "application/vnd.microsoft.activity.message",
    )
    assert "not saved" in body["value"]
    assert "canary" not in body["value"]
    assert len(door.turns) == 1


async def test_a_crash_in_a_message_is_200_so_that_it_is_not_sent_again(door: Door) -> None:
    async def crash(inbound: Inbound) -> None:
        raise RuntimeError

    door.answer = crash
    assert (await door.signed(message("help")))[0] == 200
    assert len(door.turns) == 1


async def test_a_tap_without_a_card_still_has_a_body(door: Door) -> None:
    async def nothing(inbound: Inbound) -> None:
        return None

    door.answer = nothing
    assert (await door.signed(execute("x", {})))[1][
        "type"
    ] == "application/vnd.microsoft.activity.message"


async def test_data_as_a_string_is_taken_as_no_data(door: Door) -> None:
    assert (await door.signed(execute("answer", "text")))[0] == 200
    assert dict(door.turns[0].data) == {}


async def test_turns_at_the_same_time_keep_their_own_activities(door: Door) -> None:
    async def slow(inbound: Inbound) -> dict[str, Any]:
        await asyncio.sleep(0.01)
        return {"type": "AdaptiveCard", "said": inbound.data["n"]}

    door.answer = slow
    answers = await asyncio.gather(*(door.signed(execute("x", {"n": n})) for n in range(20)))
    assert [body["value"]["said"] for _, body in answers] == list(range(20))


async def test_nothing_is_attested_that_the_gate_did_not_admit() -> None:
    with pytest.raises(PermissionError):
        await NoAuthentication().authenticate_request(Activity(), "Bearer x")


STRAY = """\
DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS=true
CLIENT_ID=evil
CLIENT_SECRET=evil
CLOUD=China
SERVICE_URL=https://evil.example
PYTHON_DOTENV_DISABLED=0
"""
PROBE = """
import asyncio, os
from bot.teams.host import build_teams_host
from bot.teams.sdk import BotIdentity, TeamsSdk
sdk = TeamsSdk(BotIdentity())
print([name for name in ("CLIENT_ID", "CLIENT_SECRET", "SERVICE_URL") if name in os.environ])
options = sdk.app.options
print(options.dangerously_allow_unauthenticated_requests, sdk.app.id, sdk.cloud.token_issuer)
print(sdk.app.api.service_url)
"""


@pytest.mark.parametrize("switch", [{}, {"DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true"}])
def test_a_stray_file_or_variable_switches_nothing_off(
    tmp_path: Path, switch: dict[str, str]
) -> None:
    (tmp_path / ".env").write_text(STRAY)
    root = str(Path(__file__).parents[3])
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": root} | switch
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "[]",
        "False None https://api.botframework.com",
        "https://smba.trafficmanager.net/teams",
    ]
