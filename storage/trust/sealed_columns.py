"""Every encrypted column, what each value in it is bound to, and how it gets under a new key.

A test holds the table to the schema, so that no column is forgotten when the keys are rotated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    and_,
    func,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy import type_coerce as as_type

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.trust.encryption import Keyring

_TEXT = (t.texts.c.wave_id, t.texts.c.question, t.texts.c.response_key)
_ACT = (t.acts.c.briefing_id, t.acts.c.person_id, t.acts.c.act)
_PAPER = (
    t.paper_entries.c.wave_id,
    t.paper_entries.c.form,
    t.paper_entries.c.entered_by,
)
_SAID = (t.you_said.c.action_id, t.you_said.c.number)


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column, and the place that its values are bound to: texts as they are, columns by value."""

    column: Column[Any]
    place: tuple[str | Column[Any], ...]

    def of(self, row: AnyRow) -> Iterator[object]:
        """Yield the place of one row, as `Keyring.encrypt` takes it."""
        return (
            part if isinstance(part, str) else getattr(row, f"of_{part.name}")
            for part in self.place
        )

    def __str__(self) -> str:
        return f"{self.column.table.name}.{self.column.name}"


SEALED_COLUMNS = (
    SealedColumn(t.texts.c.sealed, ("texts", *_TEXT)),
    SealedColumn(t.texts.c.quotable, ("texts", *_TEXT, "quotable")),
    SealedColumn(t.intake.c.sealed, ("intake", t.intake.c.response)),
    SealedColumn(t.links.c.sealed, ("links", t.links.c.token_hash)),
    SealedColumn(t.paper_entries.c.sealed, ("paper_entries", *_PAPER)),
    SealedColumn(t.concerns.c.sealed, ("concerns", t.concerns.c.ref)),
    SealedColumn(
        t.concern_steps.c.sealed,
        ("concern_steps", t.concern_steps.c.concern_id, t.concern_steps.c.seq),
    ),
    SealedColumn(
        t.concern_steps.c.name,
        ("concern_steps.name", t.concern_steps.c.concern_id, t.concern_steps.c.seq),
    ),
    SealedColumn(t.erasures.c.reason, ("erasures", t.erasures.c.partnership_id, t.erasures.c.mark)),
    SealedColumn(
        t.activities.c.reply,
        ("activities", t.activities.c.conversation_id, t.activities.c.activity_id),
    ),
    SealedColumn(
        t.chat_messages.c.reply,
        ("chat_messages", t.chat_messages.c.conversation_id, t.chat_messages.c.message),
    ),
    SealedColumn(t.orders.c.sealed, ("orders", t.orders.c.id)),
    SealedColumn(t.orders.c.upload, ("orders.upload", t.orders.c.id)),
    SealedColumn(t.acts.c.words, ("acts", *_ACT)),
    SealedColumn(t.acts.c.words_quotable, ("acts", "words", *_ACT, "quotable")),
    *(
        SealedColumn(t.discussions.c[name], ("discussions", t.discussions.c.once, name))
        for name in ("raised", "agreed")
    ),
    *(
        SealedColumn(
            t.discussions.c[f"{name}_quotable"],
            ("discussions", name, t.discussions.c.id, "quotable"),
        )
        for name in ("raised", "agreed")
    ),
    *(
        SealedColumn(t.you_said.c[name], ("you_said", name, *_SAID))
        for name in ("said", "did", "said_for_children", "did_for_children")
    ),
)


def under_other_keys(connection: Connection, keyring: Keyring) -> int:
    """Return how many values are encrypted under another key than the current one."""
    return sum(
        connection.scalars(
            select(func.count()).select_from(one.column.table).where(_is_old(one, keyring))
        ).one()
        for one in SEALED_COLUMNS
    )


def under_unknown_keys(connection: Connection, keyring: Keyring) -> Iterator[SealedColumn]:
    """Yield the columns with a value that no key of the keyring can decrypt."""
    for one in SEALED_COLUMNS:
        known = or_(*(_is_under(one, name) for name in keyring.masters))
        unknown = select(one.column).where(one.column.is_not(None), not_(known)).limit(1)
        if connection.execute(unknown).first() is not None:
            yield one


def renew(connection: Connection, keyring: Keyring, one: SealedColumn, most: int) -> int:
    """Encrypt up to `most` values of a column anew, under the current key; return how many.

    They are taken in the order of their ciphers, which is random, so that neither the order of the
    rows nor the transaction tells which were written together. 0 means that none is left. Raises
    `DecryptionError` for one whose key is not there.
    """
    table, column = one.column.table, one.column
    parts = [part.label(f"of_{part.name}") for part in one.place if not isinstance(part, str)]
    keys = [key.label(f"key_{key.name}") for key in table.primary_key]
    query = (
        select(column.label("value"), *keys, *parts)
        .where(_is_old(one, keyring))
        .order_by(column)
        .limit(most)
    )
    rows = connection.execute(query).all()
    for row in rows:
        place = tuple(one.of(row))
        new = keyring.renewed(row.value, *place)
        mine = and_(*(key == getattr(row, f"key_{key.name}") for key in table.primary_key))
        # a value that was written anew meanwhile is under the current key already
        connection.execute(
            update(table).where(mine, column == row.value).values({column.name: new})
        )
    return len(rows)


def _is_old(one: SealedColumn, keyring: Keyring) -> ColumnElement[bool]:
    return and_(one.column.is_not(None), not_(_is_under(one, keyring.current)))


def _is_under(one: SealedColumn, key: str) -> ColumnElement[bool]:
    prefix = f"{key}:".encode()
    start = func.substr(one.column, 1, len(prefix), type_=LargeBinary)
    return start == as_type(prefix, LargeBinary)
