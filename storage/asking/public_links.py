"""Public links to a wave, known by the hash of their token."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from storage import tables as t
from storage.asking.wave_rows import WAVES, wave_of
from storage.database.prepared import PreparedStatement
from surveys.asking.wave import OPEN, Wave

_NAMED = PreparedStatement(
    select(t.links.c.label, t.links.c.setting)
    .where(t.links.c.wave_id == bindparam("wave"))
    .order_by(t.links.c.id)
)


class PublicLinks:
    """Links through which anyone who has one answers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        partnership_id: int,
        token_hash: str,
        wave_id: int,
        label: str,
        now: datetime,
        setting: str = "",
    ) -> None:
        """Keep a public link by the hash of its token; `setting` is where it is used."""
        row = {
            "partnership_id": partnership_id,
            "token_hash": token_hash,
            "wave_id": wave_id,
            "label": label,
            "setting": setting,
            "state": OPEN,
            "made_at": now,
        }
        self._connection.execute(insert(t.links).values(**row))

    def any_open(self, partnership_id: int) -> bool:
        """Say whether a partnership has a public link that is open."""
        mine = (t.links.c.partnership_id == partnership_id, t.links.c.state == OPEN)
        still_open = select(t.links.c.wave_id).join(t.waves, t.waves.c.id == t.links.c.wave_id)
        found = still_open.where(*mine, t.waves.c.state == OPEN).limit(1)
        return self._connection.scalar(found) is not None

    def in_words(self, wave_id: int) -> str:
        """Return the label and the setting of the link to a wave; empty where it has no link."""
        row = _NAMED.first(self._connection, {"wave": wave_id})
        return ", ".join(filter(None, row or ()))

    def wave_behind(self, token_hash: str) -> tuple[Wave, bool] | None:
        """Return the wave behind a public link, and whether the link takes answers now."""
        query = WAVES.join(t.links, t.links.c.wave_id == t.waves.c.id)
        found = query.add_columns(t.links.c.state.label("link_state"))
        row = self._connection.execute(
            found.where(t.links.c.token_hash == token_hash)
        ).one_or_none()
        return (wave_of(row), row.link_state == OPEN) if row else None
