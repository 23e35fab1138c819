"""The inputs for when to send: once and now, unless the lead chooses otherwise."""

from datetime import time

from bot.teams.cards.inputs import choose, day_or_none
from bot.teams.cards.parts import Card, subheading, text
from dialogs.replies import Option, Timed
from dialogs.scheduling.send_times import ONCE
from surveys.london import clock_in_words

TIMES = tuple(time(hour, minute) for hour in range(7, 20) for minute in (0, 30))
AGAIN = (
    (ONCE, "Once only"),
    ("every week", "Every week"),
    ("every 2 weeks", "Every two weeks"),
    ("every 4 weeks", "Every four weeks"),
    ("monthly", "Every month"),
    ("every 3 months", "Every three months"),
    ("every 6 months", "Every six months"),
)


def when_it_goes(reply: Timed, held_back: str = "") -> list[Card]:
    """Return when it goes out, and inputs for another time where these are asked for."""
    if reply.timed or held_back:
        return _inputs(reply, held_back)
    starts = reply.starts or "now"
    quiet = " People in quiet hours get it when those end." if starts == "now" else ""
    return [text(f"Sent once, {starts}.{quiet}", subtle=True)]


def _inputs(reply: Timed, held_back: str) -> list[Card]:
    """Return inputs for day, time and repetition; all of them are optional."""
    times = [Option(value=f"{at:%H:%M}", text=clock_in_words(at)) for at in TIMES]
    again = [Option(value=rule, text=words) for rule, words in AGAIN]
    return [
        subheading("When"),
        text(held_back or _usually(reply.starts), subtle=True),
        day_or_none("day", "Which day?", error="Please choose a day.", value=reply.day),
        *choose(
            "at_time",
            "What time? (9 am UK time if left blank)",
            times,
            required=False,
            value=reply.at_time,
        ),
        *choose("every", "Repeat?", again, required=False, value=reply.every),
    ]


def _usually(starts: str) -> str:
    """Say when it goes out if no time is chosen; quiet hours differ from person to person."""
    when = f"Sent once, {starts or 'now'}, unless you choose a time below."
    return f"{when} People in quiet hours get it when those end." if starts == "now" else when
