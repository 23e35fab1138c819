"""A briefing and the actions that it speaks of; what has been sent already stays as it was sent."""

from sqlalchemy import select

from storage import tables as t
from storage.imports.intake import Intake, Written, written
from storage.imports.links import relink
from storage.imports.merge import merge
from storage.imports.places import Places
from storage.imports.refs import Refs
from surveys.telling.briefing import Briefing

_KEYS = ("partnership_id", "ref")


def write_briefing(intake: Intake, briefing: Briefing) -> Written:
    """Make a briefing as its file says, by its ref."""
    partnership_id = Places(intake).partnership(0, briefing.partnership)
    intake.check()
    refs = Refs(intake, t.actions, "action", briefing.action_refs)
    named = (refs.within(0, "action_refs", partnership_id or 0, ref) for ref in briefing.action_refs)
    actions = frozenset(action for action in named if action is not None)
    intake.check()
    row = {
        "partnership_id": partnership_id,
        "ref": briefing.ref,
        "title": briefing.title,
        "content": briefing.model_dump_json(),
        "embargo_until": briefing.embargo_until,
    }
    merged = merge(intake.connection, t.briefings, _KEYS, "partnership_id", [row])
    found = select(t.briefings.c.id).where(
        t.briefings.c.partnership_id == partnership_id, t.briefings.c.ref == briefing.ref
    )
    briefing_id = intake.connection.scalars(found).one()
    key = (partnership_id, briefing.ref)
    relinked = relink(intake.connection, t.briefing_actions, "briefing_id", {briefing_id: actions})
    return written([key], merged, {partnership_id or 0}, frozenset({key}) if relinked else frozenset())
