"""Cards of a safeguarding concern: that there is one, who is dealing with it, what was done.

Nothing here repeats anything that was written; the page that shows it is asked for by a button.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.teams.cards.actions import leave, page_buttons, press, visit
from bot.teams.cards.inputs import choose, write
from bot.teams.cards.parts import (
    Card,
    card,
    facts,
    group,
    heading,
    more,
    page_of,
    subheading,
    text,
    warning,
)
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import (
    AlertTest,
    ConcernAlert,
    ConcernList,
    ConcernTaken,
    ConcernUnanswered,
    OneConcern,
    Option,
    RecordLine,
    known_facts,
)
from surveys.trust.classes import priority
from surveys.trust.concern_record import LONGEST_NOTE, Step

MOST_CONCERNS = 15
MOST_LINES = 12  # of a record, the latest

# What a lead chooses; the rest of the record is written by the program.
STEPS: Mapping[str, str] = MappingProxyType(
    {
        Step.NOTE: "Add a note",
        Step.SEEK: "I asked for more information",
        Step.REFER: "I referred it (give the reference)",
        Step.ADVISE: "I gave advice",
        Step.NO_ACTION: "No further action is needed",
        Step.RAISE_CLASS: "Raise the priority",
        Step.LOWER_CLASS: "Lower the priority",
        Step.CLOSE: "Close it",
        Step.REOPEN: "Open it again",
    }
)


def concern_alert(reply: ConcernAlert) -> Card:
    """Show reference, priority, time and partnership, and who is dealing with it."""
    body = [
        heading("A safeguarding concern" if reply.acknowledged_by else reply.summary),
        text(reply.told_because),
        *facts(known_facts(reply)),
        text(_dealing(reply.acknowledged_by or "", reply.since)),
        text(_state(reply.state)),
        text(reply.caution, strong=True),
    ]
    if reply.acknowledged_by:
        return card(reply, body, [leave("Open", "see-concern", concern=reply.concern)])
    return card(reply, body, [leave("I will deal with it", "have-this", concern=reply.concern)])


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
        *facts(known_facts(reply)),
        text("Please ring the safeguarding leads of this partnership now."),
    ]
    return card(reply, body, [leave("Help", "help")])


def concerns(reply: ConcernList) -> Card:
    """List open concerns, to open one; red ones are named first."""
    if not reply.concerns:
        return card(
            reply,
            [heading(reply.summary), text("There are no open concerns.")],
            [leave("Home", "home")],
        )
    listed = reply.concerns[:MOST_CONCERNS]
    offered = [Option(value=str(c.concern), text=c.ref, detail=c.grade) for c in listed]
    title = f"{reply.summary}: {reply.count}" if reply.count else reply.summary
    body = [
        heading(title),
        *warning(f"Red, act now: {', '.join(reply.red)}" if reply.red else ""),
        *(_row(concern) for concern in listed),
        *more(len(reply.concerns) - len(listed)),
        *page_of(reply.page, reply.pages),
        *choose("concern", "Which one?", offered, error="Please choose a concern."),
    ]
    ways = page_buttons("concerns", reply.page, reply.pages, {})
    return card(reply, body, [press("Open", "see-concern"), *ways, leave("Home", "home")])


def one_concern(reply: OneConcern) -> Card:
    """Show a concern, and let its lead read the words and record what was done."""
    title = "You are dealing with this concern" if reply.mine else reply.summary
    who = "" if reply.mine else _dealing(reply.owner, reply.since)
    body = [
        heading(title),
        *warning(reply.problem),
        *facts(known_facts(reply)),
        text(who or ("" if reply.owner else "No one is dealing with this yet.")),
        text(_state(reply.state)),
        *_record(reply.record),
        *_what_was_done(reply),
    ]
    return card(reply, body, _buttons(reply))


def _buttons(reply: OneConcern) -> list[Card]:
    same = {"concern": reply.concern}
    take = [leave("I will deal with it", "have-this", **same)] if reply.may_take else []
    over = [press("Take over", "take-over", **same)] if reply.may_take_over else []
    words = [leave("Read the words", "read-words", **same)] if reply.mine else []
    save = [press("Save", "concern-step", **same)] if reply.steps else []
    return [*take, *words, *over, *save, leave("Open concerns", "concerns")]


def _what_was_done(reply: OneConcern) -> list[Card]:
    """Return what can be recorded, and one box for the reason, the reference or the note."""
    known = [step for step in reply.steps if step in STEPS]
    if not known and not reply.may_take_over:
        return []
    options = [Option(value=step, text=STEPS[step]) for step in known]
    label = "Your reason, reference or note. Leads of this partnership can read it."
    return [
        *choose("step", "What have you done?", options, required=False),
        write("note", label, required=False, longest=LONGEST_NOTE, value=reply.typed),
    ]


def _record(lines: tuple[RecordLine, ...]) -> list[Card]:
    """Return what was done, without the notes: these are on the page with the words."""
    if not lines:
        return []
    said = [
        text(joined(line.when, " · ", line.what, f", {line.who}" if line.who else ""), gap="Small")
        for line in lines[-MOST_LINES:]
    ]
    return [subheading("What was done"), *said]


def concern_taken(reply: ConcernTaken) -> Card:
    """Show where to read the words once."""
    page = visit("Read the words", reply.address)
    lasts = "60 seconds" if reply.minutes == 1 else f"{reply.minutes} minutes"
    how = f"The button opens a page with the words. It works once, in the next {lasts}."
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
    back = [] if reply.concern is None else [leave("Back", "see-concern", concern=reply.concern)]
    return card(reply, body, [*page, *back])


def _row(concern: ConcernAlert) -> Card:
    who = _dealing(concern.acknowledged_by or "", concern.since)
    deadline = f"Deal with it by {concern.deadline}" if concern.deadline else ""
    return group(
        [
            text(joined(bold(concern.ref), " · ", f"Priority: {priority(concern.grade)}")),
            text(f"Raised {concern.raised} · {concern.partnership}", gap="None"),
            text(deadline, gap="None"),
            text(who or "No one is dealing with this yet.", gap="None"),
            text(_state(concern.state), gap="None"),
        ],
        separator=True,
    )


def _dealing(name: str, since: str) -> str:
    if not name:
        return ""
    return joined(bold(name), " is dealing with this", f" (since {since})." if since else ".")


def _state(state: str) -> str:
    return f"{state[:1].upper()}{state[1:]}." if state else ""
