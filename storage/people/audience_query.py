"""An audience rule as a query, always within one partnership; who has left is in no audience."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, and_, func, not_, or_, select, true

from storage import tables as t
from storage.database.query_types import AnySelect
from storage.people.saved_audiences import SavedAudiences
from surveys.sending.audience import Both, Either, Everyone, Not, Rule, Saved, Term


def _same(column: ColumnElement[str]) -> Callable[[str], ColumnElement[bool]]:
    # the database lowers both sides, because SQLite lowers ASCII letters only
    return lambda value: func.lower(column) == func.lower(value)


def _holds(role: str) -> ColumnElement[bool]:
    literal = role.lower().replace("%", "").replace("_", "")
    return t.people.c.roles.like(f"%;{literal};%")


def _attended(ref: str) -> ColumnElement[bool]:
    return (
        select(t.attendance.c.person_id)
        .join(t.events, t.events.c.id == t.attendance.c.event_id)
        .where(
            t.attendance.c.person_id == t.people.c.id,
            t.events.c.partnership_id == t.people.c.partnership_id,
            func.lower(t.events.c.ref) == func.lower(ref),
            t.attendance.c.attended,
        )
        .exists()
    )


CONDITIONS: dict[str, Callable[[str], ColumnElement[bool]]] = {
    "agency": _same(t.agencies.c.name),
    "role": _holds,
    "job_title": _same(t.people.c.job_title),
    "team": _same(t.people.c.team),
    "email": _same(t.people.c.email),
    "attended": _attended,
}


def matching(connection: Connection, partnership_id: int, rule_text: str) -> AnySelect:
    """Return the query for the ids of people who match a rule; refuses audience-unreadable."""
    rule = SavedAudiences(connection).written_out(partnership_id, rule_text)
    return (
        select(t.people.c.id)
        .join(t.agencies, t.agencies.c.id == t.people.c.agency_id)
        .where(
            t.people.c.partnership_id == partnership_id,
            t.people.c.left_at.is_(None),
            _condition(rule),
        )
    )


def _condition(rule: Rule) -> ColumnElement[bool]:
    match rule:
        case Everyone():
            return true()
        case Term(key, value):
            return CONDITIONS[key](value)
        case Not(part):
            return not_(_condition(part))
        case Both(left, right):
            return and_(_condition(left), _condition(right))
        case Either(left, right):
            return or_(_condition(left), _condition(right))
        case Saved(name):
            raise ValueError(f"@{name} has not been written out")


def count_by_agency(connection: Connection, people: AnySelect) -> list[tuple[str, int]]:
    """Return how many people in a query belong to each agency, largest first."""
    chosen = people.subquery()
    count = func.count()
    query = (
        select(t.agencies.c.name, count)
        .join(t.people, t.people.c.agency_id == t.agencies.c.id)
        .join(chosen, chosen.c.id == t.people.c.id)
        .group_by(t.agencies.c.name)
        .order_by(count.desc(), t.agencies.c.name)
    )
    return [(name, number) for name, number in connection.execute(query)]
