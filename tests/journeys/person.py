"""A person in Teams: types, taps buttons of the last card, fills its boxes, and reads what arrives.

Nothing is sent that the card does not hold: no identifier that the program did not give out.
"""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import quote

from bot.teams.development_connector import Recorded
from tests.journeys.lines import Lines
from tests.stand_ins import activities

Card = dict[str, Any]
_numbers = count(1)
RE_READ = "I have re-read this and nobody could be identified"


@dataclass
class Person:
    """One human with one chat; `card` is on the screen, `shown_as` is its message."""

    lines: Lines
    name: str
    object_id: str
    card: Card = field(default_factory=dict[str, Any])
    shown_as: str = ""
    tenant: str = activities.TENANT

    @property
    def chat(self) -> str:
        return f"a:chat-{self.name}"

    @property
    def teams_user(self) -> str:
        return f"29:{self.name}"

    def activity(self, kind: str, **parts: Any) -> dict[str, Any]:
        """An activity of this person's, with an id that no other has."""
        who = {"id": self.teams_user, "name": self.name, "aadObjectId": self.object_id}
        where = {"id": self.chat, "conversationType": "personal", "tenantId": self.tenant}
        usual = {
            "id": f"f:{next(_numbers)}",
            "serviceUrl": self.lines.service_url,
            "from": who,
            "conversation": where,
            "channelData": {"tenant": {"id": self.tenant}},
        }
        return activities.activity(kind, **(usual | parts))

    async def installs(self) -> Card:
        """Add the app; returns the greeting."""
        await self.lines.post(self.activity("installationUpdate", action="add"))
        return self.looks()

    async def removes(self) -> None:
        await self.lines.post(self.activity("installationUpdate", action="remove"))

    async def says(self, words: str) -> Card:
        """Type words; returns the card that came."""
        before = len(self.messages())
        await self.lines.post(self.activity("message", text=words))
        assert len(self.messages()) == before + 1, "one word brings one message"
        return self.looks()

    def messages(self) -> list[dict[str, Any]]:
        """Everything that the connector took for this chat, oldest first."""
        return [
            json.loads(sent.body) for sent in self.posts() if sent in self.lines.connector.delivered
        ]

    def posts(self) -> list[Recorded]:
        """Every attempt to post into this chat, taken or not."""
        path = f"/v3/conversations/{self.chat}/activities"
        return [sent for sent in self.lines.connector.seen("message") if sent.path == path]

    def put_over(self) -> list[str]:
        """What was put over cards of this chat, oldest first."""
        path = f"/v3/conversations/{self.chat}/activities/"
        seen = self.lines.connector.seen("update")
        return [sent.body.decode() for sent in seen if sent.path.startswith(path)]

    def looks(self) -> Card:
        """Look at the latest message, and have its card on the screen."""
        content = self.messages()[-1]["attachments"][0]["content"]
        self.card, self.shown_as = content, f"1:{self.name}-{len(self.messages())}"
        return self.card

    async def gets(self, words: str) -> Card:
        """Wait for a message whose card says `words`."""
        await self.lines.until(
            lambda: bool(self.messages()) and words in json.dumps(self.messages()[-1])
        )
        return self.looks()

    def tap(self, verb: str, **filled: str) -> dict[str, Any]:
        """The activity of tapping a button, the card's boxes as they are or `filled` (in words).

        Of several buttons with one verb, “verb:mark” is the one that sends that mark; of rows and
        keys, it is the one whose words are `filled` in for what it sends.
        """
        verb, _, mark = verb.partition(":")
        button = next(
            action
            for action in taps_of(self.card)
            if action.get("verb") == verb
            and mark in {"", action["data"].get("mark")}
            and _is_meant(action, filled)
        )
        found = {} if button.get("associatedInputs") == "none" else boxes(self.card)
        filled = {name: words for name, words in filled.items() if name not in button["data"]}
        assert filled.keys() <= found.keys(), f"no box for {filled.keys() - found.keys()}"
        typed = {name: _sent(box, filled.get(name)) for name, box in found.items()}
        data = button["data"] | {name: value for name, value in typed.items() if value is not None}
        action = {"type": "Action.Execute", "verb": verb, "data": data}
        return self.activity(
            "invoke",
            name="adaptiveCard/action",
            value={"action": action},
            replyToId=self.shown_as or "1:first",
        )

    def tap_of_an_older_client(self, verb: str, **filled: str) -> dict[str, Any]:
        """The same tap, as a client sends it that knows Action.Submit only."""
        tapped = self.tap(verb, **filled)
        return self.activity(
            "message", value=tapped["value"]["action"]["data"], replyToId=tapped["replyToId"]
        )

    async def sends(self, tapped: dict[str, Any]) -> Card:
        """Send a tap and show the card that comes back; a sentence comes back as words."""
        body = await self.lines.post(tapped)
        assert body["type"] == "application/vnd.microsoft.card.adaptive", body
        self.card = body["value"]
        return self.card

    async def taps(self, verb: str, **filled: str) -> Card:
        """Tap a button; boxes are filled in words as they stand on the card."""
        return await self.sends(self.tap(verb, **filled))

    async def signs_off_and_sends(self, **filled: str) -> Card:
        """Confirm a briefing, with the sign-off box ticked where the card has one.

        A time, a repeat and channels are filled in on the card that asks for them.
        """
        if filled.keys() - boxes(self.card).keys():
            await self.taps("preview-briefing")
        ticked = {"word": RE_READ} if "word" in boxes(self.card) else {}
        return await self.taps("confirm-briefing", **ticked, **filled)

    async def consents(self, offer: dict[str, Any], upload: dict[str, Any] | None) -> None:
        """Press Accept (with where the file may go) or Decline on a file card."""
        content = offer["content"]
        action = "accept" if upload else "decline"
        value = {
            "type": "fileUpload",
            "action": action,
            "context": content[f"{action}Context"],
            "uploadInfo": upload,
        }
        await self.lines.post(self.activity("invoke", name="fileConsent/invoke", value=value))

    def on_roster_as(self, address: str) -> Card:
        """What Teams says of this person as a member of the chat."""
        return {
            "id": self.teams_user,
            "email": address.upper(),
            "userPrincipalName": quote(address),
        }


