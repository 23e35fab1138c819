"""Cards of a briefing before it goes: how far it is, what the release check points at, and somebody's word for it.

What the check found is listed in full sight of the button that gives the word.
"""

from collections.abc import Sequence
from itertools import groupby

from bot.teams.cards.actions import leave, press
from bot.teams.cards.briefing import briefing_body
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, facts, group, heading, more, subheading, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import BriefingList, OneBriefing, ReleaseCheck
from surveys.telling.release_check import NOTHING_FOUND

MOST_FINDINGS = 40
_NEXT = {"ready-briefing": "Make it ready", "approve-briefing": "Approve", "send-briefing": "Send"}

Findings = Sequence[tuple[str, str, str]]


def briefing_list(reply: BriefingList) -> Card:
    """Which briefing to open."""
    if not reply.briefings:
        return card(
            reply,
            [heading(reply.summary), text("There is no briefing yet.")],
            [leave("Home", "home")],
        )
    body = [heading(reply.summary), *choose("briefing", "Which briefing?", reply.briefings)]
    return card(reply, body, [press("Open", "see-briefing"), leave("Home", "home")])


def one_briefing(reply: OneBriefing) -> Card:
    """How far it is, what stands in its way, and how it reads."""
    body = [
        heading(reply.preview.title),
        *([text(reply.note, strong=True)] if reply.note else []),
        *facts(reply.lines),
        *what_stands_in_the_way(reply.in_the_way),
        text("What they will see", subtle=True, gap="Large"),
        group([subheading(reply.preview.title), *briefing_body(reply.preview)], style="emphasis"),
    ]
    version = {"briefing": reply.briefing, "version": reply.version}
    step = [leave(_NEXT[reply.next_verb], reply.next_verb, **version)] if reply.next_verb else []
    copy = (
        [leave("Duplicate", "duplicate-briefing", briefing=reply.briefing)]
        if reply.may_duplicate
        else []
    )
    check = leave("Check the text", "check-briefing", briefing=reply.briefing)
    return card(
        reply,
        body,
        [check, leave("Preview to me", "preview-to-me", briefing=reply.briefing), *step, *copy],
    )


def release_check(reply: ReleaseCheck) -> Card:
    """Every place to look at again, by kind, and the word that is asked for."""
    back = leave("Back", "see-briefing", briefing=reply.briefing)
    given = text(f"{reply.given} has said: “{reply.word}”") if reply.given else None
    asked = text(f"Whoever gives their word says: “{reply.word}”", strong=True)
    body = [
        heading(reply.summary),
        text(reply.title, subtle=True, gap="None"),
        *_by_kind(reply.findings[:MOST_FINDINGS]),
        *more(len(reply.findings) - MOST_FINDINGS),
        text("This list only points. It finds too much, and never everything.", subtle=True),
        given or asked,
    ]
    if not reply.may_give:
        return card(reply, body, [back])
    word = leave(
        "I give my word", "release-briefing", briefing=reply.briefing, version=reply.version
    )
    return card(reply, body, [word, back])


def what_stands_in_the_way(sentences: Sequence[str]) -> list[Card]:
    """What keeps a briefing from being sent, or nothing."""
    if not sentences:
        return []
    return [
        group(
            [subheading("It cannot be sent yet"), *(text(sentence) for sentence in sentences)],
            separator=True,
        )
    ]


def asked_for_word(findings: Findings, word: str | None) -> list[Card]:
    """What the check points at and what is said by sending, where nobody has given their word yet."""
    if word is None:
        return []
    lines = [
        text(joined(bold(what.capitalize()), ": ", words, ". ", why))
        for what, words, why in findings
    ]
    said = text(f"By sending it you say: “{word}”", strong=True)
    return [
        group(
            [subheading("Can anybody be recognised?"), *(lines or [text(NOTHING_FOUND)]), said],
            separator=True,
        )
    ]


def _by_kind(findings: Findings) -> list[Card]:
    if not findings:
        return [text(NOTHING_FOUND)]
    parts: list[Card] = []
    for (what, why), same in groupby(findings, key=lambda one: (one[0], one[2])):
        parts += [subheading(what.capitalize()), text(why, subtle=True, gap="None")]
        parts += [text(words, gap="Small") for _, words, _ in same]
    return parts
