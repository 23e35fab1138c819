"""Cards about a send: its figures, and who was not reached, why and what to do about it."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from bot.teams.cards.actions import leave, page_buttons, press
from bot.teams.cards.after_sending import channel_lines, send_buttons
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, facts, group, heading, more, page_of, subheading, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import MissedBecause, NotReachedList, Queued
from surveys.people import people

MOST_LISTED = 25

_NO_ONE_MISSED = "We have not missed anyone so far. People still waiting are not counted."


def queued(reply: Queued) -> Card:
    """Show the progress of a send."""
    body = [
        heading(reply.title),
        text(f"For {people(reply.count)}.", gap="Small"),
        text(reply.when),
        *facts((state, f"{count:,}") for state, count in reply.counts),
        *([text(reply.left)] if reply.left else []),
        *([text(reply.cards)] if reply.cards else []),
        *_why(reply.why),
        *channel_lines(reply),
        *([text(f"Updated {reply.as_at}.", subtle=True)] if reply.as_at else []),
    ]
    return card(reply, body, send_buttons(reply))


def _why(why: Sequence[tuple[str, int]]) -> list[Card]:
    lines = [text(joined(bold(f"{count:,}"), ": ", words), gap="Small") for words, count in why]
    return [group([subheading("Not reached, and why"), *lines], separator=True)] if lines else []


def not_reached(reply: NotReachedList) -> Card:
    """Show how many were not reached, by reason with what to do, then their names by page."""
    listed = reply.people[:MOST_LISTED]
    names = [
        line for why, those in groupby(listed, itemgetter(2)) for line in _named(why, list(those))
    ]
    no_one = text(_NO_ONE_MISSED if reply.dispatches else "Nothing has been sent yet.")
    body = [
        heading(reply.summary),
        *facts(
            (title, f"{missed:,} of {audience:,} not reached")
            for title, audience, missed in reply.dispatches
        ),
        *([] if names else [no_one]),
        *(_because(one) for one in reply.because),
        group([subheading("By name"), *names], separator=True) if names else group([]),
        *more(len(reply.people) - len(listed)),
        *page_of(reply.page, reply.pages),
        *choose(
            "said_by",
            "Who told you that it arrived?",
            reply.may_say,
            error="Please choose a person.",
        ),
    ]
    return card(reply, body, _ways_on(reply))


def _named(why: str, those: Sequence[tuple[str, str, str, str]]) -> list[Card]:
    """Return a reason, and below it the people it is about."""
    lines = [
        text(joined(bold(name), " (", agency, ")", f": {email}" if email else ""), gap="Small")
        for name, agency, _, email in those
    ]
    return [text(why, subtle=True), *lines]


def _because(one: MissedBecause) -> Card:
    written = [text(f"We e-mailed {one.written:,} of them.", gap="Small")] if one.written else []
    todo = [text(one.advice, subtle=True, gap="Small")] if one.advice else []
    return group(
        [text(joined(bold(people(one.people)), ": ", one.words)), *todo, *written], separator=True
    )


def _ways_on(reply: NotReachedList) -> list[Card]:
    same = {} if reply.dispatch is None else {"dispatch": reply.dispatch}
    arrived = [press("It arrived", "it-arrived", **same)] if reply.may_say else []
    pages = page_buttons("not-reached", reply.page, reply.pages, same)
    write_to = (
        [leave("E-mail them", "choose-letters")] if reply.not_known and not reply.page else []
    )
    back = (
        leave("Home", "home")
        if reply.dispatch is None
        else leave("Back", "progress", dispatch=reply.dispatch)
    )
    return [*arrived, *pages, *write_to, back]
