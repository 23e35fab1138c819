"""Cards of a briefing's reach, for leads: who it reached, and what teams agreed to change.

A hidden figure is shown as hidden, in words, and never as zero or nothing.
"""

from bot.teams.cards.actions import leave, page_buttons, press
from bot.teams.cards.folding import Fold, folds
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, facts, group, heading, more, page_of, subheading, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import CascadeLog, ChooseReach, LoggedTalk, ReachLine, ShowReach
from surveys.people import people
from surveys.telling.reach import IN_WORDS, ReachStep, hidden_in_words

MOST_AGENCIES = 12
HIDDEN = "hidden"
_FIRST = (IN_WORDS[ReachStep.DELIVERED], IN_WORDS[ReachStep.READ])
_HOW = (
    "Each line counts people once. Opening a link is not counted as reading. "
    "The lines below it are what people told us themselves."
)


def choose_reach(reply: ChooseReach) -> Card:
    """Ask which briefing."""
    if not reply.briefings:
        return card(
            reply,
            [heading(reply.summary), text("No briefing has been sent yet.")],
            [leave("Home", "home")],
        )
    body = [heading(reply.summary), *choose("briefing", "Which briefing?", reply.briefings)]
    return card(reply, body, [press("Show", "reach-of"), leave("Cancel", "home")])


def show_reach(reply: ShowReach) -> Card:
    """Show everyone first, then the agencies, which open one at a time."""
    few = f"under {reply.minimum}"
    agencies = [_agency(line) for line in reply.agencies[:MOST_AGENCIES]]
    body = [
        heading(reply.title),
        text(_HOW, subtle=True),
        *_figures(reply.everybody, few),
        *([subheading("By agency"), *folds(agencies)] if len(agencies) > 1 else []),
        *more(len(reply.agencies) - len(agencies)),
        text(
            hidden_in_words(reply.minimum),
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
    """Show a page of discussions, newest first."""
    talks = [part for talk in reply.talks for part in _talk(talk)]
    body = [
        heading("What teams agreed to change"),
        text(reply.title, subtle=True, gap="None"),
        *(talks or [text("No one has told us about a discussion yet.")]),
        *page_of(reply.page, reply.pages),
    ]
    same = {"briefing": reply.briefing}
    pages = page_buttons("cascade-log", reply.page, reply.pages, same, labels=("Newer", "Older"))
    return card(
        reply, body, [*pages, leave("Who it reached", "reach-of", **same), leave("Home", "home")]
    )


def _agency(line: ReachLine) -> Fold:
    """Return an agency, with the steps that a lead looks for first below its name."""
    figures = [(step, count) for step, count in line.figures if count is not None]
    told = " · ".join(f"{step} {count:,}" for step, count in figures if step in _FIRST)
    return Fold(line.name, _figures(line, HIDDEN), told or HIDDEN)


def _figures(line: ReachLine, hidden: str) -> list[Card]:
    return facts(
        (step.capitalize(), hidden if count is None else f"{count:,}")
        for step, count in line.figures
    )


def _talk(talk: LoggedTalk) -> list[Card]:
    took_part = f", {people(talk.people)}" if talk.people else ""
    head = text(joined(bold(talk.when), f" {talk.setting}{took_part}, ", talk.agency))
    words = (("Questions", talk.raised), ("Agreed", talk.agreed))
    said = [
        text(joined(bold(name), ": ", written), gap="Small") for name, written in words if written
    ]
    return [
        group(
            [head, *(said or [text("They wrote nothing down.", subtle=True, gap="Small")])],
            separator=True,
        )
    ]
