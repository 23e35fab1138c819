"""Versions of briefings: what each said, who wrote it, who approved it, and who gave their word before it went.

A version never changes once another has taken its place; approval and word are written to one version only.
"""

from datetime import datetime

from sqlalchemy import Connection, insert, literal, select, update

from storage import tables as t
from storage.database.query_types import AnyRow
from surveys.telling.approval_status import DRAFT, READY, ApprovalStatus, Version
from surveys.telling.briefing import Briefing

_V = t.briefing_versions.c
_AUTHOR, _RELEASER, _APPROVER = (
    t.people.alias(name) for name in ("author", "releaser", "approver")
)
_PEOPLE = (
    t.briefing_versions.outerjoin(_AUTHOR, _AUTHOR.c.id == _V.author_id)
    .outerjoin(_RELEASER, _RELEASER.c.id == _V.released_by)
    .outerjoin(_APPROVER, _APPROVER.c.id == _V.approved_by)
)
_NAMES = (
    _AUTHOR.c.name.label("author"),
    _RELEASER.c.name.label("releaser"),
    _APPROVER.c.name.label("approver"),
)
_STANDING = select(
    t.briefings.c.id,
    t.briefings.c.partnership_id,
    t.briefings.c.content,
    t.briefings.c.state,
    t.briefings.c.version,
    _V.made_at,
    _V.author_id,
    _V.released_at,
    _V.approved_by,
    _V.approved_at,
    t.partnerships.c.second_person,
    *_NAMES,
).select_from(
    t.briefings.join(t.partnerships, t.partnerships.c.id == t.briefings.c.partnership_id).outerjoin(
        _PEOPLE, (_V.briefing_id == t.briefings.c.id) & (_V.version == t.briefings.c.version)
    )
)


class BriefingVersions:
    """Briefings at their newest version, and the versions before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def standing(self, partnership_id: int, briefing_id: int) -> ApprovalStatus | None:
        """Return how far a partnership's briefing is."""
        query = _STANDING.where(
            t.briefings.c.id == briefing_id, t.briefings.c.partnership_id == partnership_id
        )
        row = self._connection.execute(query).one_or_none()
        return _standing(row) if row else None

    def listed(self, partnership_id: int, most: int) -> list[ApprovalStatus]:
        """Return how far a partnership's briefings are, newest first."""
        query = _STANDING.where(t.briefings.c.partnership_id == partnership_id).order_by(
            t.briefings.c.id.desc()
        )
        return [_standing(row) for row in self._connection.execute(query.limit(most))]

    def history(self, briefing_id: int) -> list[Version]:
        """Return the versions of a briefing, newest first."""
        query = (
            select(_V.version, _V.made_at, *_NAMES)
            .select_from(_PEOPLE)
            .where(_V.briefing_id == briefing_id)
        )
        rows = self._connection.execute(query.order_by(_V.version.desc()))
        return [
            Version(row.version, row.made_at, row.author, row.releaser, row.approver)
            for row in rows
        ]

    def release(self, briefing_id: int, version: int, person_id: int, now: datetime) -> bool:
        """Keep that a person gave their word for a version; the first word stays. Say whether this was it."""
        marked = update(t.briefing_versions).where(
            _V.briefing_id == briefing_id, _V.version == version
        )
        first = marked.where(_V.released_at.is_(None)).values(
            released_by=person_id, released_at=now
        )
        return self._connection.execute(first).rowcount > 0

    def approve(self, briefing_id: int, version: int, person_id: int, now: datetime) -> None:
        """Keep that a person approves of a version; a later approval takes the place of an earlier one."""
        marked = update(t.briefing_versions).where(
            _V.briefing_id == briefing_id, _V.version == version
        )
        self._connection.execute(marked.values(approved_by=person_id, approved_at=now))

    def make_ready(self, briefing_id: int) -> None:
        """Make a draft one that may be sent."""
        self._connection.execute(
            update(t.briefings).where(t.briefings.c.id == briefing_id).values(state=READY)
        )

    def duplicate(self, standing: ApprovalStatus, ref: str, author_id: int, now: datetime) -> int:
        """Make a draft under another reference that says the same and speaks of the same actions; return its id."""
        briefing = standing.briefing.model_copy(update={"ref": ref})
        row = {
            "partnership_id": standing.partnership_id,
            "ref": ref,
            "title": briefing.title,
            "state": DRAFT,
        }
        facts = row | {
            "content": briefing.model_dump_json(),
            "embargo_until": briefing.embargo_until,
        }
        made = self._connection.scalars(
            insert(t.briefings).values(**facts).returning(t.briefings.c.id)
        ).one()
        keep_version(self._connection, made, 1, briefing, author_id, now)
        links = t.briefing_actions.c
        same = select(literal(made), links.action_id).where(links.briefing_id == standing.id)
        self._connection.execute(
            insert(t.briefing_actions).from_select(["briefing_id", "action_id"], same)
        )
        return made

    def refs(self, partnership_id: int, beginning: str) -> frozenset[str]:
        """Return the references of a partnership's briefings that begin so."""
        columns = t.briefings.c
        query = select(columns.ref).where(columns.partnership_id == partnership_id)
        return frozenset(
            self._connection.scalars(
                query.where(columns.ref.startswith(beginning, autoescape=True))
            )
        )


def keep_version(
    connection: Connection,
    briefing_id: int,
    version: int,
    briefing: Briefing,
    author_id: int | None,
    now: datetime,
) -> None:
    """Keep what a briefing says from now on."""
    facts = {"content": briefing.model_dump_json(), "author_id": author_id, "made_at": now}
    connection.execute(
        insert(t.briefing_versions).values(briefing_id=briefing_id, version=version, **facts)
    )


def _standing(row: AnyRow) -> ApprovalStatus:
    return ApprovalStatus(
        id=row.id,
        partnership_id=row.partnership_id,
        briefing=Briefing.model_validate_json(row.content),
        state=row.state,
        version=row.version,
        made_at=row.made_at,
        author_id=row.author_id,
        author=row.author,
        released_by=row.releaser,
        released_at=row.released_at,
        approved_by_id=row.approved_by,
        approved_by=row.approver,
        approved_at=row.approved_at,
        second_person=row.second_person,
    )
