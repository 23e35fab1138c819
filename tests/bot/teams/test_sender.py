"""Each answer of the connector becomes the outcome that the delivery promises rest on; no POST is
ever repeated."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import aiohttp
import pytest

from bot.network import DIRECT, sessions
from bot.network.sessions import open_session
from bot.teams.activity import message_bytes
from bot.teams.bearer import Bearer, Token, TokenAddress
from bot.teams.development_connector import Treatment
from bot.teams.entra_token import EntraToken
from bot.teams.outcomes import wait_of
from bot.teams.rate_limit import APART, RateLimit
from bot.teams.sdk import BotIdentity, cloud_for
from bot.teams.sender import SendRules, TeamsSender
from dialogs.ports import Address, Delivered, Outcome, Refused, RetryLater, Sender, Unknown
from surveys.people import ChatState
from tests.stand_ins.activities import CLIENT_ID, PERSON, TENANT
from tests.stand_ins.connector import RunningConnector, throttled
from tests.stand_ins.openid import running_provider

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BODY = message_bytes([], "A short briefing is ready to read.")
RULES = SendRules(CLIENT_ID, frozenset({"smba.trafficmanager.net"}), local=True)


class Time:
    """A clock whose sleeps pass at once and are written down."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def session() -> AsyncGenerator[aiohttp.ClientSession]:
    async with open_session(DIRECT) as opened:
        yield opened


@pytest.fixture
def sender(session: aiohttp.ClientSession, time: Time) -> TeamsSender:
    return TeamsSender(session, RULES, RateLimit(25, clock=time, sleep=time.sleep), lambda: NOW)


def address(connector: RunningConnector, conversation_id: str | None = "a:1chat") -> Address:
    return Address(TENANT, conversation_id, connector.service_url, PERSON)


async def test_a_message_is_delivered_with_its_id_and_bytes(
    connector: RunningConnector, sender: TeamsSender
) -> None:
    port: Sender = sender
    assert await port.send(address(connector), BODY) == Delivered("activity-1", "a:1chat")
    (sent,) = connector.connector.delivered
    assert (sent.path, sent.body) == ("/v3/conversations/a:1chat/activities", BODY)
    assert "Authorization" not in sent.headers


async def test_the_first_message_opens_the_chat(
    connector: RunningConnector, sender: TeamsSender
) -> None:
    assert await sender.send(address(connector, None), BODY) == Delivered("activity-2", "a:chat-1")
    (opening,) = connector.connector.seen("open")
    assert f'"members": [{{"id": "{PERSON}"}}]'.encode() in opening.body


OUTCOMES: dict[str, Outcome] = {
    "throttled": RetryLater(2, True, "throttled"),
    "busy": RetryLater(2, False, "busy"),
    "bad-request": Refused("bad-request", None, True),
    "not-registered": Refused("not-authorised"),
    "disabled-by-admin": Refused("BotDisabledByAdmin", ChatState.DISABLED),
    "not-in-roster": Refused("BotNotInConversationRoster", ChatState.NOT_INSTALLED),
    "blocked-by-user": Refused("ConversationBlockedByUser", ChatState.BLOCKED),
    "not-installed": Refused("ForbiddenOperationException", ChatState.NOT_INSTALLED),
    "wrong-host": Refused("InvalidBotApiHost", None, True),
    "not-permitted": Refused("chat_refused", ChatState.REFUSED),
    "undecryptable": Refused("chat_refused", ChatState.REFUSED),
    "writes-blocked": Refused("MessageWritesBlocked", ChatState.BLOCKED),
    "forbidden-without-code": Refused("chat_refused", ChatState.REFUSED),
    "chat-gone": Refused("ConversationNotFound", ChatState.GONE),
    "activity-gone": Refused("not-found", ChatState.GONE),
    "too-large": Refused("too-large", None, True),
    "error": Unknown("http-500"),
    "unavailable": Unknown("http-503"),
    "accepted-then-502": Unknown("http-502"),
    "accepted-then-dropped": Unknown("reply-lost-ServerDisconnectedError"),
    "dropped": Unknown("reply-lost-ServerDisconnectedError"),
    "empty-200": Delivered("", "a:1chat"),
    "empty-202": Delivered("", "a:1chat"),
    "redirect": Refused("redirected", None, True),
}


