"""The token corpus and the shapes of requests: each row an exact status, none of them a 500."""

import asyncio
import base64
import gzip
import hmac
import json
import time
from collections.abc import AsyncGenerator, Callable
from typing import Any

import jwt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.teams.gate import Admitted, Denied, Gate, GateRules, examine
from bot.teams.request_body import MOST_BYTES
from bot.teams.signing_keys import COOL_DOWN_SECONDS, WITHOUT_KEYS_SECONDS
from tests.bot.teams.door import RULES, Door, open_door
from tests.stand_ins.activities import CLIENT_ID, PERSON, SERVICE_URL, TENANT, activity, message

OTHER = "99999999-aaaa-4bbb-8ccc-999999999999"


def _segment(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _unsigned(door: Door) -> str:
    _, payload, _ = door.token().split(".")
    return f"{_segment({'alg': 'none', 'typ': 'JWT', 'kid': 'key-1'})}.{payload}."


def _signed_with_public_key_as_secret(door: Door) -> str:
    """The classic confusion: HS256 with the published key's bytes as the secret."""
    head = _segment({"alg": "HS256", "typ": "JWT", "kid": "key-1"})
    body = door.token().split(".")[1]
    digest = hmac.digest(door.provider.public_pem("key-1"), f"{head}.{body}".encode(), "sha256")
    return f"{head}.{body}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def _tampered(door: Door) -> str:
    head, _, signature = door.token().split(".")
    return f"{head}.{_segment({'iss': 'x', 'aud': CLIENT_ID, 'exp': 9999999999})}.{signature}"


BAD_TOKENS: dict[str, Callable[[Door], str]] = {
    "not signed": _unsigned,
    "signed with the public key as a secret": _signed_with_public_key_as_secret,
    "changed after signing": _tampered,
    "another audience": lambda door: door.token(aud=OTHER),
    "audience as an api address": lambda door: door.token(aud=f"api://botid-{CLIENT_ID}"),
    "a list of audiences": lambda door: door.token(aud=[CLIENT_ID, OTHER]),
    "no audience": lambda door: door.token(aud=None),
    "another issuer": lambda door: door.token(
        iss="https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"
    ),
    "no issuer": lambda door: door.token(iss=None),
    "expired six minutes ago": lambda door: door.token(exp=int(time.time()) - 360),
    "no expiry": lambda door: door.token(exp=None),
    "expiry that is no number": lambda door: door.token(exp="never"),
    "valid only from an hour on": lambda door: door.token(nbf=int(time.time()) + 3600),
    "issued in an hour": lambda door: door.token(iat=int(time.time()) + 3600),
    "a key nobody knows": lambda door: door.token(header_key_id="nobody"),
    "a key never published": lambda door: door.token(key_id=door.provider.rotate(publish=False)),
    "not a token": lambda door: "abc",
    "three dots": lambda door: "...",
    "a header that is not JSON": lambda door: "e30x.e30.e30",
    "letters no token has": lambda door: "\u00e9.\u00e9.\u00e9",
}


@pytest.mark.parametrize("name", BAD_TOKENS)
async def test_a_bad_token_is_401(name: str, door: Door) -> None:
    token = BAD_TOKENS[name](door)
    assert await door.post(message("help"), token) == (401, None)
    assert door.turns == []


GOOD_TOKENS: dict[str, Callable[[Door], str]] = {
    "plain": lambda door: door.token(),
    "expired four minutes ago": lambda door: door.token(exp=int(time.time()) - 240),
    "address without the last slash": lambda door: door.token(serviceurl=SERVICE_URL.rstrip("/")),
}


@pytest.mark.parametrize("name", GOOD_TOKENS)
async def test_a_good_token_is_let_in(name: str, door: Door) -> None:
    assert (await door.post(message("help"), GOOD_TOKENS[name](door)))[0] == 200
    assert len(door.turns) == 1


EVIL = "https://evil.example/"
BAD_ACTIVITIES: dict[str, dict[str, Any]] = {
    "no service address": {"serviceUrl": None},
    "another service address": {"serviceUrl": "https://smba.trafficmanager.net/amer/"},
    "a service address that is a number": {"serviceUrl": 7},
    "http": {"serviceUrl": "http://smba.trafficmanager.net/emea/"},
    "another port": {"serviceUrl": "https://smba.trafficmanager.net:8443/emea/"},
    "a user in the address": {"serviceUrl": "https://smba.trafficmanager.net@evil.example/"},
    "a host that only begins alike": {
        "serviceUrl": "https://smba.trafficmanager.net.evil.example/"
    },
    "no channel": {"channelId": None},
    "another channel": {"channelId": "webchat"},
    "foreign tenant of the conversation": {
        "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": OTHER}
    },
    "foreign tenant of the channel data": {"channelData": {"tenant": {"id": OTHER}}},
    "no tenant of the conversation": {
        "conversation": {"id": "a:1", "conversationType": "personal"}
    },
    "no channel data": {"channelData": None},
    "another bot": {"recipient": {"id": f"28:{OTHER}"}},
    "no recipient": {"recipient": None},
    "a recipient that is a list": {"recipient": [CLIENT_ID]},
    "a group": {
        "conversation": {
            "id": "19:1",
            "conversationType": "groupChat",
            "tenantId": TENANT,
            "isGroup": True,
        }
    },
    "a channel": {
        "conversation": {"id": "19:1", "conversationType": "channel", "tenantId": TENANT}
    },
    "no kind of conversation": {"conversation": {"id": "a:1", "tenantId": TENANT}},
    "no conversation": {"conversation": None},
    **{
        f"conversation id {identifier!r}": {
            "conversation": {"id": identifier, "conversationType": "personal", "tenantId": TENANT}
        }
        for identifier in (
            "a/b",
            "a?b",
            "a#b",
            "..",
            "a..b",
            "a\\b",
            "a%2fb",
            "",
            "a\nb",
            "a" * 2000,
        )
    },
}


