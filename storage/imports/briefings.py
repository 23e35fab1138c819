"""A briefing and the actions that it speaks of; what has been sent already stays as it was sent.

Changed text is a new version, which nobody has approved or given their word for; the same text
changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.imports.intake import ImportCounts, Intake
from storage.imports.links import relink
from storage.imports.places import Places
from storage.imports.refs import Refs
from storage.telling.briefing_versions import keep_version
from surveys.people import Role
from surveys.telling.briefing import Briefing
from surveys.telling.permissions import ROLES, Permission


@dataclass(frozen=True, slots=True)
class Writing:
    """How a briefing comes in: whether as a draft, when, and who wrote it (an e-mail), where that is known."""

    state: str
    now: datetime
    author: str | None = None


def write_briefing(intake: Intake, briefing: Briefing, writing: Writing) -> ImportCounts:
    """Make a briefing as its file says, by its ref."""
    partnership_id = Places(intake).partnership(0, briefing.partnership) or 0
    intake.check()
    actions = _actions(intake, partnership_id, briefing)
    author_id = _author(intake, partnership_id, writing.author)
    intake.check()
    before = _before(intake, partnership_id, briefing.ref)
    if before is None:
        made = _make(intake, partnership_id, briefing, writing, author_id)
        relink(intake.connection, t.briefing_actions, "briefing_id", {made: actions})
        return ImportCounts(1, 0, 0, frozenset({partnership_id}))
    changed = _change(intake, before, briefing, writing, author_id)
    changed |= bool(
        relink(intake.connection, t.briefing_actions, "briefing_id", {before.id: actions})
    )
    return ImportCounts(0, int(changed), int(not changed), frozenset({partnership_id}))


def _actions(intake: Intake, partnership_id: int, briefing: Briefing) -> frozenset[int]:
    refs = Refs(intake, t.actions, "action", briefing.action_refs)
    named = (refs.within(0, "action_refs", partnership_id, ref) for ref in briefing.action_refs)
    return frozenset(action for action in named if action is not None)


def _author(intake: Intake, partnership_id: int, email: str | None) -> int | None:
    """Return who wrote it; refuses somebody who may not."""
    if email is None:
        return None
    columns = t.people.c
    query = select(columns.id, columns.roles).where(columns.partnership_id == partnership_id)
    row = intake.connection.execute(
        query.where(columns.email == email.strip().lower())
    ).one_or_none()
    roles = {Role(role) for role in row.roles.strip(";").split(";") if role} if row else set[Role]()
    if row is None or roles.isdisjoint(ROLES[Permission.WRITE]):
        intake.refuse(0, "--as", f"“{email}” is not somebody who may write briefings there")
        return None
    return row.id


def _before(intake: Intake, partnership_id: int, ref: str) -> AnyRow | None:
    columns = t.briefings.c
    query = select(t.briefings).where(columns.partnership_id == partnership_id, columns.ref == ref)
    return intake.connection.execute(query.with_for_update()).one_or_none()


def _make(
    intake: Intake, partnership_id: int, briefing: Briefing, writing: Writing, author_id: int | None
) -> int:
    facts = _facts(briefing) | {
        "partnership_id": partnership_id,
        "ref": briefing.ref,
        "state": writing.state,
    }
    made = intake.connection.scalars(
        insert(t.briefings).values(**facts).returning(t.briefings.c.id)
    ).one()
    keep_version(intake.connection, made, 1, briefing, author_id, writing.now)
    return made


def _change(
    intake: Intake, before: AnyRow, briefing: Briefing, writing: Writing, author_id: int | None
) -> bool:
    """Write what differs; say whether anything did."""
    was = Briefing.model_validate_json(before.content)
    values = _facts(briefing) | {"state": writing.state}
    if not was.reads_as(briefing):
        values["version"] = before.version + 1
        keep_version(
            intake.connection, before.id, before.version + 1, briefing, author_id, writing.now
        )
        named = False
    else:
        named = author_id is not None and _name_author(intake, before, author_id)
    if all(getattr(before, name) == value for name, value in values.items()):
        return named
    intake.connection.execute(
        update(t.briefings).where(t.briefings.c.id == before.id).values(**values)
    )
    return True


def _name_author(intake: Intake, before: AnyRow, author_id: int) -> bool:
    """Keep who wrote a version of which that was not known; say whether it was not."""
    columns = t.briefing_versions.c
    named = update(t.briefing_versions).where(
        columns.briefing_id == before.id, columns.version == before.version
    )
    return (
        intake.connection.execute(
            named.where(columns.author_id.is_(None)).values(author_id=author_id)
        ).rowcount
        > 0
    )


def _facts(briefing: Briefing) -> dict[str, object]:
    return {
        "title": briefing.title,
        "content": briefing.model_dump_json(),
        "embargo_until": briefing.embargo_until,
    }
