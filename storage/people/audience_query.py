"""An audience rule as a query, always within one partnership; who has left is in no audience."""

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, Connection, and_, false, func, not_, or_, select, true

from storage import tables as t
from storage.database.query_types import AnySelect
from storage.people.audience_values import AudienceValues
from storage.people.saved_audiences import SavedAudiences
from surveys.sending.audience import Both, Either, Everyone, Not, Rule, Saved, Term

Condition = Callable[[Sequence[str]], ColumnElement[bool]]


def _holds(roles: Sequence[str]) -> ColumnElement[bool]:
    return or_(false(), *(t.people.c.roles.like(f"%;{role};%") for role in roles))


def _attended(refs: Sequence[str]) -> ColumnElement[bool]:
    return (
        select(t.attendance.c.person_id)
        .join(t.events, t.events.c.id == t.attendance.c.event_id)
        .where(
            t.attendance.c.person_id == t.people.c.id,
            t.events.c.partnership_id == t.people.c.partnership_id,
            t.events.c.ref.in_(refs),
            t.attendance.c.attended,
        )
        .exists()
    )


# Of a key: the condition that a person's value is one of some spellings.
CONDITIONS: dict[str, Condition] = {
    "agency": t.agencies.c.name.in_,
    "role": _holds,
    "job_title": t.people.c.job_title.in_,
    "team": t.people.c.team.in_,
    "email": t.people.c.email.in_,
    "attended": _attended,
}


def matching(connection: Connection, partnership_id: int, rule_text: str) -> AnySelect:
    """Return the query for the ids of people who match a rule; refuses audience-unreadable.

    A value that does not exist matches no one; `refuse_unknown` says so before a rule is used.
    """
    rule = SavedAudiences(connection).written_out(partnership_id, rule_text)
    values = AudienceValues(connection, partnership_id)
    return (
        select(t.people.c.id)
        .join(t.agencies, t.agencies.c.id == t.people.c.agency_id)
        .where(
            t.people.c.partnership_id == partnership_id,
            t.people.c.left_at.is_(None),
            _condition(rule, values),
        )
    )


def refuse_unknown(connection: Connection, partnership_id: int, rule_text: str) -> None:
    """Refuse a rule that names something that does not exist, with the nearest that does."""
    rule = SavedAudiences(connection).written_out(partnership_id, rule_text)
    AudienceValues(connection, partnership_id).refuse_unknown(rule)


def _condition(rule: Rule, values: AudienceValues) -> ColumnElement[bool]:
    match rule:
        case Everyone():
            return true()
        case Term(key, value):
            return CONDITIONS[key](values.spellings(key, value))
        case Not(part):
            return not_(_condition(part, values))
        case Both(left, right):
            return and_(_condition(left, values), _condition(right, values))
        case Either(left, right):
            return or_(_condition(left, values), _condition(right, values))
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