@pytest.mark.parametrize("failure", OUTCOMES)
async def test_each_failure_has_its_outcome_after_exactly_one_post(
    failure: str, connector: RunningConnector, sender: TeamsSender
) -> None:
    connector.connector.script(failure)
    outcome = await sender.send(address(connector), BODY)
    if failure.endswith("dropped"):  # the system decides whether a reset or an end is seen first
        assert isinstance(outcome, Unknown)
        assert outcome.reason.startswith("reply-lost-")
    else:
        assert outcome == OUTCOMES[failure]
    assert len(connector.connector.requests) == 1


async def test_a_connection_that_served_before_and_drops_is_not_tried_again(
    connector: RunningConnector, sender: TeamsSender
) -> None:
    await sender.send(address(connector), BODY)
    connector.connector.script("accepted-then-dropped")
    assert isinstance(await sender.send(address(connector), BODY), Unknown)
    assert len(connector.connector.requests) == 2


async def test_a_connector_that_hangs_is_unknown_after_the_total_timeout(
    connector: RunningConnector, time: Time
) -> None:
    connector.connector.script("hanging")
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.2)) as impatient:
        sender = TeamsSender(
            impatient, RULES, RateLimit(25, clock=time, sleep=time.sleep), lambda: NOW
        )
        assert await sender.send(address(connector), BODY) == Unknown("reply-lost-TimeoutError")
    assert len(connector.connector.requests) == 1


async def test_the_session_gives_every_call_fifteen_seconds(session: aiohttp.ClientSession) -> None:
    assert (session.timeout.total, session.timeout.connect) == (15, 5)


