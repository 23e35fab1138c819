"""Sends to Teams over one aiohttp session and returns the true outcome.

A POST is never retried (except once with a new token after a 401); the address is checked before
every call; no network fault is raised.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import aiohttp
from pydantic_core import from_json
from yarl import URL

from bot.network.sessions import read_up_to
from bot.teams.addresses import in_path, is_safe_id, may_send_to, may_upload_to
from bot.teams.bearer import Bearer, NoToken
from bot.teams.outcomes import DEFAULT_WAIT, NOT_AUTHORISED, Call, outcome_of
from bot.teams.rate_limit import RateLimit
from bot.teams.refusing_tenants import RefusingTenants
from bot.tracing import span
from dialogs.ports import Address, Delivered, Outcome, Refused, RetryLater, Unknown

PLACEHOLDER_ID = "DO_NOT_USE_PLACEHOLDER_ID"
_MOST_ANSWER_BYTES = 64 * 1024
_ACCEPTED = frozenset({200, 201, 202, 204})
_JSON = {"Content-Type": "application/json; charset=utf-8"}

METHODS: Mapping[Call, str] = {
    Call.OPEN: "POST",
    Call.MESSAGE: "POST",
    Call.POST: "POST",
    Call.UPDATE: "PUT",
    Call.UPLOAD: "PUT",
}
_NEVER_CONNECTED = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,  # the proxy opened no tunnel
    aiohttp.InvalidURL,
)
_REPLY_LOST = (aiohttp.ClientError, TimeoutError, OSError)


@dataclass(frozen=True, slots=True)
class SendRules:
    """Where we may send, and as whom."""

    client_id: str
    connector_hosts: frozenset[str]
    local: bool = False


@dataclass(frozen=True, slots=True)
class TeamsSender:
    """The `Sender` of `dialogs.ports`; without a `bearer` (local mode) calls carry no token."""

    session: aiohttp.ClientSession
    rules: SendRules
    rate_limit: RateLimit
    clock: Callable[[], datetime]
    bearer: Bearer | None = None
    refusing: RefusingTenants = field(default_factory=RefusingTenants)

    async def send(self, address: Address, body: bytes, *, has_slot: bool = False) -> Outcome:
        """Post an activity, opening the one-to-one chat first where there is none."""
        with span("delivery") as opened:
            outcome = await self._send(address, body, has_slot=has_slot)
            opened.set_attribute("outcome", type(outcome).__name__)
            return outcome

    async def _send(self, address: Address, body: bytes, *, has_slot: bool) -> Outcome:
        if address.conversation_id is None:
            opened = await self.open_chat(address, has_slot=has_slot)
            if not isinstance(opened, Delivered):
                return opened
            conversation_id = opened.conversation_id
        else:
            conversation_id = address.conversation_id
        call = Call.MESSAGE if address.is_of_a_person else Call.POST
        return await self._activity(call, address, conversation_id, "", body, has_slot=has_slot)

    async def open_chat(self, address: Address, *, has_slot: bool = False) -> Outcome:
        """Open the one-to-one chat and return its conversation id; idempotent, so never unknown."""
        opening = {
            "bot": {"id": self.rules.client_id},
            "members": [{"id": address.aad_object_id}],
            "tenantId": address.tenant_id,
            "channelData": {"tenant": {"id": address.tenant_id}},
            "isGroup": False,
        }
        answer = await self._call(
            Call.OPEN, address, "/v3/conversations", json.dumps(opening).encode(), has_slot=has_slot
        )
        if isinstance(answer, bytes):
            conversation_id = _identifier(answer)
            answer = (
                Delivered("", conversation_id)
                if is_safe_id(conversation_id)
                else Unknown("no-conversation-id")
            )
        return repeatable(answer)

    async def update(self, address: Address, activity_id: str, body: bytes) -> Outcome:
        """Replace a card that was sent before; idempotent, so never unknown."""
        if (
            address.conversation_id is None
            or not is_safe_id(activity_id)
            or activity_id == PLACEHOLDER_ID
        ):
            return Refused("activity-id-unsafe")
        path = f"/{in_path(activity_id)}"
        outcome = repeatable(
            await self._activity(Call.UPDATE, address, address.conversation_id, path, body)
        )
        if isinstance(outcome, Delivered) and not outcome.activity_id:
            return Delivered(activity_id, outcome.conversation_id)
        return outcome

    async def upload(self, url: str, content: bytes) -> Outcome:
        """Upload a file to the URL from a person's consent, without our token."""
        if not may_upload_to(url, local=self.rules.local):
            return Refused("upload-host-not-allowed")
        if not content:
            return Refused("upload-empty")
        size = len(content)
        headers = {
            "Content-Range": f"bytes 0-{size - 1}/{size}",
            "Content-Type": "application/octet-stream",
        }
        answer = await self._exchange(Call.UPLOAD, URL(url, encoded=True), content, headers)
        return repeatable(Delivered("", "") if isinstance(answer, bytes) else answer)

    async def _activity(
        self,
        call: Call,
        address: Address,
        conversation_id: str,
        path: str,
        body: bytes,
        *,
        has_slot: bool = False,
    ) -> Outcome:
        if not is_safe_id(conversation_id):
            return Refused("conversation-id-unsafe")
        full = f"/v3/conversations/{in_path(conversation_id)}/activities{path}"
        answer = await self._call(call, address, full, body, has_slot=has_slot)
        return (
            Delivered(_identifier(answer), conversation_id) if isinstance(answer, bytes) else answer
        )

    async def _call(
        self, call: Call, address: Address, path: str, body: bytes, *, has_slot: bool = False
    ) -> bytes | Outcome:
        """Make one rate-limited call to an allowed connector; a 429 pauses the whole tenant.

        Our token is that of our own tenant, whosever chat it is: the connector takes it in each
        tenant that has the app, and a tenant that does not take it answers 401.
        """
        if not may_send_to(address.service_url, self.rules.connector_hosts, local=self.rules.local):
            return Refused("service-url-not-allowed")
        if paused := await self.rate_limit.wait_for_slot(address.tenant_id, has_slot=has_slot):
            return RetryLater(paused, throttled=True, reason="tenant-paused", tried=False)
        answer = await self._authorised(
            call, URL(address.service_url.rstrip("/") + path, encoded=True), body
        )
        if isinstance(answer, RetryLater) and answer.throttled:
            await self.rate_limit.pause(address.tenant_id, answer.after_seconds)
        if isinstance(answer, bytes):
            self.refusing.accepted(address.tenant_id)
        elif isinstance(answer, Refused) and answer.reason == NOT_AUTHORISED:
            self.refusing.refused(address.tenant_id)
        return answer

    async def _authorised(self, call: Call, url: URL, body: bytes) -> bytes | Outcome:
        """Make the call with our token; after a refusal retry only with a different token."""
        if self.bearer is None:
            return await self._exchange(call, url, body, _JSON)
        try:
            token = await self.bearer.text()
            answer = await self._exchange(
                call, url, body, _JSON | {"Authorization": f"Bearer {token}"}
            )
            if not (isinstance(answer, Refused) and answer.reason == NOT_AUTHORISED):
                return answer
            other = await self.bearer.text(other_than=token)
        except NoToken as problem:
            return RetryLater(DEFAULT_WAIT, throttled=False, reason=str(problem), tried=False)
        if other == token:
            return answer
        return await self._exchange(call, url, body, _JSON | {"Authorization": f"Bearer {other}"})

    async def _exchange(
        self, call: Call, url: URL, body: bytes, headers: dict[str, str]
    ) -> bytes | Outcome:
        """Make one request; return its body on success, otherwise the outcome."""
        try:
            with span("outgoing call", call=call.value) as opened:
                answer = await self.session.request(
                    METHODS[call], url, data=body, headers=headers, allow_redirects=False
                )
                opened.set_attribute("status", answer.status)
            if answer.status in _ACCEPTED:
                return await _body_if_any(answer)
            content = await _read(answer)
            return outcome_of(
                call, answer.status, answer.headers.get("Retry-After"), content, self.clock()
            )
        except _NEVER_CONNECTED as problem:
            reason = f"never-connected-{type(problem).__name__}"
            return RetryLater(DEFAULT_WAIT, throttled=False, reason=reason, tried=False)
        except _REPLY_LOST as problem:
            return Unknown(f"reply-lost-{type(problem).__name__}")


def repeatable(outcome: Outcome) -> Outcome:
    """Return the outcome of an idempotent call: what is unknown is retried later."""
    if isinstance(outcome, Unknown):
        return RetryLater(DEFAULT_WAIT, throttled=False, reason=outcome.reason)
    return outcome


async def _body_if_any(answer: aiohttp.ClientResponse) -> bytes:
    """Return the body of an accepted request; one that breaks off costs only the id."""
    try:
        return await _read(answer)
    except _REPLY_LOST:
        return b""


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    """Return a body, or the beginning of one too long, and release the connection."""
    length = answer.content_length
    if length is not None and length <= _MOST_ANSWER_BYTES:
        return await answer.read()
    async with answer:
        return await read_up_to(answer.content, _MOST_ANSWER_BYTES)


def _identifier(content: bytes) -> str:
    """Return the id in a body; empty when there is none or only the SDK's placeholder."""
    try:
        found: object = from_json(content)
    except ValueError:
        return ""
    identifier = cast("dict[str, Any]", found).get("id") if isinstance(found, dict) else None
    return identifier if isinstance(identifier, str) and identifier != PLACEHOLDER_ID else ""
