"""How far a briefing came, for leads: the funnel by agency, and the cascade log of its discussions page by page.

A lead sees the briefings of their own partnership; what people wrote is read by those leads alone, and nobody is named.
"""

from pydantic import Field

from dialogs.replies import CascadeLog, ChooseReach, LoggedTalk, Option, ReachLine, Reply, ShowReach
from dialogs.turn import Command, Id, Turn
from storage.unit import Unit
from surveys.london import day_in_words
from surveys.people import Person, Role
from surveys.problems import Refusal
from surveys.telling.acts import Logged, Setting
from surveys.telling.reach import IN_WORDS, SMALLER, Funnel, Line, funnel

LISTED = 20
ON_A_PAGE = 5
WHERE = {Setting.TEAM: "in the team", Setting.SUPERVISION: "in supervision"}


class OfBriefing(Command):
    """A command about one briefing of the lead's partnership."""

    briefing: Id


class AtPage(OfBriefing):
    """A page of its cascade log."""

    page: int = Field(default=0, ge=0, le=100_000)


class OfSend(Command):
    """A command about the briefing of one send."""

    dispatch: Id


def choose(turn: Turn, _command: Command) -> Reply:
    """Offer the briefings that were sent, the latest first."""
    lead = turn.person(Role.LEAD)
    sent = turn.unit.reach.sent(lead.partnership_id, LISTED)
    return ChooseReach(
        briefings=tuple(Option(value=str(number), text=title, detail=ref) for number, ref, title in sent)
    )


def of_briefing(turn: Turn, command: OfBriefing) -> Reply:
    """Show how far a briefing came."""
    lead, title = _mine(turn, command.briefing)
    turn.record(lead, "see reach", f"briefing:{command.briefing}")
    return show(turn, command.briefing, title)


def of_send(turn: Turn, command: OfSend) -> Reply:
    """Show how far the briefing of a send came, over all its sends."""
    dispatch = turn.unit.deliveries.dispatch(command.dispatch, turn.person(Role.LEAD).partnership_id)
    if dispatch is None or dispatch.briefing_id is None:
        raise Refusal("not-found")
    return of_briefing(turn, OfBriefing(briefing=dispatch.briefing_id))


def log(turn: Turn, command: AtPage) -> Reply:
    """Show one page of the discussions of a briefing; that their words were seen is kept on record."""
    lead, title = _mine(turn, command.briefing)
    count = turn.unit.discussions.count(command.briefing)
    pages = max(1, -(-count // ON_A_PAGE))
    page = min(command.page, pages - 1)
    turn.record(lead, "see discussions", f"briefing:{command.briefing}")
    pooled = reach_of(turn.unit, command.briefing, turn.house.minimum_group).pooled
    found = turn.unit.discussions.logged(command.briefing, page * ON_A_PAGE, ON_A_PAGE)
    talks = tuple(_talk(one, pooled) for one in found)
    return CascadeLog(briefing=command.briefing, title=title, talks=talks, page=page, pages=pages, count=count)


def reach_of(unit: Unit, briefing_id: int, minimum: int) -> Funnel:
    """Return what may be shown of how far a briefing came."""
    return funnel(unit.reach.of(briefing_id), minimum)


def named_agency(one: Logged, pooled: frozenset[str]) -> str:
    """Return how an agency is named: one with few people in the audience is named in the funnel by none either."""
    return SMALLER if one.agency in pooled else one.agency


def show(turn: Turn, briefing_id: int, title: str) -> ShowReach:
    """Return the funnel of a briefing as a reply."""
    found = reach_of(turn.unit, briefing_id, turn.house.minimum_group)
    return ShowReach(
        briefing=briefing_id,
        title=title,
        everybody=_line(found.everybody),
        agencies=tuple(_line(one) for one in found.agencies),
        minimum=found.minimum,
        discussions=turn.unit.discussions.count(briefing_id),
    )


def _mine(turn: Turn, briefing_id: int) -> tuple[Person, str]:
    lead = turn.person(Role.LEAD)
    briefing = turn.unit.briefings.briefing(lead.partnership_id, briefing_id)
    if briefing is None:
        raise Refusal("not-found")
    return lead, briefing.title


def _line(line: Line) -> ReachLine:
    return ReachLine(name=line.name, figures=tuple((IN_WORDS[step], people) for step, people in line.figures.items()))


def _talk(one: Logged, pooled: frozenset[str]) -> LoggedTalk:
    talk = one.talk
    return LoggedTalk(
        when=day_in_words(one.at),
        setting=WHERE[talk.setting],
        people=talk.people,
        agency=named_agency(one, pooled),
        raised=talk.raised,
        agreed=talk.agreed,
    )
