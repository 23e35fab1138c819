"""The card of recurring sends: what, to whom, when next, what happened last, a way to stop one."""

from bot.teams.cards.actions import leave, press
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, group, heading, more, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import Option, Schedule, ScheduledSend

MOST_LISTED = 12
_NONE = (
    "Nothing is set to repeat. "
    "To repeat a briefing or a follow-up, choose how often when you send it."
)


def schedule(reply: Schedule) -> Card:
    """List recurring sends; the lead can stop one that is running."""
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
        *choose(
            "job",
            "Which one do you want to stop?",
            running,
            error="Please choose which one to stop.",
        ),
    ]
    return card(
        reply, body, [*([press("Stop", "stop-schedule")] if running else []), leave("Home", "home")]
    )


def _row(one: ScheduledSend) -> Card:
    when = f"Next: {one.next}" if one.next else f"No more planned. {one.stopped}".strip()
    return group(
        [
            text(bold(one.title)),
            text(f"{one.every} · {one.audience}", subtle=True, gap="None"),
            text(when, gap="None"),
            text(joined("Last: ", one.last), gap="None")
            if one.last
            else text("Not sent yet.", subtle=True, gap="None"),
        ],
        separator=True,
    )
