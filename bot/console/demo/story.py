"""What the steps of the walkthrough share: the people, the facts, and what later steps need."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp

from bot.console.demo.cards import Card, NotSeen, expect, has_button, taps_of, words
from bot.console.demo.facts import DemoFacts
from bot.console.demo.ports import CommandLine, Connector
from bot.console.demo.teams_person import TeamsPerson


@dataclass
class Story:
    """One walkthrough; `kept` holds the cards that a later step goes on from."""

    facts: DemoFacts
    connector: Connector
    bot: str
    session: aiohttp.ClientSession
    folder: Path
    now: Callable[[], datetime]
    practitioner: TeamsPerson
    lead: TeamsPerson
    evaluator: TeamsPerson
    commands: CommandLine
    kept: dict[str, Card] = field(default_factory=dict[str, Card])

    @property
    def people(self) -> tuple[TeamsPerson, TeamsPerson, TeamsPerson]:
        """Everyone who plays in Teams."""
        return self.practitioner, self.lead, self.evaluator

    def form(self, link: str) -> str:
        """Return the address of a public form."""
        return f"{self.bot}/f/{link}"


def some_answer(card: Card) -> dict[str, Any]:
    """Return an answer to the question on a card: text where it asks for text, else a choice."""
    for part in card["body"]:
        if part.get("id") == "value":
            if part["type"] == "Input.Text":
                return {"value": "I will ring the paediatrician from the visit."}
            return {"value": str(part["choices"][0]["value"])}
    offered = taps_of(card, "answer")
    if not offered:
        raise NotSeen(f"There is nothing to answer on the card “{words(card)[:60]}”.")
    if "value" not in offered[0]:  # the first or the second of two numbers
        return {"now": 8} if "now" in offered[0] else {"before": 4}
    values = [one["value"] for one in offered]
    # “now” would say that someone must know at once.
    return {"value": "no" if "now" in values else values[0]}


async def answer_to_the_end(person: TeamsPerson, card: Card) -> tuple[Card, int]:
    """Answer question after question; return the last card and how many were answered."""
    answered = 0
    while has_button(card, "answer"):
        expect(answered < 40, "The survey never ends.")
        given = some_answer(card)
        card = await person.taps(card, "answer", **given)
        answered += "before" not in given
    return card, answered


async def until_sent(person: TeamsPerson, card: Card) -> Card:
    """Look at a send until nothing waits any more."""
    for _ in range(600):
        card = await person.taps(card, "progress")
        lines = {
            fact["title"]: fact["value"] for part in card["body"] for fact in part.get("facts", [])
        }
        if not lines.keys() & {"waiting", "being sent"}:
            return card
        await asyncio.sleep(0.1)
    raise NotSeen(f"Some messages still wait: {words(card)[:200]}")
