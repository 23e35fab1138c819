"""Cards of a briefing before it is sent: its status, what the release check flags, its sign-off.

The card that signs off lists everything the check flagged.
"""

from collections.abc import Sequence
from itertools import groupby

from bot.teams.cards.actions import leave
from bot.teams.cards.briefing import briefing_body
from bot.teams.cards.folding import Fold, folds
from bot.teams.cards.parts import Card, card, facts, group, heading, more, subheading, text
from bot.teams.cards.picking import Pick
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import BriefingList, OneBriefing, ReleaseCheck, ShowBriefing
from surveys.telling.release_check import NOTHING_FOUND

MOST_FINDINGS = 40
PREVIEW = "p"  # with which the ids of a folded preview begin: within it are other folds
_NEXT = {"ready-briefing": "Make it ready", "approve-briefing": "Approve", "send-briefing": "Send"}

Findings = Sequence[tuple[str, str, str]]
PROMPT_ONLY = "A prompt only: it flags too much and misses things. Please read it yourself."


def briefing_list(reply: BriefingList) -> Card:
    """List the briefings, to open one."""
    pick = Pick(
        "briefing",
        "see-briefing",
        reply.briefings,
        label="Which briefing?",
        error="Please choose a briefing.",
        button="Open",
    )
    none = text("" if reply.briefings else "There are no briefings yet.")
    body = [heading(reply.summary), none, *pick.parts()]
    return card(reply, body, [*pick.buttons(), leave("Home", "home")])


def one_briefing(reply: OneBriefing) -> Card:
    """Show its status, what prevents sending it, and how it reads."""
    body = [
        heading(reply.preview.title),
        *([text(reply.note, strong=True)] if reply.note else []),
        *facts(reply.lines),
        *obstacles(reply.in_the_way),
        *folds([preview(reply.preview)], name=PREVIEW),
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


def flagged(findings: Findings) -> Fold:
    """Return what the release check flags in a version not signed off; what it is about shows."""
    lines = [
        text(joined(bold(what.capitalize()), ": ", words, ". ", why))
        for what, words, why in findings
    ]
    found = [*lines, text(PROMPT_ONLY, subtle=True)] if lines else [text(NOTHING_FOUND)]
    kinds = ", ".join(dict.fromkeys(what for what, _, _ in findings))
    return Fold("Could anyone be identified?", found, kinds and f"Please look at: {kinds}")


def preview(reply: ShowBriefing) -> Fold:
    """Return a briefing as people will see it, folded."""
    return Fold("What they will see", [subheading(reply.title), *briefing_body(reply)])


def _by_kind(findings: Findings) -> list[Card]:
    if not findings:
        return [text(NOTHING_FOUND)]
    parts: list[Card] = []
    for (what, why), same in groupby(findings, key=lambda one: (one[0], one[2])):
        parts += [subheading(what.capitalize()), text(why, subtle=True, gap="None")]
        parts += [text(words, gap="Small") for _, words, _ in same]
    return parts
