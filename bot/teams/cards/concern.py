"""Cards of a safeguarding concern: that there is one, who is dealing with it, where to read it.

Nothing here repeats anything that was written.
"""

from bot.teams.cards.actions import leave, press, visit
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, facts, group, heading, more, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import (
    AlertTest,
    ConcernAlert,
    ConcernList,
    ConcernTaken,
    ConcernUnanswered,
    Option,
)
from surveys.trust.classes import priority

MOST_CONCERNS = 15


def concern_alert(reply: ConcernAlert) -> Card:
    """Show reference, priority, time and partnership; any lead can read a concern once taken."""
    taken = reply.acknowledged_by
    deadline = (("Deal with it by", reply.deadline),) if reply.deadline else ()
    body = [
        heading(reply.summary),
        text(reply.told_because),
        *facts((*_lines(reply), *deadline)),
        text(joined(bold(taken), " is dealing with this.") if taken else ""),
    ]
    label = "Read the words" if taken else "I will deal with it"
    return card(reply, body, [leave(label, "have-this", concern=reply.concern)])


def alert_test(reply: AlertTest) -> Card:
    """Show a test of alerts, to be confirmed by a lead."""
    body = [
        heading(reply.summary),
        text("This is only a test. No one has raised a concern."),
        *facts((("Partnership", reply.partnership), ("Sent", reply.asked))),
        text("Press the button so that we know alerts reach you."),
    ]
    return card(reply, body, [leave("It reached me", "confirm-test", test=reply.test)])


def concern_unanswered(reply: ConcernUnanswered) -> Card:
    """Tell those who run the service that no lead has answered; they cannot open the concern."""
    body = [
        heading(reply.summary),
        *facts(_lines(reply)),
        text("Please ring the safeguarding leads of this partnership now."),
    ]
    return card(reply, body, [leave("Help", "help")])


def concerns(reply: ConcernList) -> Card:
    """List open concerns, to take one on or read it again."""
    if not reply.concerns:
        return card(
            reply,
            [heading(reply.summary), text("There are no open concerns.")],
            [leave("Home", "home")],
        )
    listed = reply.concerns[:MOST_CONCERNS]
    offered = [Option(value=str(c.concern), text=c.ref, detail=c.grade) for c in listed]
    body = [
        heading(reply.summary),
        *(_row(concern) for concern in listed),
        *more(len(reply.concerns) - len(listed)),
        *choose(
            "concern",
            "Which one will you deal with, or read again?",
            offered,
            error="Please choose a concern.",
        ),
    ]
    return card(reply, body, [press("Deal with it", "have-this"), leave("Home", "home")])


def concern_taken(reply: ConcernTaken) -> Card:
    """Show where to read the words once."""
    page = visit("Read the words", reply.address)
    how = (
        "The button opens a page with the words. "
        f"It works once, in the next {reply.minutes} minutes."
    )
    body = [
        heading(reply.summary),
        *facts((("Reference", reply.ref), ("Priority", priority(reply.grade)))),
        text(
            how
            if page
            else "We cannot open the page from here. "
            "Ask your Golden Thread administrator to check the web address."
        ),
        text("Open it somewhere private.", subtle=True),
    ]
    return card(reply, body, page)


def _lines(reply: ConcernAlert | ConcernUnanswered) -> tuple[tuple[str, str], ...]:
    return (
        ("Reference", reply.ref),
        ("Priority", priority(reply.grade)),
        ("Raised", reply.raised),
        ("Partnership", reply.partnership),
    )


def _row(concern: ConcernAlert) -> Card:
    who = (
        joined(bold(concern.acknowledged_by), " is dealing with this.")
        if concern.acknowledged_by
        else "No one is dealing with this yet."
    )
    deadline = f"Deal with it by {concern.deadline}" if concern.deadline else ""
    return group(
        [
            text(joined(bold(concern.ref), " · ", f"Priority: {priority(concern.grade)}")),
            text(f"Raised {concern.raised}", gap="None"),
            text(deadline, gap="None"),
            text(who, gap="None"),
        ],
        separator=True,
    )
