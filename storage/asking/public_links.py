"""Public links to a wave, known by the hash of their token, or by a short code that can be typed.

Neither token nor code is stored as it is: of a code there is a keyed mark, and the token is
encrypted for those who type the code and for what is printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from storage import tables as t
from storage.asking.wave_rows import WAVES, wave_of
from storage.database.prepared import PreparedStatement
from storage.database.query_types import AnyRow
from storage.trust.encryption import Keyring
from storage.trust.one_time_links import token_hash
from surveys.asking.link_code import link_code
from surveys.asking.paper_number import check_letters
from surveys.asking.wave import OPEN, Wave

_L = t.links.c
_NAMED = PreparedStatement(
    select(_L.label, _L.setting).where(_L.wave_id == bindparam("wave")).order_by(_L.id)
)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link; `wave_id` is its number for people. `token` is None where it was never kept.

    `papers` is how many forms on paper were printed for it.
    """

    wave_id: int
    label: str
    setting: str
    state: str
    token: str | None
    papers: int


class PublicLinks:
    """Links through which anyone who has one answers."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def add(
        self,
        partnership_id: int,
        token: str,
        wave_id: int,
        label: str,
        now: datetime,
        setting: str = "",
    ) -> None:
        """Keep a public link; `setting` is where it is used."""
        hashed = token_hash(token)
        row = {
            "partnership_id": partnership_id,
            "token_hash": hashed,
            "wave_id": wave_id,
            "label": label,
            "setting": setting,
            "state": OPEN,
            "made_at": now,
            "code": self._mark(self.code_of(token)),
            "sealed": self._keyring.encrypt(token, "links", hashed),
        }
        self._connection.execute(insert(t.links).values(**row))

    def code_of(self, token: str) -> str:
        """Return the code that can be typed for a link, such as `7K2MQ-9XD4V`."""
        return link_code(bytes.fromhex(self._keyring.mark("link code", token)))

    def token_behind(self, code: str) -> str | None:
        """Return the token of the link with a code, as `code_of` writes it."""
        row = self._connection.execute(
            select(_L.token_hash, _L.sealed).where(_L.code == self._mark(code))
        ).one_or_none()
        return self._token(row.token_hash, row.sealed) if row else None

    def of_partnership(self, partnership_id: int) -> list[LinkRow]:
        """Return every link of a partnership, oldest first."""
        query = select(t.links).where(_L.partnership_id == partnership_id).order_by(_L.wave_id)
        return [self._row(row) for row in self._connection.execute(query)]

    def of_wave(self, partnership_id: int, wave_id: int) -> LinkRow | None:
        """Return the link to a wave of a partnership."""
        mine = (_L.partnership_id == partnership_id, _L.wave_id == wave_id)
        row = self._connection.execute(select(t.links).where(*mine)).first()
        return self._row(row) if row else None

    def print_papers(self, wave_id: int, copies: int) -> Sequence[int]:
        """Count so many more forms on paper; return their numbers."""
        more = update(t.links).where(_L.wave_id == wave_id).values(papers=_L.papers + copies)
        last = self._connection.scalars(more.returning(_L.papers)).one()
        return range(last - copies + 1, last + 1)

    def paper_letters(self, wave_id: int, number: int) -> str:
        """Return the letters that check the number of a form on paper."""
        return check_letters(bytes.fromhex(self._keyring.mark("paper number", wave_id, number)))

    def any_open(self, partnership_id: int) -> bool:
        """Say whether a partnership has a public link that is open."""
        mine = (_L.partnership_id == partnership_id, _L.state == OPEN)
        still_open = select(_L.wave_id).join(t.waves, t.waves.c.id == _L.wave_id)
        found = still_open.where(*mine, t.waves.c.state == OPEN).limit(1)
        return self._connection.scalar(found) is not None

    def in_words(self, wave_id: int) -> str:
        """Return the label and the setting of the link to a wave; empty where it has no link."""
        row = _NAMED.first(self._connection, {"wave": wave_id})
        return ", ".join(filter(None, row or ()))

    def wave_behind(self, hashed: str) -> tuple[Wave, bool] | None:
        """Return the wave behind the hash of a token, and whether its link takes answers now."""
        query = WAVES.join(t.links, _L.wave_id == t.waves.c.id)
        found = query.add_columns(_L.state.label("link_state"))
        row = self._connection.execute(found.where(_L.token_hash == hashed)).one_or_none()
        return (wave_of(row), row.link_state == OPEN) if row else None

    def _row(self, row: AnyRow) -> LinkRow:
        token = self._token(row.token_hash, row.sealed) if row.sealed else None
        return LinkRow(row.wave_id, row.label, row.setting, row.state, token, row.papers)

    def _mark(self, code: str) -> str:
        return self._keyring.mark("typed link", code)

    def _token(self, hashed: str, sealed: bytes) -> str:
        return self._keyring.decrypt(sealed, "links", hashed)
