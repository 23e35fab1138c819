"""Cards of a briefing: to read it, to say how it was discussed, to say what one will do differently.

Its sections fold open one at a time, what must change first, so that it is read on a phone between two visits.
"""

from collections.abc import Sequence

from bot.teams.cards.actions import fold, leave, press
from bot.teams.cards.inputs import day, number, write
from bot.teams.cards.parts import Card, card, group, heading, more, subheading, text
from bot.teams.cards.safe_text import Marked, authored, link, plain
from dialogs.replies import AskDiscussion, AskIntention, ShowBriefing
from surveys.asking.instrument import Mode, Reader
from surveys.asking.notices import mode_notice, not_read_notice, notice

OPEN_AT_FIRST = "What must change"
MOST_SECTIONS = 10
MOST_LINKS = 8
MOST_PEOPLE = 1000

_TAPPED = {"minHeight": "40px", "verticalContentAlignment": "Center"}  # a thumb needs room

_DONE = (
    ("read", "You have read this."),
    ("discussed", "You have told us how it was discussed."),
    ("intends", "You have said what you will do differently."),
)


def show_briefing(reply: ShowBriefing) -> Card:
    """The briefing, with a button for each act not yet done."""
    body = [
        text("Seven-minute briefing", subtle=True),
        heading(reply.title),
        text(reply.partnership, subtle=True, gap="None"),
        *briefing_body(reply),
    ]
    if reply.preview:
        return card(reply, body)
    return card(reply, [*body, *_done(reply), text("To get no more of these, type “stop”.", subtle=True)], _acts(reply))


def briefing_body(reply: ShowBriefing) -> list[Card]:
    """The sections that fold, and the links."""
    sections = [(name, words) for name, written in reply.sections if (words := authored(written))]
    kept = sections[:MOST_SECTIONS]
    names = [name for name, _ in kept]
    first = names.index(OPEN_AT_FIRST) if OPEN_AT_FIRST in names else 0
    return [
        *([text("Tap a heading to open or close it.", subtle=True)] if len(kept) > 1 else []),
        *(part for at in range(len(kept)) for part in _section(kept, at, opened=at == first)),
        *more(len(sections) - MOST_SECTIONS),
        *_links(reply.links),
    ]


def _section(sections: Sequence[tuple[str, Marked]], at: int, *, opened: bool) -> list[Card]:
    """A heading to tap and the words below it."""
    name, words = sections[at]
    others = [f"s{other}" for other in range(len(sections)) if other != at]
    title = {**text(plain(name) or "–", strong=True), "color": "Accent"}
    row = group([title], separator=True, selectAction=fold(name, f"s{at}", others), **_TAPPED)
    return [row, group([text(words)], identity=f"s{at}", isVisible=opened, spacing="Small")]


def _links(links: Sequence[tuple[str, str]]) -> list[Card]:
    if not links:
        return []
    lines = [text(link(title, address), gap="Small") for title, address in links[:MOST_LINKS]]
    return [group([subheading("Read more"), *lines, *more(len(links) - MOST_LINKS)], separator=True)]


def _done(reply: ShowBriefing) -> list[Card]:
    return [text(f"✓ {words}", strong=True, gap="Small") for act, words in _DONE if act in reply.acts]


def _acts(reply: ShowBriefing) -> list[Card]:
    offered = (("read", "I have read this", "read"), ("discussed", "We discussed it", "discuss"))
    left = [leave(label, verb, briefing=reply.briefing) for act, label, verb in offered if act not in reply.acts]
    again = "Change my plan" if "intends" in reply.acts else "What I will change"
    return [*left, leave(again, "intend", briefing=reply.briefing)]


def ask_discussion(reply: AskDiscussion) -> Card:
    """How many took part and what was agreed."""
    body = [
        heading("How did the discussion go?"),
        text(reply.title, subtle=True, gap="None"),
        number(
            "people",
            "How many people took part, with you?",
            error=f"Please give a number from 1 to {MOST_PEOPLE:,}.",
            low=1,
            high=MOST_PEOPLE,
        ),
        *_before_words(),
        write(
            "agreed",
            f"What did you agree to change? {notice('can-skip')}",
            error="Please shorten this.",
            required=False,
        ),
    ]
    return card(reply, body, [press("Save", "discussed", briefing=reply.briefing), _back(reply.briefing)])


def ask_intention(reply: AskIntention) -> Card:
    """One thing to do differently, and by when."""
    body = [
        heading("One thing you will do differently"),
        text(reply.title, subtle=True, gap="None"),
        *_before_words(),
        write("what", "What will you do differently?", error="Please write one thing you will do."),
        day("by_when", "By when?", error="Please choose a date."),
    ]
    return card(reply, body, [press("Save", "intended", briefing=reply.briefing), _back(reply.briefing)])


def _before_words() -> list[Card]:
    """What stands before every box for words: that it is kept under one's name, and that nobody reads it at once."""
    reader = Reader.PRACTITIONER
    return [text(words, subtle=True) for words in (mode_notice(Mode.NAMED, reader), not_read_notice(reader))]


def _back(briefing: int) -> Card:
    return leave("Back", "show-briefing", briefing=briefing)
