"""Cards of the reach of a briefing, for leads: how far it came, and what teams agreed to change.

A figure that is held back is said to be, in words, and never shown as nothing.
"""

from bot.teams.cards.actions import leave, press, turning
from bot.teams.cards.folding import Fold, folds
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, facts, group, heading, more, page_of, subheading, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import CascadeLog, ChooseReach, LoggedTalk, ReachLine, ShowReach
from surveys.people import people
from surveys.telling.reach import IN_WORDS, ReachStep

MOST_AGENCIES = 12
HELD_BACK = "held back"
_FIRST = (IN_WORDS[ReachStep.DELIVERED], IN_WORDS[ReachStep.READ])
_HOW = (
    "Each line counts people once. Opening a link is not reading; "
    "whatever follows is what people told us themselves."
)


def choose_reach(reply: ChooseReach) -> Card:
    """Which briefing."""
    if not reply.briefings:
        return card(
            reply,
            [heading(reply.summary), text("No briefing has been sent yet.")],
            [leave("Home", "home")],
        )
    body = [heading(reply.summary), *choose("briefing", "Which briefing?", reply.briefings)]
    return card(reply, body, [press("Show", "reach-of"), leave("Cancel", "home")])


def show_reach(reply: ShowReach) -> Card:
    """Everybody first, then the agencies, to be opened one at a time."""
    few = f"fewer than {reply.minimum}"
    agencies = [_agency(line) for line in reply.agencies[:MOST_AGENCIES]]
    body = [
        heading(reply.title),
        text(_HOW, subtle=True),
        *_figures(reply.everybody, few),
        *([subheading("By agency"), *folds(agencies)] if len(agencies) > 1 else []),
        *more(len(reply.agencies) - len(agencies)),
        text(
            f"A figure of {few} is held back, and so is one that would give such a figure away.",
            subtle=True,
        ),
    ]
    log = (
        [leave("What teams agreed", "cascade-log", briefing=reply.briefing, page=0)]
        if reply.discussions
        else []
    )
    again = leave("Update", "reach-of", briefing=reply.briefing)
    return card(
        reply, body, [*log, again, leave("Other briefings", "reach"), leave("Home", "home")]
    )


def cascade_log(reply: CascadeLog) -> Card:
    """A page of discussions, newest first."""
    talks = [part for talk in reply.talks for part in _talk(talk)]
    body = [
        heading("What teams agreed to change"),
        text(reply.title, subtle=True, gap="None"),
        *(talks or [text("Nobody has told us of a discussion yet.")]),
        *page_of(reply.page, reply.pages),
    ]
    same = {"briefing": reply.briefing}
    pages = turning("cascade-log", reply.page, reply.pages, same, labels=("Newer", "Older"))
    return card(
        reply, body, [*pages, leave("How far it came", "reach-of", **same), leave("Home", "home")]
    )


def _agency(line: ReachLine) -> Fold:
    """An agency, with the steps that a lead looks for first below its name."""
    figures = [(step, count) for step, count in line.figures if count is not None]
    told = " · ".join(f"{step} {count:,}" for step, count in figures if step in _FIRST)
    return Fold(line.name, _figures(line, HELD_BACK), told or HELD_BACK)


def _figures(line: ReachLine, held_back: str) -> list[Card]:
    return facts(
        (step.capitalize(), held_back if count is None else f"{count:,}")
        for step, count in line.figures
    )


def _talk(talk: LoggedTalk) -> list[Card]:
    took_part = f", {people(talk.people)}" if talk.people else ""
    head = text(joined(bold(talk.when), f" {talk.setting}{took_part} – ", talk.agency))
    words = (("Questions", talk.raised), ("Agreed", talk.agreed))
    said = [
        text(joined(bold(name), ": ", written), gap="Small") for name, written in words if written
    ]
    return [
        group(
            [head, *(said or [text("Nothing was written down here.", subtle=True, gap="Small")])],
            separator=True,
        )
    ]
