"""The delivery outcome of each response of the connector, as tables.

Only what was certainly not delivered may be retried; what may have arrived is unknown.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast

from dialogs.ports import Outcome, Refused, RetryLater, Unknown

SHORTEST_WAIT, LONGEST_WAIT = 1.0, 120.0
DEFAULT_WAIT = 2.0

_NOT_DELIVERED_STATUS = range(300, 400)
_CODE = re.compile(r"^[A-Za-z0-9]{1,40}$")

# Status -> outcome, when the code in the body says nothing more specific.
REFUSALS: Mapping[int, Refused] = {
    400: Refused("bad-request", None, stops_dispatch=True),
    401: Refused("not-authorised", None, stops_dispatch=True),
    403: Refused("forbidden", "blocked"),
    404: Refused("not-found", "chat_gone"),
    413: Refused("too-large", None, stops_dispatch=True),
}

# Code in the body of a 403 or 404 -> outcome for this person, or for our registration.
REFUSAL_CODES: Mapping[str, Refused] = {
    "BotDisabledByAdmin": Refused("BotDisabledByAdmin", "blocked"),
    "BotNotInConversationRoster": Refused("BotNotInConversationRoster", "not_installed"),
    "ConversationBlockedByUser": Refused("ConversationBlockedByUser", "blocked"),
    "ForbiddenOperationException": Refused("ForbiddenOperationException", "not_installed"),
    "InvalidBotApiHost": Refused("InvalidBotApiHost", None, stops_dispatch=True),
    "NotEnoughPermissions": Refused("NotEnoughPermissions", None),
    "MessageWritesBlocked": Refused("MessageWritesBlocked", "blocked"),
    "ConversationNotFound": Refused("ConversationNotFound", "chat_gone"),
    "ActivityNotFoundInConversation": Refused("ActivityNotFoundInConversation", None),
}


def outcome_of(status: int, retry_after: str | None, content: bytes, now: datetime) -> Outcome:
    """Classify a response that is not a success; `now` resolves a Retry-After date."""
    if status in (429, 412):
        return RetryLater(
            wait_of(retry_after, now), status == 429, "throttled" if status == 429 else "busy"
        )
    if status >= 500 or status == 408:
        return Unknown(f"http-{status}")
    if status in _NOT_DELIVERED_STATUS:
        return Refused("redirected", None, stops_dispatch=True)
    if status in (403, 404) and (known := REFUSAL_CODES.get(code_in(content))):
        return known
    return REFUSALS.get(status, Refused(f"http-{status}"))


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
