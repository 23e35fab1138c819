"""The card of a briefing: sections fold open one at a time, *What must change* first.

It shows what the reader has done with it, and at most four buttons offer what they have not.
"""

from collections.abc import Iterator, Sequence

from bot.teams.cards.actions import leave
from bot.teams.cards.folding import Fold, folds
from bot.teams.cards.parts import Card, card, group, heading, in_browser, more, subheading, text
from bot.teams.cards.safe_text import authored, link
from dialogs.replies import ShowBriefing

OPEN_AT_FIRST = "What must change"
MOST_SECTIONS = 10
MOST_LINKS = 8

_DONE = (
    ("read", "You have read this."),
    ("useful", "You found this useful."),
    ("not-useful", "You did not find this useful."),
    ("discussed", "You have told us how it was discussed."),
    ("intends", "You have said what you will do differently."),
)


def show_briefing(reply: ShowBriefing) -> Card:
    """Show the briefing, with a button for each act not yet done."""
    body = [
        text("Seven-minute briefing", subtle=True),
        heading(reply.title),
        text(reply.partnership, subtle=True, gap="None"),
        *briefing_body(reply),
    ]
    if reply.preview:
        return card(
            reply, [text("This is a preview. No one else has been sent it.", strong=True), *body]
        )
    stop = text("To stop these messages, type stop.", subtle=True)
    return card(
        reply,
        [*body, *_done(reply), *in_browser(reply.page), stop],
        [leave(label, verb, briefing=reply.briefing) for label, verb in _acts(reply)],
    )


def briefing_body(reply: ShowBriefing) -> list[Card]:
    """Return the sections, which fold, and the links."""
    places = _places(reply)
    ours = dict(zip((address for _, address in reply.links), places, strict=True))
    sections = [
        (name, words) for name, written in reply.sections if (words := authored(written, ours))
    ]
    kept = sections[:MOST_SECTIONS]
    names = [name for name, _ in kept]
    first = names.index(OPEN_AT_FIRST) if OPEN_AT_FIRST in names else 0
    return [
        *folds([Fold(name, [text(words)]) for name, words in kept], opened=first),
        *more(len(sections) - MOST_SECTIONS),
        *_links([(title, place) for (title, _), place in zip(reply.links, places, strict=True)]),
    ]


def _places(reply: ShowBriefing) -> Sequence[str]:
    """Return each link’s address: one of ours, where it is tracked."""
    return (
        reply.tracked
        if len(reply.tracked) == len(reply.links)
        else [address for _, address in reply.links]
    )


def _links(links: Sequence[tuple[str, str]]) -> list[Card]:
    if not links:
        return []
    lines = [text(link(title, address), gap="Small") for title, address in links[:MOST_LINKS]]
    return [
        group([subheading("Read more"), *lines, *more(len(links) - MOST_LINKS)], separator=True)
    ]


def _done(reply: ShowBriefing) -> list[Card]:
    asked = f"We will ask you here on {reply.check_in} how it went." if reply.check_in else ""
    done = (f"✓ {words}" for act, words in _DONE if act in reply.acts)
    return [*(text(words, strong=True, gap="Small") for words in done), text(asked, gap="Small")]


def _acts(reply: ShowBriefing) -> Iterator[tuple[str, str]]:
    """Yield label and verb of each button; only readers are asked whether it was useful."""
    done = reply.acts
    if "read" not in done:
        yield "I have read this", "read"
    elif "useful" in done:
        yield "Not useful after all", "not-useful"
    elif "not-useful" in done:
        yield "Useful after all", "useful"
    else:
        yield from (("It was useful", "useful"), ("Not useful", "not-useful"))
    yield "Discussed it again" if "discussed" in done else "We discussed it", "discuss"
    yield "Change my plan" if "intends" in done else "What I will change", "intend"
