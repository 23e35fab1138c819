"""The names of recipients: people by number, each in a tenant by its number, and their chats.

The connector reads from these names who a request is for, so that it needs to know nothing of an
installation.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from tests.stand_ins.activities import execute

_CHAT = re.compile(r"a:(\d+)-(\d+)$")  # tenant, person


def tenant(place: int) -> str:
    """Return the id of a tenant by its place, from 0."""
    return f"{place:08x}-1111-4222-8333-444444444444"


def human(person: int) -> str:
    """Return the Entra object id of a person by number, from 0."""
    return f"{person:08x}-aaaa-4bbb-8ccc-dddddddddddd"


def number_of(object_id: str) -> int:
    """Return the number of a person, or the place of a tenant, from its id."""
    return int(object_id[:8], 16)


def conversation(person: int, place: int) -> str:
    """Return the chat of a person in a tenant."""
    return f"a:{place}-{person}"


def place_of(chat: str) -> str:
    """Return the number of the tenant that a chat belongs to; empty if the name is not ours."""
    found = _CHAT.match(chat)
    return found[1] if found else ""


def person_of(chat: str) -> int:
    """Return the number of the person whose chat this is."""
    found = _CHAT.match(chat)
    assert found is not None, chat
    return int(found[2])


def tap_of(person: int, data: Mapping[str, Any], activity_id: str, service_url: str) -> bytes:
    """Return the activity of a tap by someone of tenant 0, as Teams sends it."""
    activity = execute(
        data["verb"],
        data,
        id=activity_id,
        serviceUrl=service_url,
        channelData={"tenant": {"id": tenant(0)}},
        conversation={
            "id": conversation(person, 0),
            "conversationType": "personal",
            "tenantId": tenant(0),
        },
        **{"from": {"id": f"29:{person}", "name": "Sam", "aadObjectId": human(person)}},
    )
    return json.dumps(activity).encode()
