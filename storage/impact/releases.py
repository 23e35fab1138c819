"""Releases: what was given out of each action, kept as it was. Rows are only added.

A release is the next of its partnership: two that were prepared beside each other cannot both be,
because neither was checked against the other.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from storage import tables as t
from storage.database.query_types import AnyRow
from surveys.impact.release.cells import Release
from surveys.impact.release.release_text import from_text, to_text
from surveys.problems import Refusal

_R = t.releases.c
_P = t.partnerships.c


@dataclass(frozen=True, slots=True)
class ReleaseHead:
    """A release without its figures: what was given out to whom, and by which file."""

    partnership_id: int
    number: int
    action_id: int
    made_at: datetime
    actor: str
    format: str
    minimum_group: int
    as_at: date
    sha256: str  # of the file
    inputs_fingerprint: str  # keyed
    figures_fingerprint: str  # the same without the words that may be quoted


class Releases:
    """The releases of every partnership; every query names the partnership."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, head: ReleaseHead, release: Release) -> None:
        """Keep a release; refuses release-meanwhile if it is not the next of its partnership."""
        if not self._take(head.partnership_id, head.number):
            raise Refusal("release-meanwhile")
        row = {name: getattr(head, name) for name in ReleaseHead.__slots__}
        self._connection.execute(insert(t.releases).values(**row, figures=to_text(release)))

    def next_number(self, partnership_id: int) -> int:
        """Return the number of the next release of a partnership, from 1; none is given twice."""
        last = select(_P.last_release).where(_P.id == partnership_id)
        return self._connection.scalars(last).one() + 1

    def _take(self, partnership_id: int, number: int) -> bool:
        """Take a number; return whether it is the next. Two takers do so one after the other."""
        is_next = (_P.id == partnership_id) & (_P.last_release == number - 1)
        taken = update(t.partnerships).where(is_next).values(last_release=number)
        return self._connection.execute(taken).rowcount == 1

    def of(self, partnership_id: int, action_ids: Collection[int]) -> list[Release]:
        """Return what was given out of some actions, oldest first."""
        query = (
            select(_R.number, _R.as_at, _R.figures)
            .where(_R.partnership_id == partnership_id, _R.action_id.in_(action_ids))
            .order_by(_R.number)
        )
        return [
            from_text(row.figures, row.number, row.as_at) for row in self._connection.execute(query)
        ]

    def heads(self, partnership_id: int, action_id: int | None = None) -> list[ReleaseHead]:
        """Return the releases of a partnership, or of one action, oldest first."""
        query = select(*(_R[name] for name in ReleaseHead.__slots__)).order_by(_R.number)
        query = query.where(_R.partnership_id == partnership_id)
        if action_id is not None:
            query = query.where(_R.action_id == action_id)
        return [_head(row) for row in self._connection.execute(query)]

    def with_hash(self, sha256: str) -> ReleaseHead | None:
        """Return the newest release of a file with that hash, in any partnership."""
        return self._newest(_R.sha256 == sha256)

    def with_fingerprint(self, fingerprint: str) -> ReleaseHead | None:
        """Return the newest release of that evidence, in any partnership."""
        return self._newest(_R.inputs_fingerprint == fingerprint)

    def _newest(self, condition: ColumnElement[bool]) -> ReleaseHead | None:
        query = select(*(_R[name] for name in ReleaseHead.__slots__)).where(condition)
        row = self._connection.execute(query.order_by(_R.made_at.desc()).limit(1)).one_or_none()
        return _head(row) if row else None

    def figures(self, head: ReleaseHead) -> Release:
        """Return the figures of a release."""
        query = select(_R.figures).where(
            _R.partnership_id == head.partnership_id, _R.number == head.number
        )
        return from_text(self._connection.scalars(query).one(), head.number, head.as_at)

    def sharing(self, partnership_id: int, action_id: int) -> frozenset[int]:
        """Return the actions that share an event, or an item that was told, and the action.

        An action that shares with one that does is among them.
        """
        groups: list[Collection[int]] = []
        for links, things in (
            (t.event_actions, t.events),
            (t.dissemination_actions, t.disseminations),
        ):
            thing, action = links.primary_key.columns
            query = select(thing.label("thing"), action.label("action")).join_from(links, things)
            actions: dict[int, set[int]] = defaultdict(set)
            rows = self._connection.execute(query.where(things.c.partnership_id == partnership_id))
            for row in rows:
                actions[row.thing].add(row.action)
            groups += actions.values()
        return reached(action_id, groups)


def reached(action_id: int, groups: Sequence[Collection[int]]) -> frozenset[int]:
    """Return the actions of the groups that have an action in common with it, over any of them."""
    reached, before = {action_id}, set[int]()
    while reached != before:
        before = set(reached)
        reached |= {one for group in groups if not reached.isdisjoint(group) for one in group}
    return frozenset(reached)


def _head(row: AnyRow) -> ReleaseHead:
    return ReleaseHead(**{name: getattr(row, name) for name in ReleaseHead.__slots__})
