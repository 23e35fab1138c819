"""Row-level security by partnership on PostgreSQL: a second lock behind the filters of queries."""

from alembic import op

revision = "0018"
down_revision = "0017"
SETTING = "current_setting('golden_thread.partnerships', true)"
SEES_EVERY = f"(SELECT {SETTING}) = '*'"
IS_THEIRS = f"= ANY ((SELECT string_to_array(nullif({SETTING}, '*'), ',')::bigint[])::bigint[])"
NAME_A_PARTNERSHIP = (
    "actions agencies alert_tests audit audit_heads briefings concern_cover concerns dispatches "
    "events jobs links orders people readings saved_audiences slips studies waves"
)
# by the table that they belong to: a column, and the tables that have it
BELONG_TO = {
    "waves": (
        "wave_id",
        "answer_checks answers invitations responses spent_tickets tallies texts",
    ),
    "dispatches": ("dispatch_id", "dispatch_texts visits"),
    "concerns": ("concern_id", "alert_steps concern_steps passed_over"),
    "events": ("event_id", "attendance event_actions"),
    "actions": ("action_id", "briefing_actions outcomes"),
    "outcomes": ("outcome_id", "evidence_items indicator_points plan_items"),
    "briefings": ("briefing_id", "acts briefing_copies briefing_versions discussions"),
    "people": ("person_id", "account_questions"),
}


def upgrade() -> None:
    """Put the lock on every table whose rows are of one partnership."""
    for name, condition in _conditions().items():
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        rows = f"USING ({condition}) WITH CHECK ({condition})"
        op.execute(f"CREATE POLICY of_partnership ON {name} {rows}")


def downgrade() -> None:
    """Take it off again."""
    for name in _conditions():
        op.execute(f"DROP POLICY of_partnership ON {name}")
        op.execute(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY")


def _conditions() -> dict[str, str]:
    """Return by table which rows are let through; SQLite has no row-level security."""
    if op.get_bind().dialect.name == "sqlite":
        return {}
    found = {"partnerships": f"{SEES_EVERY} OR id {IS_THEIRS}"}
    for name in NAME_A_PARTNERSHIP.split():
        found[name] = f"{SEES_EVERY} OR partnership_id {IS_THEIRS}"
    for parent, (column, tables) in BELONG_TO.items():
        for name in tables.split():
            its = f"SELECT FROM {parent} WHERE {parent}.id = {name}.{column}"
            found[name] = f"{SEES_EVERY} OR EXISTS ({its})"
    return found
