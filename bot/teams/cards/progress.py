"""Cards about how a send stands: its figures and why people were missed, and who they are with what to do about it."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from bot.teams.cards.actions import leave, press, turning
from bot.teams.cards.after_sending import channel_lines, send_buttons
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, facts, group, heading, more, page_of, subheading, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import MissedBecause, NotReachedList, Queued
from surveys.people import people

MOST_LISTED = 25

_NOBODY_MISSED = (
    "Nobody has been missed so far. Whoever is still waiting for a message is not counted here."
)


def queued(reply: Queued) -> Card:
    """How a send stands."""
    body = [
        heading(reply.title),
        text(f"For {people(reply.count)}.", gap="Small"),
        text(reply.when),
        *facts((state, f"{count:,}") for state, count in reply.counts),
        *([text(reply.left)] if reply.left else []),
        *_why(reply.why),
        *channel_lines(reply.channels),
        *([text(f"As it stood on {reply.as_at}.", subtle=True)] if reply.as_at else []),
    ]
    return card(reply, body, send_buttons(reply))


def _why(why: Sequence[tuple[str, int]]) -> list[Card]:
    lines = [text(joined(bold(f"{count:,}"), ": ", words), gap="Small") for words, count in why]
    return [group([subheading("Not reached, and why"), *lines], separator=True)] if lines else []


def not_reached(reply: NotReachedList) -> Card:
    """How many were not reached for each reason and what to do about it, then who they are, a page at a time."""
    listed = reply.people[:MOST_LISTED]
    names = [
        line for why, those in groupby(listed, itemgetter(2)) for line in _named(why, list(those))
    ]
    nobody = text(_NOBODY_MISSED if reply.dispatches else "Nothing has been sent yet.")
    body = [
        heading(reply.summary),
        *facts(
            (title, f"{missed:,} of {audience:,} not reached")
            for title, audience, missed in reply.dispatches
        ),
        *([] if names else [nobody]),
        *(_because(one) for one in reply.because),
        group([subheading("By name"), *names], separator=True) if names else group([]),
        *more(len(reply.people) - len(listed)),
        *page_of(reply.page, reply.pages),
        *choose(
            "said_by",
            "Who has told you that it did arrive?",
            reply.may_say,
            error="Please choose a person.",
        ),
    ]
    return card(reply, body, _ways_on(reply))


def _named(why: str, those: Sequence[tuple[str, str, str, str]]) -> list[Card]:
    """A reason, and below it whom it is about."""
    written = [(name, agency, f": {letter}" if letter else "") for name, agency, _, letter in those]
    lines = [
        text(joined(bold(name), " (", agency, ")", letter), gap="Small")
        for name, agency, letter in written
    ]
    return [text(why, subtle=True), *lines]


def _because(one: MissedBecause) -> Card:
    written = (
        [text(f"An e-mail was sent to {one.written:,} of them.", gap="Small")]
        if one.written
        else []
    )
    todo = [text(one.advice, subtle=True, gap="Small")] if one.advice else []
    return group(
        [text(joined(bold(people(one.people)), ": ", one.words)), *todo, *written], separator=True
    )


def _ways_on(reply: NotReachedList) -> list[Card]:
    same = {} if reply.dispatch is None else {"dispatch": reply.dispatch}
    word = [press("It arrived", "it-arrived", **same)] if reply.may_say else []
    pages = turning("not-reached", reply.page, reply.pages, same)
    write_to = (
        [leave("Write by e-mail", "choose-letters")] if reply.not_known and not reply.page else []
    )
    back = (
        leave("Home", "home")
        if reply.dispatch is None
        else leave("Back", "progress", dispatch=reply.dispatch)
    )
    return [*word, *pages, *write_to, back]
