"""Cards for what people do with a briefing: a discussion, a plan, and what came of the plan.

The words of a plan are shown only to its author, and only when they ask for them.
"""

from bot.teams.cards.actions import leave, press
from bot.teams.cards.inputs import choose, day, number, write
from bot.teams.cards.parts import Card, card, heading, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import AskDiscussion, AskIntention, AskNewDate, ComeBack
from surveys.asking.instrument import Mode, Reader
from surveys.asking.notices import mode_notice, not_read_notice, notice
from surveys.telling.reach import SMALLER

MOST_PEOPLE = 1000
_ANSWERS = (("Yes", "done"), ("Partly", "partly"), ("Not yet", "not"))


_WHO_SEES = (
    f"In the list of discussions leads see your agency (if it is small, “{SMALLER}”), "
    "not your name. "
    "If what you write shows that someone may not be safe, they see your name too."
)


def ask_discussion(reply: AskDiscussion) -> Card:
    """Ask where it was discussed, with how many, what they asked and what they agreed."""
    body = [
        heading("How did the discussion go?"),
        text(reply.title, subtle=True, gap="None"),
        *choose(
            "setting", "Where did you discuss it?", reply.settings, error="Please choose where."
        ),
        number(
            "people",
            "How many people took part, including you?",
            error=f"Please give a number from 1 to {MOST_PEOPLE:,}.",
            low=1,
            high=MOST_PEOPLE,
        ),
        text(_WHO_SEES, subtle=True),
        *_before_words(),
        _may_write("raised", "Which questions came up?"),
        _may_write("agreed", "What did you agree to change?"),
    ]
    save = press("Save", "discussed", briefing=reply.briefing, once=reply.once)
    return card(reply, body, [save, _back(reply.briefing)])


def ask_intention(reply: AskIntention) -> Card:
    """Ask for one thing to do differently, and by when."""
    body = [
        heading("One thing you will do differently"),
        text(reply.title, subtle=True, gap="None"),
        text(
            "On that day, or the next working day, we will ask you here how it went.", subtle=True
        ),
        *_before_words(),
        write("what", "What will you do differently?", error="Please write one thing you will do."),
        day(
            "by_when",
            "By when?",
            error="Please choose today or a later date.",
            earliest=reply.earliest,
        ),
    ]
    return card(
        reply, body, [press("Save", "intended", briefing=reply.briefing), _back(reply.briefing)]
    )


def come_back(reply: ComeBack) -> Card:
    """Ask whether it happened; show the plan only where they asked for it."""
    by_when = joined(" By when: ", bold(reply.by_when), ".") if reply.by_when else ""
    body = [
        heading("Did it happen?"),
        text(joined("After “", reply.title, "” you planned to do one thing differently.", by_when)),
        *([text(reply.plan, strong=True)] if reply.plan else []),
    ]
    answers = [
        leave(label, "what-came", briefing=reply.briefing, came=came) for label, came in _ANSWERS
    ]
    asked = [] if reply.plan else [leave("What was it?", "my-plan", briefing=reply.briefing)]
    return card(reply, body, [*answers, *asked])


def ask_new_date(reply: AskNewDate) -> Card:
    """Ask for a new date."""
    body = [
        heading("Thank you for telling us"),
        text(reply.title, subtle=True, gap="None"),
        day(
            "by_when",
            "When should we ask you again?",
            error="Please choose a date.",
            earliest=reply.earliest,
        ),
    ]
    never = leave("No new date", "show-briefing", briefing=reply.briefing)
    return card(reply, body, [press("Save", "new-date", briefing=reply.briefing), never])


def _may_write(identity: str, question: str) -> Card:
    return write(
        identity, f"{question} {notice('can-skip')}", error="Please shorten this.", required=False
    )


def _before_words() -> list[Card]:
    """Return the notices above the text boxes: kept under your name, and not read straight away."""
    reader = Reader.PRACTITIONER
    return [
        text(words, subtle=True)
        for words in (mode_notice(Mode.NAMED, reader), not_read_notice(reader))
    ]


def _back(briefing: int) -> Card:
    return leave("Back", "show-briefing", briefing=briefing)
