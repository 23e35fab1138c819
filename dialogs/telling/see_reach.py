"""See the reach of a briefing: the funnel by agency, and the cascade log of its discussions.

People who may send briefings see the figures of their own partnership; only its leads read what
people wrote, and no one is named.
"""

from pydantic import Field

from dialogs.replies import CascadeLog, ChooseReach, LoggedTalk, Option, ReachLine, Reply, ShowReach
from dialogs.turn import Command, Id, Turn
from surveys.london import day_in_words
from surveys.pages import pages_of
from surveys.people import Person, Role
from surveys.problems import Refusal
from surveys.telling.briefing_acts import Logged, Setting
from surveys.telling.permissions import SENDERS
from surveys.telling.reach import IN_WORDS, SMALLER, Funnel, ReachLineFigures, funnel

LISTED = 20
ON_A_PAGE = 5
SEE_REACH, SEE_DISCUSSIONS = "see reach", "see discussions"
MAY = {SEE_REACH: SENDERS, SEE_DISCUSSIONS: frozenset({Role.LEAD})}
WHERE = {Setting.TEAM: "in the team", Setting.SUPERVISION: "in supervision"}


class ReachOfBriefing(Command):
    """A command about one briefing of the speaker's own partnership."""

    briefing: Id


class FromSend(ReachOfBriefing):
    """A briefing, and the send whose progress card leads here."""

    dispatch: Id | None = None


class CascadePage(ReachOfBriefing):
    """A page of its cascade log."""

    page: int = Field(default=0, ge=0, le=100_000)


def choose(turn: Turn, _command: Command) -> Reply:
    """Offer the briefings that were sent, the latest first."""
    return ChooseReach(
        briefings=tuple(
            Option(value=str(number), text=title, detail=turn.placed(ref, person))
            for person in turn.people(*SENDERS)
            for number, ref, title in turn.unit.reach.sent(person.partnership_id, LISTED)
        )
    )


def of_briefing(turn: Turn, command: FromSend) -> Reply:
    """Show who a briefing reached."""
    person, title = seen(turn, command.briefing, SEE_REACH)
    if command.dispatch is not None:
        turn.unit.progress_cards.leave(command.dispatch, person.id)
    found = reach_of(turn, command.briefing)
    return ShowReach(
        briefing=command.briefing,
        title=title,
        everybody=_line(found.everybody),
        agencies=tuple(_line(one) for one in found.agencies),
        minimum=found.minimum,
        discussions=turn.unit.discussions.count(command.briefing) if person.may(Role.LEAD) else 0,
    )


def log(turn: Turn, command: CascadePage) -> Reply:
    """Show one page of the discussions of a briefing; the audit trail records it."""
    _, title = seen(turn, command.briefing, SEE_DISCUSSIONS)
    count = turn.unit.discussions.count(command.briefing)
    pages = pages_of(count, ON_A_PAGE)
    page = min(command.page, pages - 1)
    talks = logged(turn, command.briefing, page * ON_A_PAGE, ON_A_PAGE)
    return CascadeLog(
        briefing=command.briefing, title=title, talks=talks, page=page, pages=pages, count=count
    )


def seen(turn: Turn, briefing_id: int, act: str) -> tuple[Person, str]:
    """Record that the speaker sees results of a briefing; return who they are, and its title."""
    person = turn.person_in(turn.unit.briefings.partnership_of(briefing_id) or 0, *MAY[act])
    briefing = turn.unit.briefings.briefing(person.partnership_id, briefing_id)
    if briefing is None:
        raise Refusal("not-found")
    turn.record(person, act, f"briefing:{briefing_id}")
    return person, briefing.title


def reach_of(turn: Turn, briefing_id: int) -> Funnel:
    """Return what may be shown of a briefing's reach."""
    return funnel(turn.unit.reach.of(briefing_id), turn.installation.minimum_group)


def logged(
    turn: Turn, briefing_id: int, start: int = 0, most: int | None = None
) -> tuple[LoggedTalk, ...]:
    """Return discussions of a briefing, newest first; a pooled agency is not named."""
    pooled = reach_of(turn, briefing_id).pooled
    return tuple(
        _talk(one, pooled) for one in turn.unit.discussions.logged(briefing_id, start, most)
    )


def _line(line: ReachLineFigures) -> ReachLine:
    return ReachLine(
        name=line.name,
        figures=tuple((IN_WORDS[step], people) for step, people in line.figures.items()),
    )


def _talk(one: Logged, pooled: frozenset[str]) -> LoggedTalk:
    talk = one.talk
    return LoggedTalk(
        when=day_in_words(one.at),
        setting=WHERE[talk.setting],
        people=talk.people,
        agency=SMALLER if one.agency in pooled else one.agency,
        raised=talk.raised,
        agreed=talk.agreed,
    )
