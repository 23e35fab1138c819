"""Versions of briefings: what each said, who wrote it, who approved it and who signed it off.

A version never changes once a newer one exists. An approval or a sign-off is of one version only.
"""

from datetime import datetime

from sqlalchemy import Connection, insert, literal, or_, select, update

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
_STATUS = select(
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

    def status(self, partnership_id: int, briefing_id: int) -> ApprovalStatus | None:
        """Return the approval status of a partnership's briefing."""
        query = _STATUS.where(
            t.briefings.c.id == briefing_id, t.briefings.c.partnership_id == partnership_id
        )
        row = self._connection.execute(query).one_or_none()
        return _status(row) if row else None

    def listed(self, partnership_id: int, most: int) -> list[ApprovalStatus]:
        """Return the approval status of a partnership's briefings, newest first."""
        query = _STATUS.where(t.briefings.c.partnership_id == partnership_id).order_by(
            t.briefings.c.id.desc()
        )
        return [_status(row) for row in self._connection.execute(query.limit(most))]

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

    def sign_off(self, briefing_id: int, version: int, person_id: int, now: datetime) -> bool:
        """Save who signed a version off, if no one had; return whether this was the first."""
        this = (_V.briefing_id == briefing_id, _V.version == version)
        unsigned = update(t.briefing_versions).where(*this, _V.released_at.is_(None))
        values = {"released_by": person_id, "released_at": now}
        return self._connection.execute(unsigned.values(**values)).rowcount > 0

    def approve(self, briefing_id: int, version: int, person_id: int, now: datetime) -> None:
        """Save who approved a version; a later approval replaces an earlier one."""
        this = (_V.briefing_id == briefing_id, _V.version == version)
        values = {"approved_by": person_id, "approved_at": now}
        self._connection.execute(update(t.briefing_versions).where(*this).values(**values))

    def take_back(self, briefing_id: int, version: int) -> bool:
        """Take sign-off and approval of a version back; return whether it had either."""
        given = update(t.briefing_versions).where(
            _V.briefing_id == briefing_id,
            _V.version == version,
            or_(_V.released_at.is_not(None), _V.approved_at.is_not(None)),
        )
        nobody = dict.fromkeys(("released_by", "released_at", "approved_by", "approved_at"))
        return self._connection.execute(given.values(**nobody)).rowcount > 0

    def make_ready(self, briefing_id: int) -> None:
        """Make a draft ready to send."""
        self._connection.execute(
            update(t.briefings).where(t.briefings.c.id == briefing_id).values(state=READY)
        )

    def duplicate(self, status: ApprovalStatus, ref: str, author_id: int, now: datetime) -> int:
        """Copy a briefing, with its actions, to a draft under another reference; return its id."""
        briefing = status.briefing.model_copy(update={"ref": ref})
        facts = {
            "partnership_id": status.partnership_id,
            "ref": ref,
            "title": briefing.title,
            "state": DRAFT,
            "content": briefing.model_dump_json(),
            "embargo_until": briefing.embargo_until,
        }
        statement = insert(t.briefings).values(**facts).returning(t.briefings.c.id)
        new_id = self._connection.scalars(statement).one()
        keep_version(self._connection, new_id, 1, briefing, author_id, now)
        links = t.briefing_actions.c
        same = select(literal(new_id), links.action_id).where(links.briefing_id == status.id)
        self._connection.execute(
            insert(t.briefing_actions).from_select(["briefing_id", "action_id"], same)
        )
        return new_id

    def refs(self, partnership_id: int, beginning: str) -> frozenset[str]:
        """Return the references of a partnership's briefings that start with `beginning`."""
        columns = t.briefings.c
        query = select(columns.ref).where(columns.partnership_id == partnership_id)
        chosen = query.where(columns.ref.startswith(beginning, autoescape=True))
        return frozenset(self._connection.scalars(chosen))


def keep_version(
    connection: Connection,
    briefing_id: int,
    version: int,
    briefing: Briefing,
    author_id: int | None,
    now: datetime,
) -> None:
    """Save the text of a briefing as its newest version."""
    facts = {"content": briefing.model_dump_json(), "author_id": author_id, "made_at": now}
    connection.execute(
        insert(t.briefing_versions).values(briefing_id=briefing_id, version=version, **facts)
    )


def _status(row: AnyRow) -> ApprovalStatus:
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