@pytest.mark.parametrize("name", BAD_ACTIVITIES)
async def test_an_activity_that_is_not_for_us_is_403(name: str, door: Door) -> None:
    assert await door.signed(message("help", **BAD_ACTIVITIES[name])) == (403, None)
    assert door.turns == []


async def test_an_address_outside_the_list_is_403_even_when_signed(door: Door) -> None:
    token = door.token(serviceurl=EVIL)
    assert (await door.post(message("help", serviceUrl=EVIL), token))[0] == 403


async def test_a_token_that_names_no_address_is_403(door: Door) -> None:
    assert (await door.post(message("help"), door.token(serviceurl=None)))[0] == 403


async def _pieces(size: int) -> AsyncGenerator[bytes]:
    for _ in range(size // 8192):
        yield b" " * 8192
        await asyncio.sleep(0)


BAD_BODIES: dict[str, tuple[int, bytes]] = {
    "nothing": (400, b""),
    "not JSON": (400, b"{"),
    "a list": (400, b"[]"),
    "a number": (400, b"7"),
    "null": (400, b"null"),
    "no type": (400, b"{}"),
    "a type that is a number": (400, b'{"type": 7}'),
    "bytes that are no text": (400, b"\xff\xfe\xff"),
    "nested beyond reason": (400, b'{"type":' + b"[" * 100_000),
    "a number with 5,000 digits": (400, b'{"type":' + b"9" * 5000 + b"}"),
    "too large": (413, b" " * (MOST_BYTES + 1)),
}


@pytest.mark.parametrize("name", BAD_BODIES)
async def test_a_body_that_is_no_activity_is_refused(name: str, door: Door) -> None:
    status, body = BAD_BODIES[name]
    assert (await door.signed(body))[0] == status


async def test_a_body_in_pieces_is_refused_once_it_is_too_large(door: Door) -> None:
    assert (await door.signed(_pieces(MOST_BYTES * 4)))[0] == 413


async def test_a_packed_body_is_measured_unpacked(door: Door) -> None:
    headers = {"Authorization": f"Bearer {door.token()}", "Content-Encoding": "gzip"}
    packed = gzip.compress(b" " * MOST_BYTES * 8)
    async with door.session.post(door.url, data=packed, headers=headers) as answer:
        assert answer.status == 413
    async with door.session.post(door.url, data=b"not gzip", headers=headers) as answer:
        assert answer.status == 400


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Basic abc"}, {"Authorization": "Bearer "}]
)
async def test_a_request_without_a_bearer_is_401(headers: dict[str, str], door: Door) -> None:
    async with door.session.post(door.url, json=message("help"), headers=headers) as answer:
        assert answer.status == 401


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_only_post_is_taken(method: str, door: Door) -> None:
    assert (await door.post(message("help"), door.token(), method=method))[0] == 405


async def test_a_rotated_key_works_within_a_minute(door: Door) -> None:
    assert (await door.signed(message("help")))[0] == 200
    door.provider.rotate()
    assert (await door.signed(message("help")))[0] == 401
    door.seconds.seconds += 31
    assert (await door.signed(message("help")))[0] == 200


