"""Cards of what people do with a briefing: how it was discussed, what one will do differently, what came of that.

The words of a plan are on no card but the one that its author has asked for.
"""

from bot.teams.cards.actions import leave, press
from bot.teams.cards.inputs import choose, day, number, write
from bot.teams.cards.parts import Card, card, heading, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import AskDiscussion, AskIntention, AskNewDate, ComeBack
from surveys.asking.instrument import Mode, Reader
from surveys.asking.notices import mode_notice, not_read_notice, notice

MOST_PEOPLE = 1000
_ANSWERS = (("Yes", "done"), ("Partly", "partly"), ("Not yet", "not"))


def ask_discussion(reply: AskDiscussion) -> Card:
    """Where it was discussed, with how many, what they asked and what they agreed."""
    body = [
        heading("How did the discussion go?"),
        text(reply.title, subtle=True, gap="None"),
        *choose(
            "setting", "Where did you discuss it?", reply.settings, error="Please choose where."
        ),
        number(
            "people",
            "How many people took part, with you?",
            error=f"Please give a number from 1 to {MOST_PEOPLE:,}.",
            low=1,
            high=MOST_PEOPLE,
        ),
        text("In the list of discussions the leads see your agency, and no names.", subtle=True),
        *_before_words(),
        _may_write("raised", "Which questions came up?"),
        _may_write("agreed", "What did you agree to change?"),
    ]
    save = press("Save", "discussed", briefing=reply.briefing, once=reply.once)
    return card(reply, body, [save, _back(reply.briefing)])


def ask_intention(reply: AskIntention) -> Card:
    """One thing to do differently, and by when."""
    body = [
        heading("One thing you will do differently"),
        text(reply.title, subtle=True, gap="None"),
        text(
            "When its date has come, we come back to you here and ask what came of it.", subtle=True
        ),
        *_before_words(),
        write("what", "What will you do differently?", error="Please write one thing you will do."),
        day(
            "by_when",
            "By when?",
            error="Please choose a date from today on.",
            earliest=reply.earliest,
        ),
    ]
    return card(
        reply, body, [press("Save", "intended", briefing=reply.briefing), _back(reply.briefing)]
    )


def come_back(reply: ComeBack) -> Card:
    """Whether it happened; what it was, only where they have asked."""
    by_when = joined(" By when: ", bold(reply.by_when), ".") if reply.by_when else ""
    body = [
        heading("Did it happen?"),
        text(
            joined(
                "After “",
                reply.title,
                "” you said that you would do one thing differently.",
                by_when,
            )
        ),
        *([text(reply.plan, strong=True)] if reply.plan else []),
    ]
    answers = [
        leave(label, "what-came", briefing=reply.briefing, came=came) for label, came in _ANSWERS
    ]
    asked = [] if reply.plan else [leave("What was it?", "my-plan", briefing=reply.briefing)]
    return card(reply, body, [*answers, *asked])


def ask_new_date(reply: AskNewDate) -> Card:
    """When to come back to it."""
    body = [
        heading("Not yet: thank you for saying so"),
        text(reply.title, subtle=True, gap="None"),
        day(
            "by_when",
            "When shall we come back to it?",
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
    """What stands before every box for words: that it is kept under one's name, and that nobody reads it at once."""
    reader = Reader.PRACTITIONER
    return [
        text(words, subtle=True)
        for words in (mode_notice(Mode.NAMED, reader), not_read_notice(reader))
    ]


def _back(briefing: int) -> Card:
    return leave("Back", "show-briefing", briefing=briefing)