def reads(card: Card) -> str:
    """Every word on a card, for looking something up in it."""
    return json.dumps(card, ensure_ascii=False)


def taps_of(card: Card) -> list[Card]:
    """Return everything that can be tapped on a card, with its words as `title`: rows first."""
    rows = [part for part in _elements(card["body"]) if "selectAction" in part]
    shown = [one["selectAction"] | {"title": one["items"][0]["text"]} for one in rows]
    within = [one for part in _elements(card["body"]) for one in part.get("actions", ())]
    return [*shown, *within, *card.get("actions", [])]


def chosen(card: Card) -> list[str]:
    """Return the words of the rows and keys that show what was answered before."""
    return [one["title"] for one in taps_of(card) if one["title"].startswith("✓")]


def _is_meant(action: Card, filled: dict[str, str]) -> bool:
    """Say whether a tap is the one whose words are given, for what it would send."""
    words = [given for name, given in filled.items() if name in action["data"]]
    return all(action["title"].removeprefix("✓ ") == given for given in words)


def boxes(card: Card) -> dict[str, Card]:
    """Return the inputs of a card, by their id."""
    return {box["id"]: box for box in _elements(card["body"]) if box["type"].startswith("Input.")}


def _elements(parts: list[Card]) -> list[Card]:
    inside = ("items", "columns")
    return [
        inner
        for part in parts
        for inner in (part, *(one for name in inside for one in _elements(part.get(name, []))))
    ]


def _sent(box: Card, words: str | None) -> str | None:
    """What a client sends for a box: of a list, the value for the words; else the default."""
    if words is None or box["type"] != "Input.ChoiceSet":
        return box.get("value") if words is None else words
    wanted = words.split(" + ")
    values = [
        c["value"]
        for c in box["choices"]
        if any(c["title"] in (w, *_begun(c["title"], w)) for w in wanted)
    ]
    assert len(values) == len(wanted), f"{words} is not on the card"
    return ",".join(values)


def _begun(title: str, words: str) -> list[str]:
    """The title itself where it is the words with a detail after a dash."""
    return [title] if title.startswith(f"{words} – ") else []
