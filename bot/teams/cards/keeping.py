"""Cards of a briefing before it is sent: its status, what the release check flags, its sign-off.

The card that signs off lists everything the check flagged.
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
PROMPT_ONLY = "A prompt only: it flags too much and misses things. Please read it yourself."


def briefing_list(reply: BriefingList) -> Card:
    """List the briefings, to open one."""
    if not reply.briefings:
        return card(
            reply,
            [heading(reply.summary), text("There are no briefings yet.")],
            [leave("Home", "home")],
        )
    body = [heading(reply.summary), *choose("briefing", "Which briefing?", reply.briefings)]
    return card(reply, body, [press("Open", "see-briefing"), leave("Home", "home")])


def one_briefing(reply: OneBriefing) -> Card:
    """Show its status, what prevents sending it, and how it reads."""
    body = [
        heading(reply.preview.title),
        *([text(reply.note, strong=True)] if reply.note else []),
        *facts(reply.lines),
        *obstacles(reply.in_the_way),
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
    """Show every place to look at again, by kind, and ask for the sign-off."""
    back = leave("Back", "see-briefing", briefing=reply.briefing)
    if reply.given:
        sign_off = text(f"Signed off by {reply.given}.")
    elif reply.may_give:
        sign_off = text(f"By signing off you confirm: “{reply.word.rstrip('.')}.”", strong=True)
    else:
        sign_off = text("This version needs sign-off.", strong=True)
    body = [
        heading(reply.summary),
        text(reply.title, subtle=True, gap="None"),
        *_by_kind(reply.findings[:MOST_FINDINGS]),
        *more(len(reply.findings) - MOST_FINDINGS),
        text(PROMPT_ONLY, subtle=True),
        sign_off,
    ]
    if not reply.may_give:
        return card(reply, body, [back])
    version = {"briefing": reply.briefing, "version": reply.version}
    return card(reply, body, [leave("Sign off", "release-briefing", **version), back])


def obstacles(sentences: Sequence[str]) -> list[Card]:
    """Return what prevents sending a briefing, or nothing."""
    if not sentences:
        return []
    lines = [text(sentence) for sentence in sentences]
    return [group([subheading("You cannot send this yet"), *lines], separator=True)]


def flagged(findings: Findings) -> list[Card]:
    """Return what the release check flags in a version that has not been signed off."""
    lines = [
        text(joined(bold(what.capitalize()), ": ", words, ". ", why))
        for what, words, why in findings
    ]
    found = [*lines, text(PROMPT_ONLY, subtle=True)] if lines else [text(NOTHING_FOUND)]
    return [group([subheading("Could anyone be identified?"), *found], separator=True)]


def _by_kind(findings: Findings) -> list[Card]:
    if not findings:
        return [text(NOTHING_FOUND)]
    parts: list[Card] = []
    for (what, why), same in groupby(findings, key=lambda one: (one[0], one[2])):
        parts += [subheading(what.capitalize()), text(why, subtle=True, gap="None")]
        parts += [text(words, gap="Small") for _, words, _ in same]
    return parts
