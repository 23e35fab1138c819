"""The names of those who are written to: people by number, each in a tenant by its place, with a chat that says both.

The connector reads who a request is for from these names, so that it needs to be told nothing of an installation.
"""

import re

_CHAT = re.compile(r"a:(\d+)-(\d+)$")


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
    """Return the place of the tenant that a chat belongs to; empty where the name is none of ours."""
    found = _CHAT.match(chat)
    return found[1] if found else ""
