"""Deliveries that Teams could not make, and what is kept of the e-mails that follow."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update

from dialogs.replies import ShowBriefing
from storage import tables as t
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind, State
from tests.builders import stored
from tests.builders.asking import a_survey
from tests.builders.partnership import TENANT, Town

Ends = Mapping[str, tuple[State, str | None]]
NOT_INSTALLED = (State.FAILED, "not_installed")
LOST = (State.UNKNOWN, "lost_reply")


def a_missed_survey(town: Town, ends: Ends) -> tuple[int, int]:
    """Open Ashford's survey and let the invitations end so; returns the wave and the dispatch."""
    wave = a_survey(town)

    def arrange(unit: Unit) -> int:
        dispatch = unit.connection.scalars(
            t.dispatches.select().where(t.dispatches.c.wave_id == wave)
        ).one()
        _end(unit, dispatch, {town.ids[name]: end for name, end in ends.items()})
        return dispatch

    return wave, town.store.act_now(arrange)


def a_missed_briefing(town: Town, ends: Ends, **facts: Any) -> int:
    """Send Ashford's briefing to these people with these ends; returns the dispatch."""
    reply = ShowBriefing(
        briefing=town.ashford.briefing,
        title="Hearing children",
        partnership="Ashford",
        sections=(
            ("What must change", "See every child alone."),
            ("Background", "A review.\n\n- It was long"),
        ),
        links=(("The whole review", "https://reviews.example/1"),),
    )
    known = {
        "kind": DeliveryKind.BRIEFING,
        "title": reply.title,
        "rule": "everyone",
        "briefing_id": reply.briefing,
    } | facts
    known |= {"reply": "ShowBriefing", "content": reply.model_dump_json()}
    return town.store.act_now(lambda unit: _dispatch(unit, town, ends, known))


def a_reminder(town: Town, wave: int, ends: Ends) -> int:
    """Send the reminder of a wave with these ends; returns the dispatch."""

    def arrange(unit: Unit) -> int:
        first = unit.connection.execute(
            t.dispatches.select().where(t.dispatches.c.wave_id == wave)
        ).first()
        assert first is not None
        same = {
            name: getattr(first, name) for name in ("title", "rule", "reply", "content", "wave_id")
        }
        return _dispatch(unit, town, ends, {"kind": DeliveryKind.REMINDER, **same})

    return town.store.act_now(arrange)


def _dispatch(unit: Unit, town: Town, ends: Ends, known: dict[str, Any]) -> int:
    usual = {"partnership_id": town.ashford.partnership, "asked_at": unit.now, "state": "done"}
    once = f"{known['kind']}:{len(ends)}:{unit.now}"
    dispatch = stored.a_row(
        unit, t.dispatches, **(usual | known | {"once": once, "audience": len(ends)})
    )
    lane = stored.a_row(unit, t.lanes, dispatch_id=dispatch, tenant_id=TENANT, canary=False)
    row = {
        "dispatch_id": dispatch,
        "lane_id": lane,
        "state": State.PENDING,
        "due_at": unit.now,
        "changed_at": unit.now,
    }
    stored.rows(unit, t.deliveries, [row | {"person_id": town.ids[name]} for name in ends])
    _end(unit, dispatch, {town.ids[name]: end for name, end in ends.items()})
    return dispatch


def _end(unit: Unit, dispatch: int, ends: Mapping[int, tuple[State, str | None]]) -> None:
    columns = t.deliveries.c
    for person, (state, reason) in ends.items():
        mine = update(t.deliveries).where(
            columns.dispatch_id == dispatch, columns.person_id == person
        )
        unit.connection.execute(mine.values(state=state, reason=reason))


def change(town: Town, table: Any, name: str, **facts: Any) -> None:
    """Change the rows of a person in a table."""
    column = table.c.id if table is t.people else table.c.person_id
    statement = update(table).where(column == town.ids[name]).values(**facts)
    town.store.act_now(lambda unit: unit.connection.execute(statement))


def emails(town: Town) -> dict[str, tuple[str, str | None]]:
    """Return state and reason of every e-mail, by the name of the person."""
    names = {number: name for name, number in town.ids.items()}
    rows = town.store.look(lambda unit: unit.connection.execute(t.letters.select()).all())
    return {names[row.person_id]: (row.state, row.reason) for row in rows}
