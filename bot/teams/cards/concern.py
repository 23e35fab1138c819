"""Cards of a safeguarding concern: that there is one, who is dealing with it, where to read it.

Nothing here repeats anything that was written.
"""

from bot.teams.cards.actions import leave, press, visit
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, facts, group, heading, more, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import ConcernAlert, ConcernList, ConcernTaken, Option

MOST_CONCERNS = 15

_PRIORITIES = {
    "red": "red, act now",
    "amber": "amber, act soon",
    "green": "green, have a look",
}


def concern_alert(reply: ConcernAlert) -> Card:
    """Show reference, priority, time and partnership; any lead can read a concern once taken."""
    taken = reply.acknowledged_by
    lines = (
        ("Reference", reply.ref),
        ("Priority", _priority(reply.grade)),
        ("Raised", reply.raised),
        ("Partnership", reply.partnership),
    )
    body = [
        heading(reply.summary),
        *facts(lines),
        text(joined(bold(taken), " is dealing with this.") if taken else ""),
    ]
    label = "Read the words" if taken else "I will deal with it"
    return card(reply, body, [leave(label, "have-this", concern=reply.concern)])


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
        *facts((("Reference", reply.ref), ("Priority", _priority(reply.grade)))),
        text(
            how
            if page
            else "We cannot open the page from here. "
            "Ask your Golden Thread administrator to check the web address."
        ),
        text("Open it somewhere private.", subtle=True),
    ]
    return card(reply, body, page)


def _row(concern: ConcernAlert) -> Card:
    who = (
        joined(bold(concern.acknowledged_by), " is dealing with this.")
        if concern.acknowledged_by
        else "No one is dealing with this yet."
    )
    return group(
        [
            text(joined(bold(concern.ref), " · ", f"Priority: {_priority(concern.grade)}")),
            text(f"Raised {concern.raised}", gap="None"),
            text(who, gap="None"),
        ],
        separator=True,
    )


def _priority(grade: str) -> str:
    return _PRIORITIES.get(grade, grade)
