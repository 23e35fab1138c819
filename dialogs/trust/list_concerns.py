"""Every open concern of a lead, in all their partnerships: overdue first, a page at a time."""

from dialogs.replies import ConcernList, Reply
from dialogs.trust.deadlines import overdue_first
from dialogs.trust.find_concern import Sight, sight_of
from dialogs.trust.raise_concern import alert_of
from dialogs.turn import Command, Id, Turn
from surveys.asking.lexicon import ConcernClass
from surveys.people import Role

ON_A_PAGE = 10


class ConcernPage(Command):
    """A page of the list, from 0."""

    page: Id = 0


def listed(turn: Turn, command: ConcernPage) -> Reply:
    """List open concerns, overdue ones first, never their words; red ones are named above all."""
    turn.people(Role.LEAD)
    sight = sight_of(turn)
    found = turn.unit.concerns.open_for(sight.partnerships, sight.leads)
    in_order = overdue_first(turn.unit, turn.installation, found)
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = min(command.page, pages - 1)
    shown = in_order[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    return ConcernList(
        concerns=tuple(alert_of(one, due_at) for one, due_at in shown),
        count=len(found),
        red=tuple(one.ref for one in found if one.grade == ConcernClass.RED),
        page=page,
        pages=pages,
    )


def count_open(turn: Turn, sight: Sight) -> int:
    """Return how many open concerns a lead sees."""
    return turn.unit.concerns.count_open(sight.partnerships, sight.leads)
