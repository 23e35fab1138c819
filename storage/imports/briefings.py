"""Import a briefing and its links to actions; messages already sent stay as they were sent.

Changed text is a new version, which no one has approved or signed off; the same text changes
nothing.
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
    """Whether a briefing comes in as a draft, when, and its author (an e-mail address) if known."""

    state: str
    now: datetime
    author: str | None = None


def write_briefing(intake: Intake, briefing: Briefing, writing: Writing) -> ImportCounts:
    """Create or update a briefing by its ref."""
    partnership_id = Places(intake).partnership(0, briefing.partnership) or 0
    intake.check()
    actions = _actions(intake, partnership_id, briefing)
    author_id = _author(intake, partnership_id, writing.author)
    intake.check()
    before = _before(intake, partnership_id, briefing.ref)
    if before is None:
        new_id = _create(intake, partnership_id, briefing, writing, author_id)
        relink(intake.connection, t.briefing_actions, "briefing_id", {new_id: actions})
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
    """Return the author's id; refuses a person who may not write briefings."""
    if email is None:
        return None
    columns = t.people.c
    query = select(columns.id, columns.roles).where(columns.partnership_id == partnership_id)
    theirs = query.where(columns.email == email.strip().lower())
    row = intake.connection.execute(theirs).one_or_none()
    roles = {Role(role) for role in row.roles.strip(";").split(";") if role} if row else set[Role]()
    if row is None or roles.isdisjoint(ROLES[Permission.WRITE]):
        intake.refuse(0, "--as", f"“{email}” is not someone who may write briefings there")
        return None
    return row.id


def _before(intake: Intake, partnership_id: int, ref: str) -> AnyRow | None:
    columns = t.briefings.c
    query = select(t.briefings).where(columns.partnership_id == partnership_id, columns.ref == ref)
    return intake.connection.execute(query.with_for_update()).one_or_none()


def _create(
    intake: Intake, partnership_id: int, briefing: Briefing, writing: Writing, author_id: int | None
) -> int:
    facts = _facts(briefing) | {
        "partnership_id": partnership_id,
        "ref": briefing.ref,
        "state": writing.state,
    }
    statement = insert(t.briefings).values(**facts).returning(t.briefings.c.id)
    new_id = intake.connection.scalars(statement).one()
    keep_version(intake.connection, new_id, 1, briefing, author_id, writing.now)
    return new_id


def _change(
    intake: Intake, before: AnyRow, briefing: Briefing, writing: Writing, author_id: int | None
) -> bool:
    """Write what differs; return whether anything did."""
    was = Briefing.model_validate_json(before.content)
    values = _facts(briefing) | {"state": writing.state}
    if not was.reads_as(briefing):
        version = values["version"] = before.version + 1
        keep_version(intake.connection, before.id, version, briefing, author_id, writing.now)
        named = False
    else:
        named = author_id is not None and _name_author(intake, before, author_id)
    if all(getattr(before, name) == value for name, value in values.items()):
        return named
    changed = update(t.briefings).where(t.briefings.c.id == before.id)
    intake.connection.execute(changed.values(**values))
    return True


def _name_author(intake: Intake, before: AnyRow, author_id: int) -> bool:
    """Save the author of a version that had none; return whether it had none."""
    columns = t.briefing_versions.c
    this = (columns.briefing_id == before.id, columns.version == before.version)
    unnamed = update(t.briefing_versions).where(*this, columns.author_id.is_(None))
    return intake.connection.execute(unnamed.values(author_id=author_id)).rowcount > 0


def _facts(briefing: Briefing) -> dict[str, object]:
    return {
        "title": briefing.title,
        "content": briefing.model_dump_json(),
        "embargo_until": briefing.embargo_until,
    }
