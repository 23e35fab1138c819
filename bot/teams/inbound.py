"""What came in from Teams, as one frozen value independent of the framework.

The speaker is read from the verified activity and never from card data; a tap counts the same as
`Action.Execute` and as its fallback `Action.Submit`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Literal, cast
from uuid import uuid4

from bot.teams.channel_news import ChannelNews, read_channel_news
from bot.teams.gate import of_channel, part

LONGEST_ID = 256
Kind = Literal[
    "invoke", "message", "installed", "removed", "file_consent", "receipt", "channel", "unknown"
]

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_MENTION = re.compile(r"<at\b[^<>]*>[^<]*</at>", re.IGNORECASE)
_INSTALLATION: dict[object, Kind] = {
    "add": "installed",
    "add-upgrade": "installed",
    "remove": "removed",
    "remove-upgrade": "removed",
}
_EVENTS: dict[object, Kind] = {"application/vnd.microsoft.readReceipt": "receipt"}
_INVOKES: dict[object, Kind] = {
    "adaptiveCard/action": "invoke",
    "fileConsent/invoke": "file_consent",
}


@dataclass(frozen=True, slots=True)
class FileConsent:
    """A person's answer to a file offer; `upload` is Teams' `uploadInfo`, empty when declined."""

    accepted: bool
    context: Mapping[str, Any]
    upload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Inbound:
    """One activity; ids of tenant and person are in lower case, missing strings are empty.

    `data` is what a card sent, `last_read` the message that a receipt is for.
    """

    kind: Kind
    tenant_id: str
    aad_object_id: str
    teams_user_id: str
    conversation_id: str
    service_url: str
    activity_id: str
    reply_to_id: str
    text: str = ""
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    verb: str = ""
    time_zone: str = ""
    consent: FileConsent | None = None
    news: ChannelNews | None = None
    last_read: str = ""


def read_inbound(activity: Mapping[str, Any]) -> Inbound:
    """Read an admitted activity; never raises, whatever its fields hold."""
    in_channel = of_channel(activity)
    news = read_channel_news(activity) if in_channel else None
    kind = _kind(activity) if not in_channel else "channel" if news else "unknown"
    data, verb = _card_data(kind, activity)
    return Inbound(
        kind=kind,
        tenant_id=_tenant(activity).lower(),
        aad_object_id=_text(activity, "from", "aadObjectId").lower(),
        teams_user_id=_text(activity, "from", "id"),
        conversation_id=_text(activity, "conversation", "id"),
        service_url=_text(activity, "serviceUrl"),
        activity_id=_kept_as(_text(activity, "id")),
        reply_to_id=_text(activity, "replyToId"),
        text=_plain(_text(activity, "text")) if kind == "message" else "",
        data=data,
        verb=verb,
        time_zone=_text(activity, "localTimezone"),
        consent=_consent(activity) if kind == "file_consent" else None,
        news=news,
        last_read=_text(activity, "value", "lastReadMessageId") if kind == "receipt" else "",
    )


def _tenant(activity: Mapping[str, Any]) -> str:
    """Return the tenant; the gate has checked that both fields agree."""
    return _text(activity, "conversation", "tenantId") or _text(
        activity, "channelData", "tenant", "id"
    )


def _kept_as(identifier: str) -> str:
    """Return an activity's id as stored: generated if missing, hashed if too long for an index."""
    if len(identifier) > LONGEST_ID:
        return sha256(identifier.encode()).hexdigest()
    return identifier or uuid4().hex


def activity_name(activity: Mapping[str, Any]) -> str:
    """Return the name of an invoke, empty when it has none."""
    return _text(activity, "name")


def _kind(activity: Mapping[str, Any]) -> Kind:
    match activity.get("type"):
        case "message":
            return "message"
        case "invoke":
            return _looked_up(_INVOKES, activity.get("name"))
        case "event":
            return _looked_up(_EVENTS, activity.get("name"))
        case "installationUpdate":
            return _looked_up(_INSTALLATION, activity.get("action"))
        case "conversationUpdate":
            return _membership(activity)
        case _:
            return "unknown"


def _membership(activity: Mapping[str, Any]) -> Kind:
    """Read an older client's news that the bot was added or removed, which names members."""
    us = part(activity, "recipient", "id")
    for name, kind in (("membersAdded", "installed"), ("membersRemoved", "removed")):
        members: object = activity.get(name)
        if isinstance(members, list) and us in [
            part(member, "id") for member in cast("list[object]", members)
        ]:
            return cast("Kind", kind)
    return "unknown"


def _looked_up(table: dict[object, Kind], name: object) -> Kind:
    return table.get(name, "unknown") if isinstance(name, str) else "unknown"


def _card_data(kind: Kind, activity: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """Find the card's data and verb: under the action of an Execute, at the top of a Submit."""
    if kind == "invoke":
        data = _mapping(part(activity, "value", "action", "data"))
        return data, _text(activity, "value", "action", "verb") or _text(data, "verb")
    data = _mapping(activity.get("value") if kind == "message" else None)
    return data, _text(data, "verb")


def _consent(activity: Mapping[str, Any]) -> FileConsent:
    return FileConsent(
        accepted=part(activity, "value", "action") == "accept",
        context=_mapping(part(activity, "value", "context")),
        upload=_mapping(part(activity, "value", "uploadInfo")),
    )


def _plain(text: str) -> str:
    """Remove the bot's mention and Teams' hard spaces from what a person typed."""
    return _MENTION.sub("", text).replace("&nbsp;", " ").replace("\xa0", " ").strip()


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else _NOTHING


def _text(value: object, *names: str) -> str:
    found = part(value, *names)
    return found if isinstance(found, str) else ""
