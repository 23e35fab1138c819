"""Finds the names of an account at its first contact, from the members of the chat.

A look-up that fails is told from one that finds nobody: the person reads that we cannot check just
now, and their next message looks again.
"""

import json
from http import HTTPStatus
from typing import Any, cast

import structlog
from aiohttp import ClientError
from yarl import URL

from bot.network.sessions import read_up_to
from bot.teams.addresses import in_path, is_safe_id, may_send_to
from bot.teams.bearer import NoToken
from bot.teams.sender import TeamsSender

log = structlog.get_logger()
_MOST_BYTES = 64 * 1024
_FIELDS = ("email", "userPrincipalName")


async def names_of(
    sender: TeamsSender, service_url: str, conversation_id: str, teams_user_id: str
) -> tuple[str, ...] | None:
    """Return the names that Teams has for a member of a chat, in lower case; None if we fail."""
    rules = sender.rules
    safe = is_safe_id(conversation_id) and is_safe_id(teams_user_id)
    if not safe or not may_send_to(service_url, rules.connector_hosts, local=rules.local):
        return ()
    path = f"/v3/conversations/{in_path(conversation_id)}/members/{in_path(teams_user_id)}"
    try:
        headers = {"Authorization": f"Bearer {await sender.bearer.text()}"} if sender.bearer else {}
        url = URL(service_url.rstrip("/") + path, encoded=True)
        async with sender.session.get(url, headers=headers, allow_redirects=False) as answer:
            if answer.status == HTTPStatus.NOT_FOUND:
                return ()
            if answer.status != HTTPStatus.OK:
                log.warning("look-up-failed", code=f"status-{answer.status}")
                return None
            found: object = json.loads(await read_up_to(answer.content, _MOST_BYTES))
    except (ClientError, TimeoutError, OSError, ValueError, NoToken) as problem:
        log.warning("look-up-failed", code=type(problem).__name__)
        return None
    member = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    names = (member.get(field) for field in _FIELDS)
    return tuple(dict.fromkeys(name.lower() for name in names if isinstance(name, str) and name))
