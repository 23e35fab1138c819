"""How a wave is read with its partnership, its subject and the salt of its study."""

from sqlalchemy import bindparam, func, select

from storage import tables as t
from storage.database.query_types import AnyRow
from surveys.asking.wave import Wave

_W = t.waves.c
WAVES = (
    select(
        _W.id,
        _W.partnership_id,
        t.partnerships.c.name.label("partnership"),
        _W.event_id,
        _W.action_id,
        func.coalesce(t.events.c.title, t.actions.c.title).label("about"),
        _W.instrument_version,
        _W.voice,
        _W.label,
        _W.rule,
        _W.opens_at,
        _W.closes_at,
        _W.remind_at,
        _W.state,
        t.studies.c.salt,
    )
    .join(t.partnerships, t.partnerships.c.id == _W.partnership_id)
    .join(t.studies, t.studies.c.id == _W.study_id)
    .outerjoin(t.events, t.events.c.id == _W.event_id)
    .outerjoin(t.actions, t.actions.c.id == _W.action_id)
)
ONE_WAVE = WAVES.where(_W.id == bindparam("wave"))


def wave_of(row: AnyRow) -> Wave:
    """Return the wave of a row of `WAVES`."""
    return Wave(**{name: getattr(row, name) for name in Wave.__slots__})