async def test_unknown_keys_make_one_fetch_in_thirty_seconds(door: Door) -> None:
    tokens = [door.token(header_key_id=f"made-up-{number}") for number in range(20)]
    statuses = await asyncio.gather(*(door.post(message("help"), token) for token in tokens))
    assert {status for status, _ in statuses} == {401}
    assert door.provider.fetches == 1


async def test_a_first_fetch_that_failed_is_tried_again_at_once_for_the_next_call(
    door: Door,
) -> None:
    door.provider.failures = 1
    assert (await door.signed(message("help")))[0] == 401
    assert (await door.signed(message("help")))[0] == 200
    assert door.provider.fetches == 2


async def test_forged_calls_while_there_are_no_keys_make_no_storm_of_fetches(door: Door) -> None:
    door.provider.failures = 1000
    for second in range(60):
        token = door.token(header_key_id=f"made-up-{second}")
        for _ in range(5):
            assert (await door.post(message("help"), token))[0] == 401
        door.seconds.seconds += 1
    assert door.provider.fetches <= len(WITHOUT_KEYS_SECONDS) + 1
    door.provider.failures = 0
    door.seconds.seconds += COOL_DOWN_SECONDS
    assert (await door.signed(message("help")))[0] == 200


async def test_keys_without_the_teams_endorsement_are_401(door: Door) -> None:
    door.provider.rotate(endorsements=["webchat"])
    assert (await door.signed(message("help")))[0] == 401


async def test_a_key_set_that_lists_no_endorsements_is_enough(door: Door) -> None:
    door.provider.endorsements[door.provider.published[0]] = None
    assert (await door.signed(message("help")))[0] == 200


async def test_a_token_is_verified_once_while_it_lasts(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = door.token()
    await door.post(message("help"), token)
    monkeypatch.setattr(jwt, "decode", None)
    assert (await door.post(message("help"), token))[0] == 200


async def test_a_provider_that_is_away_makes_401_and_no_crash(door: Door) -> None:
    door.provider.address = "http://127.0.0.1:9"
    assert (await door.signed(message("help")))[0] == 401


def test_an_open_gate_outside_local_mode_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="only local mode"):
        GateRules(CLIENT_ID, frozenset(), frozenset(), tokens_required=False)
    with pytest.raises(ValueError, match="nothing to check"):
        Gate(RULES, None)


LOCAL = GateRules("", frozenset({TENANT}), frozenset(), tokens_required=False, local=True)


@pytest.mark.parametrize("address", ["http://localhost:56150/_connector", "http://127.0.0.1:4000/"])
def test_local_mode_takes_the_local_client_without_a_token(address: str) -> None:
    sent = message("help", serviceUrl=address, channelData=None, recipient={"id": "any"})
    assert isinstance(examine(LOCAL, sent, {}), Admitted)


def test_local_mode_refuses_addresses_elsewhere() -> None:
    assert examine(LOCAL, message("help", serviceUrl="http://10.0.0.1/"), {}) == Denied(
        403, "service-url-not-allowed"
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
PARTS = st.dictionaries(
    st.sampled_from(
        [
            *activity(),
            "value",
            "name",
            "text",
            "replyToId",
            "action",
            "entities",
            "attachments",
            "timestamp",
            "membersAdded",
            "deliveryMode",
            "relatesTo",
            "callerId",
        ]
    ),
    JSON,
    max_size=5,
)
TYPES = st.sampled_from(
    ["message", "invoke", "installationUpdate", "conversationUpdate", "event", "trace", "handoff"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(whole=JSON, kind=TYPES, parts=PARTS)
def test_no_json_whatever_makes_a_server_error(
    whole: Any, kind: str, parts: dict[str, Any]
) -> None:
    async def post() -> list[int]:
        async with open_door() as door:
            bodies = (
                whole,
                activity(kind, **parts),
                activity(kind, name="adaptiveCard/action", value=whole),
            )
            return [(await door.signed(json.dumps(body).encode()))[0] for body in bodies]

    assert max(asyncio.run(post())) < 500


async def test_half_an_emoji_and_a_null_character_are_mended(door: Door) -> None:
    body = json.dumps(message("xy")).replace("xy", "a\\ud83d b\\u0000c \\ud83d\\ude00").encode()
    await door.signed(body)
    assert door.turns[0].text == "a\ufffd bc \U0001f600"
    assert door.turns[0].aad_object_id == PERSON
