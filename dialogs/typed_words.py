"""What people type in Teams, read as phones write it: typed words -> verb, for every surface.

Only the exact word changes anything. What merely reads like “stop” asks first; what reads like no
word gets help, with whom to call, because someone may be telling us that they are not safe.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.typed import as_plain, as_words, nearest

HELP, ASK_TO_STOP, STOP = "help", "ask-stop", "stop"
# The verbs that can be typed, as they are written with spaces, and other ways to say each.
WAYS: Mapping[str, tuple[str, ...]] = {
    "help": ("help me", "i need help", "menu", "commands", "what can i do", "what can you do"),
    "home": ("overview", "dashboard"),
    "stop": (
        "stop all",
        "stop all messages",
        "stop messages",
        "stop messaging me",
        "stop sending me messages",
        "no more messages",
        "unsubscribe",
        "unsubscribe me",
        "opt out",
        "optout",
    ),
    "start": ("start again", "start messages", "subscribe", "opt in", "optin"),
    "my-data": ("data", "my information", "what do you hold about me"),
    "my-surveys": ("surveys", "survey", "my survey", "open surveys"),
    "feedback": ("give feedback",),
    "audiences": ("audience", "saved audiences"),
    "briefings": ("briefing", "my briefings"),
    "send-briefing": ("send a briefing", "send briefings", "send"),
    "follow-up": ("followup", "follow ups", "follow up survey"),
    "not-reached": ("who was not reached", "not delivered"),
    "reach": ("who it reached",),
    "concerns": ("concern", "open concerns"),
    "texts": ("text", "texts to read", "read texts", "reading"),
    "test-alert": ("test the alert", "test alerts", "alert test"),
    "schedule": ("schedules", "recurring", "recurring sends"),
    "summary": ("summaries", "impact", "impact summary"),
}
TYPED = frozenset(WAYS)
_POLITE = ("please", "pls", "plz", "thanks", "thank you")
_US = ("golden thread",)
_BY_WORDS: Mapping[str, str] = {
    said: verb for verb, ways in WAYS.items() for said in (verb.replace("-", " "), *ways)
}
_CLOSE = 0.8  # closer than names: a sentence that is told to us is no slip


@dataclass(frozen=True, slots=True)
class Meant:
    """What typed words name: a verb; where we cannot read them, the verb that is `nearest`."""

    verb: str
    unread: bool = False
    nearest: str = ""


def meant_by(text: str) -> Meant:
    """Return what typed words name; anything that we cannot read is help, which changes nothing."""
    exact = "-".join(as_plain(text).strip("/ ").lower().split()) or HELP
    if exact in TYPED:
        return Meant(exact)
    words = _without_courtesies(as_words(text))
    verb = _BY_WORDS.get(words, HELP)
    if verb != HELP:
        return Meant(ASK_TO_STOP if verb == STOP else verb)
    near = nearest(words, _BY_WORDS, _CLOSE)
    return Meant(HELP, unread=True, nearest=_BY_WORDS[near] if near else "")


def _without_courtesies(words: str) -> str:
    """Return words without our name and without please and thank you."""
    said = f" {words} "
    for phrase in (*_US, *_POLITE):
        said = said.replace(f" {phrase} ", " ")
    return " ".join(said.split())
