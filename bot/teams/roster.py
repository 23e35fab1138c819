"""Finds the e-mail addresses of a person at their first contact, from the members of the chat.

A failure counts as no answer: the person is told that they are not on the list, and their next
message looks again.
"""

import json
from typing import Any, cast

from aiohttp import ClientError
from yarl import URL

from bot.teams.addresses import in_path, is_safe_id, may_send_to
from bot.teams.bearer import NoToken
from bot.teams.request_body import read_up_to
from bot.teams.sender import TeamsSender

_MOST_BYTES = 64 * 1024
_FIELDS = ("email", "userPrincipalName")


async def emails_of(
    sender: TeamsSender, service_url: str, conversation_id: str, teams_user_id: str
) -> list[str]:
    """Return the e-mail addresses that Teams has for a member of a chat, in lower case."""
    rules = sender.rules
    safe = is_safe_id(conversation_id) and is_safe_id(teams_user_id)
    if not safe or not may_send_to(service_url, rules.connector_hosts, local=rules.local):
        return []
    path = f"/v3/conversations/{in_path(conversation_id)}/members/{in_path(teams_user_id)}"
    try:
        headers = {"Authorization": f"Bearer {await sender.bearer.text()}"} if sender.bearer else {}
        url = URL(service_url.rstrip("/") + path, encoded=True)
        async with sender.session.get(url, headers=headers, allow_redirects=False) as answer:
            found: object = (
                json.loads(await read_up_to(answer.content, _MOST_BYTES))
                if answer.status == 200
                else {}
            )
    except (ClientError, TimeoutError, OSError, ValueError, NoToken):
        return []
    member = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    return [str(member[name]).lower() for name in _FIELDS if isinstance(member.get(name), str)]
