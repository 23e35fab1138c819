"""Builders of the activities that Teams sends; every part can be replaced."""

from typing import Any

CLIENT_ID = "11111111-aaaa-4bbb-8ccc-222222222222"
TENANT = "33333333-aaaa-4bbb-8ccc-444444444444"
PERSON = "55555555-aaaa-4bbb-8ccc-666666666666"
SERVICE_URL = "https://smba.trafficmanager.net/emea/"


def activity(kind: str = "message", **parts: Any) -> dict[str, Any]:
    """A whole activity as Teams sends it; a part given as None is left out."""
    usual: dict[str, Any] = {
        "type": kind,
        "id": "f:1",
        "channelId": "msteams",
        "serviceUrl": SERVICE_URL,
        "from": {"id": "29:person", "name": "Sam", "aadObjectId": PERSON},
        "recipient": {"id": f"28:{CLIENT_ID}", "name": "Golden Thread"},
        "conversation": {"id": "a:1chat", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "en-GB",
        "localTimezone": "Europe/London",
    }
    return {name: value for name, value in (usual | parts).items() if value is not None}


def message(text: str, **parts: Any) -> dict[str, Any]:
    return activity("message", text=text, **parts)


def execute(verb: str, data: object, **parts: Any) -> dict[str, Any]:
    action = {"type": "Action.Execute", "verb": verb, "data": data}
    return activity(
        "invoke", name="adaptiveCard/action", value={"action": action}, replyToId="1700", **parts
    )


def submit(data: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return activity("message", value=data, replyToId="1700", **parts)


TEAM = "19:team@thread.tacv2"


def of_team(kind: str = "installationUpdate", channel: str = TEAM, **parts: Any) -> dict[str, Any]:
    """Build an activity that comes from a channel of a team; `channel` is the channel's id."""
    data = {"tenant": {"id": TENANT}, "team": {"id": TEAM, "name": "Practice"}} | parts.pop(
        "data", {}
    )
    where = {"id": channel, "conversationType": "channel", "isGroup": True, "tenantId": TENANT}
    return activity(kind, **({"conversation": where, "channelData": data} | parts))