async def test_messages_that_hang_keep_no_other_from_a_connection(
    connector: RunningConnector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Waiting for a connection gives up late here, so that a busy machine decides nothing."""
    monkeypatch.setattr(sessions, "TOTAL_SECONDS", None)
    monkeypatch.setattr(sessions, "CONNECT_SECONDS", 30)
    hanging = 200
    connector.connector.script(*["hanging"] * hanging)
    async with open_session(DIRECT) as session:
        sender = TeamsSender(session, RULES, RateLimit(1e9), lambda: NOW)
        stuck = [
            asyncio.create_task(sender.send(address(connector, f"a:{n}"), BODY))
            for n in range(hanging)
        ]
        while len(connector.connector.delivered) < hanging:
            assert not any(one.done() for one in stuck)
            await asyncio.sleep(0.01)

        assert await sender.send(address(connector), BODY) == Delivered("activity-1", "a:1chat")
        assert not any(one.done() for one in stuck)
        for one in stuck:
            one.cancel()


async def test_a_connection_never_made_may_be_tried_again(sender: TeamsSender) -> None:
    outcome = await sender.send(Address(TENANT, "a:1", "http://127.0.0.1:9/", PERSON), BODY)
    assert outcome == RetryLater(2, False, "never-connected-ClientConnectorError", tried=False)


async def test_a_message_over_eighty_kilobytes_of_utf16_is_too_large(
    connector: RunningConnector, sender: TeamsSender
) -> None:
    large = message_bytes([{"content": "x" * 41_000}], "Large.")
    assert await sender.send(address(connector), large) == Refused("too-large", None, True)


async def test_the_placeholder_of_the_sdk_is_never_taken_for_an_id(
    connector: RunningConnector, sender: TeamsSender
) -> None:
    connector.connector.script(
        Treatment(201, body={"id": "DO_NOT_USE_PLACEHOLDER_ID"}, accepts=True)
    )
    assert await sender.send(address(connector), BODY) == Delivered("", "a:1chat")
    assert await sender.update(address(connector), "DO_NOT_USE_PLACEHOLDER_ID", BODY) == Refused(
        "activity-id-unsafe"
    )


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("3", 3),
        (" 7 ", 7),
        ("1.5", 1.5),
        (None, 2),
        ("", 2),
        ("0", 1),
        ("-5", 1),
        ("3600", 120),
        ("soon", 2),
        ("1e9", 2),
        ("9" * 400, 120),
        (format_datetime(NOW + timedelta(seconds=40), usegmt=True), 40),
        (format_datetime(NOW - timedelta(hours=1), usegmt=True), 1),
        ("Mon, 02 Mar 2026 09:00:30 -0000", 30),
        ("Mon, 99 Mar 2026 09:00:30 GMT", 2),
    ],
)
def test_every_form_of_retry_after_is_a_wait_of_one_to_120_seconds(
    text: str | None, seconds: float
) -> None:
    assert wait_of(text, NOW) == seconds


async def test_a_throttled_tenant_is_left_alone_until_its_time(
    connector: RunningConnector, sender: TeamsSender, time: Time
) -> None:
    connector.connector.script(throttled("30"))
    await sender.send(address(connector), BODY)
    assert await sender.send(address(connector), BODY) == RetryLater(
        30, True, "tenant-paused", tried=False
    )
    assert len(connector.connector.requests) == 1
    other = Address("another-tenant", "a:2", connector.service_url, PERSON)
    assert isinstance(await sender.send(other, BODY), Delivered)
    time.seconds += 30
    assert isinstance(await sender.send(address(connector), BODY), Delivered)


async def test_sends_of_one_tenant_keep_to_the_rate(
    connector: RunningConnector, sender: TeamsSender, time: Time
) -> None:
    for _ in range(26):
        await sender.send(address(connector), BODY)
    assert time.seconds == pytest.approx(APART)


async def test_what_is_late_is_not_made_up_for_faster_than_the_rate(
    connector: RunningConnector, sender: TeamsSender, time: Time
) -> None:
    for _ in range(3):  # whose slots have all come
        await sender.send(address(connector), BODY, has_slot=True)
    assert time.slept == pytest.approx([APART / 25, APART / 25])


REFUSED_ADDRESSES = [
    "https://evil.example/",
    "http://smba.trafficmanager.net/",
    "https://smba.trafficmanager.net:444/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://smba.trafficmanager.net/../x",
    "file:///etc/passwd",
    "",
    "https://smba.trafficmanager.net/?x=",
    "https://[::1",
    "//smba.trafficmanager.net/",
]


@pytest.mark.parametrize("service_url", REFUSED_ADDRESSES)
async def test_nothing_is_sent_to_an_address_outside_the_list(
    service_url: str, sender: TeamsSender
) -> None:
    to = Address(TENANT, "a:1", service_url, PERSON)
    assert await sender.send(to, BODY) == Refused("service-url-not-allowed")
    assert await sender.update(to, "1", BODY) == Refused("service-url-not-allowed")
    assert await sender.open_chat(to) == Refused("service-url-not-allowed")


async def test_production_does_not_send_to_this_machine(
    connector: RunningConnector, session: aiohttp.ClientSession
) -> None:
    sender = TeamsSender(
        session, SendRules(CLIENT_ID, RULES.connector_hosts), RateLimit(25), lambda: NOW
    )
    assert await sender.send(address(connector), BODY) == Refused("service-url-not-allowed")
    assert not connector.connector.requests


@pytest.mark.parametrize("identifier", ["a/../../v3/evil?x=1", "a/b", "..", "a#b", "a%2fb", ""])
async def test_an_id_that_would_leave_its_path_is_refused(
    identifier: str, connector: RunningConnector, sender: TeamsSender
) -> None:
    assert await sender.send(address(connector, identifier), BODY) == Refused(
        "conversation-id-unsafe"
    )
    assert await sender.update(address(connector), identifier, BODY) == Refused(
        "activity-id-unsafe"
    )
    assert not connector.connector.requests


async def test_an_update_replaces_the_card_and_tolerates_an_empty_answer(
    connector: RunningConnector, sender: TeamsSender
) -> None:
    assert await sender.update(address(connector), "1700", BODY) == Delivered("1700", "a:1chat")
    connector.connector.script("empty-200", kind="update")
    assert await sender.update(address(connector), "1700", BODY) == Delivered("1700", "a:1chat")
    assert connector.connector.seen("update")[0].path == "/v3/conversations/a:1chat/activities/1700"


Act = Callable[[TeamsSender, RunningConnector], Awaitable[Outcome]]
REPEATABLE: dict[str, Act] = {
    "open": lambda sender, connector: sender.open_chat(address(connector)),
    "update": lambda sender, connector: sender.update(address(connector), "1700", BODY),
    "upload": lambda sender, connector: sender.upload(
        f"{connector.service_url}upload/file", b"content"
    ),
}


@pytest.mark.parametrize("kind", REPEATABLE)
@pytest.mark.parametrize("failure", ["error", "accepted-then-502"])
async def test_a_call_that_may_be_repeated_is_never_unknown(
    kind: str, failure: str, connector: RunningConnector, sender: TeamsSender
) -> None:
    connector.connector.script(failure, kind=kind)
    assert isinstance(await REPEATABLE[kind](sender, connector), RetryLater)


async def test_a_file_is_put_whole_with_its_range(
    connector: RunningConnector, sender: TeamsSender
) -> None:
    assert isinstance(
        await sender.upload(f"{connector.service_url}upload/file?t=1", b"content"), Delivered
    )
    (put,) = connector.connector.seen("upload")
    assert (put.body, put.headers["Content-Length"], put.headers["Content-Range"]) == (
        b"content",
        "7",
        "bytes 0-6/7",
    )
    assert "Authorization" not in put.headers


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/u",
        "http://x.sharepoint.com/u",
        "https://notsharepoint.com/u",
        "https://sharepoint.com.x/u",
        "https://a@x.sharepoint.com/u",
        "https://x.sharepoint.com:81/u",
        "",
        "https://[",
        "x",
    ],
)
async def test_a_file_is_put_nowhere_else(url: str, sender: TeamsSender) -> None:
    assert await sender.upload(url, b"content") == Refused("upload-host-not-allowed")


def bearer_of(*texts: str) -> tuple[Bearer, list[str]]:
    left, given = list(texts), []

    async def fetch() -> Token:
        given.append(left.pop(0) if len(left) > 1 else left[0])
        return Token(given[-1], 5_000_000_000.0)

    return Bearer(fetch), given


def with_bearer(session: aiohttp.ClientSession, bearer: Bearer) -> TeamsSender:
    return TeamsSender(session, RULES, RateLimit(1000), lambda: NOW, bearer)


def _tokens(connector: RunningConnector) -> list[Any]:
    return [request.headers.get("Authorization") for request in connector.connector.requests]


async def test_one_token_serves_many_sends(
    connector: RunningConnector, session: aiohttp.ClientSession
) -> None:
    bearer, given = bearer_of("first", "second")
    sender = with_bearer(session, bearer)
    for _ in range(3):
        await sender.send(address(connector), BODY)
    assert (given, _tokens(connector)) == (["first"], ["Bearer first"] * 3)


async def test_a_token_that_is_refused_is_replaced_once(
    connector: RunningConnector, session: aiohttp.ClientSession
) -> None:
    connector.connector.script("not-registered")
    sender = with_bearer(session, bearer_of("old", "new")[0])
    assert isinstance(await sender.send(address(connector), BODY), Delivered)
    assert _tokens(connector) == ["Bearer old", "Bearer new"]


async def test_the_same_token_is_not_tried_twice(
    connector: RunningConnector, session: aiohttp.ClientSession
) -> None:
    connector.connector.script("not-registered")
    outcome = await with_bearer(session, bearer_of("only")[0]).send(address(connector), BODY)
    assert outcome == Refused("not-authorised")
    assert len(connector.connector.requests) == 1


async def test_a_configured_token_address_is_asked_with_client_credentials(
    connector: RunningConnector, session: aiohttp.ClientSession
) -> None:
    async with running_provider(CLIENT_ID) as provider:
        source = TokenAddress(session, provider.token_url, CLIENT_ID, "key", local=True)
        await with_bearer(session, Bearer(source)).send(address(connector), BODY)
    assert _tokens(connector) == ["Bearer opaque-1"]
    assert provider.token_requests[0]["grant_type"] == "client_credentials"


@pytest.mark.parametrize(
    "url", ["http://evil.example/token", "http://127.0.0.1:9/token", "not an address"]
)
async def test_without_a_token_nothing_is_sent(
    url: str, connector: RunningConnector, session: aiohttp.ClientSession
) -> None:
    source = TokenAddress(session, url, CLIENT_ID, "key", local=True)
    outcome = await with_bearer(session, Bearer(source)).send(address(connector), BODY)
    assert isinstance(outcome, RetryLater)
    assert not connector.connector.requests


async def test_an_identity_without_credentials_gives_no_token_and_nothing_is_sent(
    connector: RunningConnector, session: aiohttp.ClientSession
) -> None:
    sender = with_bearer(session, Bearer(EntraToken(BotIdentity(), cloud_for(""), DIRECT)))
    assert await sender.send(address(connector), BODY) == RetryLater(
        2, False, "token-no-credentials", tried=False
    )
    assert not connector.connector.requests


def test_the_metadata_address_chooses_the_cloud() -> None:
    government = cloud_for("https://login.botframework.azure.us/v1/.well-known/openidconfiguration")
    assert government.bot_scope == "https://api.botframework.us/.default"
    assert cloud_for("").bot_scope == "https://api.botframework.com/.default"
