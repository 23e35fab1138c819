"""Cards of the reach of a briefing, for leads: how far it came, and what teams agreed to change.

A figure that is held back is said to be, in words, and never shown as nothing.
"""

from bot.teams.cards.actions import leave, press
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, facts, group, heading, more, people, subheading, text
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import CascadeLog, ChooseReach, LoggedTalk, ReachLine, ShowReach

MOST_AGENCIES = 12
_HOW = (
    "Each line counts people once. Opening a link is not reading; whatever follows is what people told us themselves."
)


def choose_reach(reply: ChooseReach) -> Card:
    """Which briefing."""
    if not reply.briefings:
        return card(reply, [heading(reply.summary), text("No briefing has been sent yet.")], [leave("Home", "home")])
    body = [heading(reply.summary), *choose("briefing", "Which briefing?", reply.briefings)]
    return card(reply, body, [press("Show", "reach-of"), leave("Cancel", "home")])


def show_reach(reply: ShowReach) -> Card:
    """Everybody first, then a line for each agency."""
    few = f"fewer than {reply.minimum}"
    agencies = [_agency(line) for line in reply.agencies[:MOST_AGENCIES]]
    body = [
        heading(reply.title),
        text(_HOW, subtle=True),
        *facts((step.capitalize(), few if count is None else f"{count:,}") for step, count in reply.everybody.figures),
        *([group([subheading("By agency"), *agencies], separator=True)] if len(agencies) > 1 else []),
        *more(len(reply.agencies) - len(agencies)),
        text(f"“–” stands for a figure held back, so that nobody in a group of {few} can be made out.", subtle=True),
    ]
    log = [leave("What teams agreed", "cascade-log", briefing=reply.briefing, page=0)] if reply.discussions else []
    again = leave("Update", "reach-of", briefing=reply.briefing)
    return card(reply, body, [*log, again, leave("Other briefings", "reach"), leave("Home", "home")])


def cascade_log(reply: CascadeLog) -> Card:
    """A page of discussions, newest first."""
    talks = [part for talk in reply.talks for part in _talk(talk)]
    body = [
        heading("What teams agreed to change"),
        text(reply.title, subtle=True, gap="None"),
        *(talks or [text("Nobody has told us of a discussion yet.")]),
        *([text(f"Page {reply.page + 1} of {reply.pages}", subtle=True)] if reply.pages > 1 else []),
    ]
    same = {"briefing": reply.briefing}
    newer = [leave("Newer", "cascade-log", **same, page=reply.page - 1)] if reply.page else []
    older = [leave("Older", "cascade-log", **same, page=reply.page + 1)] if reply.page + 1 < reply.pages else []
    return card(reply, body, [*newer, *older, leave("How far it came", "reach-of", **same), leave("Home", "home")])


def _agency(line: ReachLine) -> Card:
    steps = (f"{step} {'–' if count is None else f'{count:,}'}" for step, count in line.figures)
    return text(joined(bold(line.name), ": ", " · ".join(steps)), gap="Small")


def _talk(talk: LoggedTalk) -> list[Card]:
    took_part = f", {people(talk.people)}" if talk.people else ""
    head = text(joined(bold(talk.when), f" {talk.setting}{took_part} – ", talk.agency))
    words = (("Questions", talk.raised), ("Agreed", talk.agreed))
    said = [text(joined(bold(name), ": ", written), gap="Small") for name, written in words if written]
    return [
        group([head, *(said or [text("Nothing was written down here.", subtle=True, gap="Small")])], separator=True)
    ]
