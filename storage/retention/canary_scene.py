"""The hidden partnership that canaries live in: what their rows have to belong to.

It has no lead, no one reads it, and it is in no list of partnerships, so that no figure, alert or
page ever sees a canary.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from storage import tables as t
from storage.people.roster import CANARY_SLUG
from surveys.asking.wave import CLOSED
from surveys.sending.delivery import DeliveryKind

NAME = "Retention canary"
AGES_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CanaryScene:
    """The rows that canaries belong to, by id."""

    partnership: int
    person: int
    agency: int
    action: int
    wave: int
    study: int
    lane: int
    dispatch: int


def canary_scene(connection: Connection, now: datetime) -> CanaryScene | None:
    """Return the scene, made where there is none; None while no questionnaire is stored."""
    place = _found(connection, t.partnerships, slug=CANARY_SLUG)
    if place is None:
        if _version(connection) is None:
            return None
        place = _made(connection, t.partnerships, slug=CANARY_SLUG, name=NAME)
        _furnish(connection, place, now)
    agency = _one(connection, t.agencies, partnership_id=place)
    dispatch = _one(connection, t.dispatches, partnership_id=place)
    return CanaryScene(
        partnership=place,
        person=_one(connection, t.people, partnership_id=place, email=_email("host")),
        agency=agency,
        action=_one(connection, t.actions, partnership_id=place),
        wave=_one(connection, t.waves, partnership_id=place),
        study=_one(connection, t.studies, partnership_id=place),
        lane=_one(connection, t.lanes, dispatch_id=dispatch),
        dispatch=dispatch,
    )


def _furnish(connection: Connection, place: int, now: datetime) -> None:
    agency = _made(connection, t.agencies, partnership_id=place, name=NAME)
    new_person(connection, place, agency, "host", None)
    action = _made(
        connection,
        t.actions,
        partnership_id=place,
        ref="canary",
        title=NAME,
        change_wanted=NAME,
        source_kind="performance data",
        source_ref="",
        owner_agency=NAME,
        due_on=now.date(),
    )
    _ask(connection, place, action)
    _send(connection, place)


def _ask(connection: Connection, place: int, action: int) -> None:
    study = _made(
        connection, t.studies, partnership_id=place, subject="canary:1", salt=os.urandom(32)
    )
    _made(
        connection,
        t.waves,
        partnership_id=place,
        study_id=study,
        once="canary",
        action_id=action,
        instrument_version=_version(connection),
        voice="practitioner",
        label=NAME,
        rule="",
        opens_at=AGES_AGO,
        closes_at=AGES_AGO,
        state=CLOSED,
    )


def _send(connection: Connection, place: int) -> None:
    dispatch = _made(
        connection,
        t.dispatches,
        partnership_id=place,
        once="canary",
        kind=DeliveryKind.WATCH,
        title=NAME,
        rule="",
        content="{}",
        reply="Said",
        asked_at=AGES_AGO,
        state="done",
    )
    _made(connection, t.lanes, dispatch_id=dispatch, tenant_id="", canary=False)


def new_person(
    connection: Connection, place: int, agency: int, name: str, left_at: datetime | None
) -> int:
    """Put someone on the hidden partnership's list, who holds no role and gets nothing."""
    return _made(
        connection,
        t.people,
        partnership_id=place,
        agency_id=agency,
        name=NAME,
        email=_email(name),
        roles=";",
        opted_out=True,
        left_at=left_at,
    )


def _email(name: str) -> str:
    return f"{name}@canary.invalid"


def _version(connection: Connection) -> str | None:
    return connection.scalar(select(t.instruments.c.version).order_by("version").limit(1))


def _made(connection: Connection, table: Table, **facts: Any) -> int:
    return connection.scalars(insert(table).values(**facts).returning(table.c.id)).one()


def _one(connection: Connection, table: Table, **facts: Any) -> int:
    found = _found(connection, table, **facts)
    if found is None:
        msg = f"the canaries' {table.name} are gone"
        raise LookupError(msg)
    return found


def _found(connection: Connection, table: Table, **facts: Any) -> int | None:
    which = (table.c[name] == value for name, value in facts.items())
    return connection.scalar(select(table.c.id).where(*which).order_by("id").limit(1))
