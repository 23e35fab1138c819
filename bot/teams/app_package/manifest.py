"""The manifest of the Teams app: what Teams shows of it, and what it may do.

It asks for as little as it needs: no permission of Microsoft Graph, none of a single team or chat.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from dialogs.home import WORDS
from surveys.people import Role
from surveys.sending.app_package import AppPackage

MANIFEST_VERSION = "1.25"
MANIFEST, COLOR, OUTLINE = "manifest.json", "color.png", "outline.png"
SCHEMA = (
    "https://developer.microsoft.com/json-schemas/teams/"
    f"v{MANIFEST_VERSION}/MicrosoftTeams.schema.json"
)
NAME = "Golden Thread"
SHORT = "Short safeguarding briefings and surveys, and what has changed for children."
FULL = (
    "Your safeguarding children partnership uses Golden Thread to tell you what it has learned "
    "from reviews, audits, inspections and families, and to ask what has changed since.\n\n"
    "You get a short briefing now and then, and a few questions about it. You can answer in about "
    "a minute, on a phone, between visits.\n\n"
    "Type help to see what you can do here. Type my data to see what we hold about you. Type stop "
    "to stop all messages.\n\n"
    "This app is not a way to refer a child, and no one reads it straight away. If you are worried "
    "about a child, refer it in the usual way. If a child is in danger now, call 999."
)
# What can be typed, in the order in which Teams offers it.
TYPED = (
    "help",
    "feedback",
    "my surveys",
    "my data",
    "stop",
    "start",
    "home",
    "send briefing",
    "follow up",
    "not reached",
    "concerns",
    "summary",
)
_DOES = {"help": "See what you can do here", "start": "Get messages again"}


def manifest(package: AppPackage, public_url: str) -> dict[str, Any]:
    """Return the manifest of a package, for an installation at that address."""
    address = public_url.rstrip("/")
    return {
        "$schema": SCHEMA,
        "manifestVersion": MANIFEST_VERSION,
        "version": package.version,
        "id": package.app_id,
        "developer": {
            "name": NAME,
            "websiteUrl": f"{address}/about",
            "privacyUrl": f"{address}/privacy",
            "termsOfUseUrl": f"{address}/terms",
        },
        "name": {"short": NAME, "full": f"{NAME}: safeguarding briefings and surveys"},
        "description": {"short": SHORT, "full": FULL},
        "icons": {"color": COLOR, "outline": OUTLINE},
        "accentColor": "#1d4f91",
        "bots": [_bot(package.bot_id)],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [urlsplit(address).hostname or ""],
        "defaultInstallScope": "personal",
    }


def _bot(bot_id: str) -> dict[str, Any]:
    return {
        "botId": bot_id,
        "scopes": ["personal", "team"],
        "isNotificationOnly": False,
        "supportsCalling": False,
        "supportsVideo": False,
        "supportsFiles": True,  # an evaluator is offered a summary as a file
        "commandLists": [{"scopes": ["personal"], "commands": list(_commands())}],
    }


def _commands() -> Iterator[dict[str, str]]:
    """Yield what can be typed, with what it does and for whom it is."""
    by_word = {word: (does, roles) for word, does, roles in WORDS}
    for word in TYPED:
        does, roles = by_word.get(word, (_DOES.get(word, ""), frozenset[Role]()))
        yield {"title": word, "description": _for_whom(roles) + does}


def _for_whom(roles: frozenset[Role]) -> str:
    if not roles:
        return ""
    named = [f"{role}s" for role in (Role.LEAD, Role.EVALUATOR) if role in roles]
    return f"For {' and '.join(named)}: "
