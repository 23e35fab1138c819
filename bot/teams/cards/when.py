"""When something goes out: now and once, unless something else is said."""

from bot.teams.cards.inputs import choose, day_or_none
from bot.teams.cards.parts import Card, subheading, text
from dialogs.replies import Option, Timed
from dialogs.scheduling.send_times import ONCE

TIMES = tuple(f"{hour:02}:{minute:02}" for hour in range(7, 20) for minute in (0, 30))
AGAIN = (
    (ONCE, "Once only"),
    ("every week", "Every week"),
    ("every 2 weeks", "Every two weeks"),
    ("every 4 weeks", "Every four weeks"),
    ("monthly", "Every month"),
    ("every 3 months", "Every three months"),
    ("every 6 months", "Every six months"),
)


def when_to_send(reply: Timed, held_back: str = "") -> list[Card]:
    """The day, the time and whether it comes again; all of them may be left out."""
    times = [Option(value=at, text=at) for at in TIMES]
    again = [Option(value=rule, text=words) for rule, words in AGAIN]
    return [
        subheading("When"),
        text(held_back or "Now and once, unless you choose something else.", subtle=True),
        day_or_none("day", "On which day?", error="Please choose a day.", value=reply.day),
        *choose(
            "at_time",
            "At what time? At nine if you choose none.",
            times,
            required=False,
            value=reply.at_time,
        ),
        *choose("every", "And then again?", again, required=False, value=reply.every),
    ]
