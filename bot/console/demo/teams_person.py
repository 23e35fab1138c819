"""One person in Teams, as the bot sees them: activities go in, cards come back by the connector.

The activities are those of a local client without tokens; they name the sender, a card's data
never does.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, cast

import aiohttp

from bot.console.demo.cards import Card, NotSeen, data_of, expect, words
from bot.console.demo.facts import Player
from bot.console.demo.ports import Connector

SECONDS, PAUSE = 60, 0.05
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
_ids = count(1)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where people and bot meet."""

    session: aiohttp.ClientSession
    bot: str
    connector: Connector
    bot_id: str
    tenant_id: str


class TeamsPerson:
    """Plays one person; messages to them are read in the order in which they came."""

    def __init__(self, meeting: Meeting, player: Player) -> None:
        self.player = player
        self._meeting = meeting
        self._read = 0
        self.conversation = f"a:{player.part}-chat"

    async def install(self) -> Card:
        """Install the app; return the card that welcomes them."""
        await self._post({"type": "installationUpdate", "action": "add"})
        return await self.receives(lambda card: "What you can do here" in words(card))

    async def says(self, text: str, answer: str) -> Card:
        """Type something; return the card that answers, found by text on it."""
        await self._post({"type": "message", "text": text, "textFormat": "plain"})
        return await self.receives(lambda card: answer in words(card))

    async def taps(self, card: Card, verb: str, **typed: object) -> Card:
        """Press a card's button with what has been typed; return the card that takes its place."""
        return _shown(await self.post_again(self.tapping(card, verb, **typed)))

    def tapping(self, card: Card, verb: str, **typed: object) -> Card:
        """Return the activity of a press, so that it can be posted more than once."""
        data = {**data_of(card, verb), **typed}
        action = {"type": "Action.Execute", "verb": verb, "data": data}
        invoke = {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "value": {"action": action},
            "replyToId": "shown",
        }
        return self._activity(invoke)

    async def consents(self, offered: Card, *, accepts: bool) -> None:
        """Answer a file consent card; what is accepted is put to the connector."""
        content, name = offered["content"], str(offered["name"])
        value: Card = {"type": "fileUpload", "action": "accept" if accepts else "decline"}
        value["context"] = content["acceptContext" if accepts else "declineContext"]
        if accepts:
            address = f"{self._meeting.connector.address}upload/{name}"
            kind = name.rpartition(".")[2]
            value["uploadInfo"] = {
                "name": name,
                "uploadUrl": address,
                "contentUrl": address,
                "uniqueId": name,
                "fileType": kind,
            }
        await self._post({"type": "invoke", "name": "fileConsent/invoke", "value": value})

    async def receives(
        self, fits: Callable[[Card], bool] = lambda _: True, seconds: float = SECONDS
    ) -> Card:
        """Return the next card that fits, passing over the others."""
        attached = await self.receives_attachment(lambda one: fits(one["content"]), seconds)
        return cast("Card", attached["content"])

    async def receives_attachment(
        self, fits: Callable[[Card], bool], seconds: float = SECONDS
    ) -> Card:
        """Return the next attachment that fits; raises `NotSeen` when none comes."""
        for _ in range(int(seconds / PAUSE)):
            messages = self.messages()
            while self._read < len(messages):
                attached = cast("Card", json.loads(messages[self._read])["attachments"][0])
                self._read += 1
                if fits(attached):
                    return attached
            await asyncio.sleep(PAUSE)
        raise NotSeen(f"{self.player.name} got no such message within {seconds:.0f} seconds.")

    async def has_received(self, fits: Callable[[Card], bool], seconds: float) -> Card | None:
        """Return the newest card that fits, passed over before or not; wait a while for one."""
        for _ in range(int(seconds / PAUSE)):
            for message in reversed(self.messages()):
                attached = cast("Card", json.loads(message)["attachments"][0])
                if fits(attached["content"]):
                    return cast("Card", attached["content"])
            await asyncio.sleep(PAUSE)
        return None

    def messages(self) -> list[bytes]:
        """Return every message to this person so far, as it was sent."""
        path = f"/v3/conversations/{self.conversation}/activities"
        delivered = list(self._meeting.connector.delivered)
        return [
            one.body for one in delivered if one.kind == "message" and one.path.startswith(path)
        ]

    async def post_again(self, activity: Card) -> Card:
        """Post an activity as it is; return the body of the answer."""
        async with self._meeting.session.post(
            f"{self._meeting.bot}/api/messages", json=activity
        ) as answer:
            expect(answer.status < 300, f"The bot answered {answer.status} to {self.player.name}.")
            content = await answer.read()
        return cast("Card", json.loads(content)) if content.strip() else {}

    async def _post(self, parts: Card) -> Card:
        return await self.post_again(self._activity(parts))

    def _activity(self, parts: Card) -> Card:
        tenant = self._meeting.tenant_id
        usual: dict[str, Any] = {
            "id": f"f:{self.player.part}-{next(_ids)}",
            "channelId": "msteams",
            "serviceUrl": self._meeting.connector.address,
            "from": {
                "id": f"29:{self.player.part}",
                "name": self.player.name,
                "aadObjectId": self.player.aad_object_id,
            },
            "recipient": {"id": f"28:{self._meeting.bot_id}", "name": "Golden Thread"},
            "conversation": {
                "id": self.conversation,
                "conversationType": "personal",
                "tenantId": tenant,
            },
            "channelData": {"tenant": {"id": tenant}},
            "locale": "en-GB",
            "localTimezone": "Europe/London",
        }
        return {**usual, **parts}


def _shown(answer: Card) -> Card:
    expect(
        isinstance(answer.get("value"), dict),
        f"The bot answered without a card: {answer.get('value')}",
    )
    return cast("Card", answer["value"])
