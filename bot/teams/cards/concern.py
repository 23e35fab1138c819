"""Cards of a safeguarding concern: that there is one, who has it, and where its words can be read.

No card, sentence or button here carries a word of what was written.
"""

from bot.teams.cards.actions import leave, press, visit
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, facts, group, heading, more, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import ConcernAlert, ConcernList, ConcernTaken, Option

MOST_CONCERNS = 15

_CLASSES = {
    "red": "Red – needs someone now",
    "amber": "Amber – needs someone soon",
    "green": "Green – to be looked at",
}


def concern_alert(reply: ConcernAlert) -> Card:
    """Reference, class, time, partnership, and “I have this”; once somebody has it, a lead can still read it."""
    taken = reply.acknowledged_by
    lines = (
        ("Reference", reply.ref),
        ("Class", _class(reply.grade)),
        ("Raised", reply.raised),
        ("Partnership", reply.partnership),
    )
    body = [
        heading(reply.summary),
        *facts(lines),
        text(joined(bold(taken), " has this.") if taken else ""),
    ]
    label = "Read the words" if taken else "I have this"
    return card(reply, body, [leave(label, "have-this", concern=reply.concern)])


def concerns(reply: ConcernList) -> Card:
    """Open concerns, each to be taken or read again."""
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
            "Which one will you take, or read again?",
            offered,
            error="Please choose a concern.",
        ),
    ]
    return card(reply, body, [press("I have this", "have-this"), leave("Home", "home")])


def concern_taken(reply: ConcernTaken) -> Card:
    """Where the words can be read once."""
    page = visit("Read the words", reply.address)
    how = f"The button opens a page that shows the words once, within the next {reply.minutes} minutes."
    body = [
        heading(reply.summary),
        *facts((("Reference", reply.ref), ("Class", _class(reply.grade)))),
        text(
            how
            if page
            else "The page cannot be opened from here. Ask your administrator to check the web address."
        ),
        text("Read it where nobody looks over your shoulder.", subtle=True),
    ]
    return card(reply, body, page)


def _row(concern: ConcernAlert) -> Card:
    who = (
        joined(bold(concern.acknowledged_by), " has this.")
        if concern.acknowledged_by
        else "Nobody has this yet."
    )
    return group(
        [
            text(joined(bold(concern.ref), " · ", _class(concern.grade))),
            text(f"Raised {concern.raised}", gap="None"),
            text(who, gap="None"),
        ],
        separator=True,
    )


def _class(grade: str) -> str:
    return _CLASSES.get(grade, grade)
