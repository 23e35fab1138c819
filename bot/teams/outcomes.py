"""The delivery outcome of each response of the connector: one table for each kind of call.

Only what was certainly not delivered may be retried; what may have arrived is unknown. What is
said while a chat is being opened is about that person, never about the message.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any, cast

from dialogs.ports import Outcome, Refused, RetryLater, Unknown
from surveys.people import ChatState

SHORTEST_WAIT, LONGEST_WAIT = 1.0, 120.0
DEFAULT_WAIT = 2.0

_NOT_DELIVERED_STATUS = range(300, 400)
_CODE = re.compile(r"^[A-Za-z0-9]{1,40}$")


class Call(StrEnum):
    """What a request to the connector is for."""

    OPEN = "opening a chat"
    MESSAGE = "a message to a person"
    POST = "a post in a channel"
    UPDATE = "an update of a card or post"
    UPLOAD = "an upload of a file"


@dataclass(frozen=True, slots=True)
class Refusals:
    """What refusals of one kind of call mean.

    A code in the body of a 403 or 404 goes before its status. `other` is any status below 500 that
    has no row; None names the status.
    """

    by_status: Mapping[int, Refused]
    by_code: Mapping[str, Refused] = field(default_factory=dict[str, Refused])
    other: Refused | None = None


NOT_AUTHORISED = "not-authorised"  # the tenant does not accept our sign-in
_SIGN_IN = Refused(NOT_AUTHORISED)
_WRONG_HOST = Refused("InvalidBotApiHost", None, stops_dispatch=True)
_TOO_LARGE = Refused("too-large", None, stops_dispatch=True)
_DISABLED = Refused("BotDisabledByAdmin", ChatState.DISABLED)
_NOT_OPENED = Refused("chat-not-opened")
_CHANNEL_GONE = Refused("channel_gone")
_APP_NOT_IN_TEAM = Refused("app_not_in_team")
_CHANNEL_CLOSED = Refused("channel_closed")

_OF_THE_PERSON: Mapping[str, Refused] = {
    "BotDisabledByAdmin": _DISABLED,
    "BotNotInConversationRoster": Refused("BotNotInConversationRoster", ChatState.NOT_INSTALLED),
    "ConversationBlockedByUser": Refused("ConversationBlockedByUser", ChatState.BLOCKED),
    "ForbiddenOperationException": Refused("ForbiddenOperationException", ChatState.NOT_INSTALLED),
    "InvalidBotApiHost": _WRONG_HOST,
    "MessageWritesBlocked": Refused("MessageWritesBlocked", ChatState.BLOCKED),
}
REFUSALS: Mapping[Call, Refusals] = {
    Call.OPEN: Refusals({401: _SIGN_IN}, _OF_THE_PERSON, _NOT_OPENED),
    Call.MESSAGE: Refusals(
        {
            400: Refused("bad-request", None, stops_dispatch=True),
            401: _SIGN_IN,
            403: Refused("chat_refused", ChatState.REFUSED),
            404: Refused("not-found", ChatState.GONE),
            413: _TOO_LARGE,
        },
        {**_OF_THE_PERSON, "ConversationNotFound": Refused("ConversationNotFound", ChatState.GONE)},
    ),
    Call.POST: Refusals(
        {
            400: Refused("bad-request"),
            401: _SIGN_IN,
            403: _CHANNEL_CLOSED,
            404: _CHANNEL_GONE,
            413: Refused("too-large"),
        },
        {
            "BotDisabledByAdmin": Refused("channel_disabled"),
            "BotNotInConversationRoster": _APP_NOT_IN_TEAM,
            "ForbiddenOperationException": _APP_NOT_IN_TEAM,
            "InvalidBotApiHost": Refused("InvalidBotApiHost"),
        },
    ),
    Call.UPDATE: Refusals(
        {
            400: Refused("bad-request"),
            401: _SIGN_IN,
            403: Refused("chat_refused"),
            404: Refused("not-found"),
            413: Refused("too-large"),
        },
        {
            **{code: Refused(one.reason) for code, one in _OF_THE_PERSON.items()},
            "ActivityNotFoundInConversation": Refused("ActivityNotFoundInConversation"),
            "ConversationNotFound": Refused("ConversationNotFound"),
        },
    ),
    Call.UPLOAD: Refusals({}),
}


def outcome_of(
    call: Call, status: int, retry_after: str | None, content: bytes, now: datetime
) -> Outcome:
    """Classify a response that is not a success; `now` resolves a Retry-After date."""
    if status in (429, 412):
        return RetryLater(
            wait_of(retry_after, now), status == 429, "throttled" if status == 429 else "busy"
        )
    if status >= 500 or status == 408:
        return Unknown(f"http-{status}")
    if status in _NOT_DELIVERED_STATUS:
        return Refused("redirected", None, stops_dispatch=True)
    refusals = REFUSALS[call]
    if status in (403, 404) and (known := refusals.by_code.get(code_in(content))):
        return known
    return refusals.by_status.get(status) or refusals.other or Refused(f"http-{status}")


def wait_of(retry_after: str | None, now: datetime) -> float:
    """Return Retry-After (seconds or an HTTP date) as seconds from 1 to 120; 2 if unusable."""
    text = (retry_after or "").strip()
    try:
        seconds = float(text) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) else _until(text, now)
    except (ValueError, OverflowError):
        return DEFAULT_WAIT
    return min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT)


def _until(text: str, now: datetime) -> float:
    when = parsedate_to_datetime(text)
    return ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds()


def code_in(content: bytes) -> str:
    """Find the error code in a body: `subCode` in a stringified message first, then `code`."""
    body = _object(content)
    error = body.get("error")
    inner = cast("dict[str, Any]", error) if isinstance(error, dict) else body
    message = inner.get("message", body.get("message"))
    stringified = (
        _object(message.encode()) if isinstance(message, str) and "subCode" in message else {}
    )
    for code in (
        stringified.get("subCode"),
        inner.get("subCode"),
        inner.get("code"),
        body.get("code"),
    ):
        if isinstance(code, str) and _CODE.match(code):
            return code
    return ""


def _object(content: bytes) -> dict[str, Any]:
    try:
        found: object = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
