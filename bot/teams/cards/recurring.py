"""The card of what is sent again and again: what, to whom, when next, what came of it, and a way to stop it."""

from bot.teams.cards.actions import leave, press
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, group, heading, more, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import Option, Schedule, ScheduledSend

MOST_LISTED = 12
_NONE = (
    "Nothing is sent again and again. "
    "Whoever runs Golden Thread can set it up for you, with the rule and the audience."
)


def schedule(reply: Schedule) -> Card:
    """Recurring sends, each in words; one of those that go on can be chosen and stopped."""
    if not reply.jobs:
        return card(reply, [heading(reply.summary), text(_NONE)], [leave("Home", "home")])
    listed = reply.jobs[:MOST_LISTED]
    running = [
        Option(value=str(one.job), text=one.title, detail=one.every) for one in listed if one.next
    ]
    body = [
        heading(reply.summary),
        *(_row(one) for one in listed),
        *more(len(reply.jobs) - len(listed)),
        *choose("job", "Which one is to stop?", running, error="Please choose one to stop."),
    ]
    return card(
        reply, body, [*([press("Stop", "stop-schedule")] if running else []), leave("Home", "home")]
    )


def _row(one: ScheduledSend) -> Card:
    when = f"Next: {one.next}" if one.next else f"Does not come again. {one.stopped}".strip()
    return group(
        [
            text(bold(one.title)),
            text(f"{one.every} · {one.audience}", subtle=True, gap="None"),
            text(when, gap="None"),
            text(joined("Last: ", one.last), gap="None")
            if one.last
            else text("Not due yet.", subtle=True, gap="None"),
        ],
        separator=True,
    )
