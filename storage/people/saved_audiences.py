"""Audience rules that a partnership has saved under a name, and what still uses them."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select

from storage import tables as t
from storage.database.query_types import AnySelect
from storage.database.upsert import put
from surveys.asking.wave import PLANNED
from surveys.sending.audience import Rule, parse_rule
from surveys.sending.saved_audience import written_out

_S = t.saved_audiences.c


class SavedAudiences:
    """The saved audiences of every partnership; every query names the partnership."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, partnership_id: int) -> Mapping[str, str]:
        """Return every saved rule by its name, in the order of the names."""
        query = select(_S.name, _S.rule).where(_S.partnership_id == partnership_id)
        return {row.name: row.rule for row in self._connection.execute(query.order_by(_S.name))}

    def rule(self, partnership_id: int, name: str) -> str | None:
        """Return a saved rule as it was typed."""
        return self._connection.scalar(
            select(_S.rule).where(_S.partnership_id == partnership_id, _S.name == name)
        )

    def written_out(self, partnership_id: int, rule_text: str) -> Rule:
        """Return a rule with the saved rules in it expanded; refuses audience-unreadable."""
        return written_out(parse_rule(rule_text), self.all(partnership_id))

    def keep(self, partnership_id: int, name: str, rule: str) -> None:
        """Save a rule under a name, or replace the one there."""
        row = {"partnership_id": partnership_id, "name": name, "rule": rule}
        put(self._connection, t.saved_audiences, ["partnership_id", "name"], [row])

    def remove(self, partnership_id: int, name: str) -> bool:
        """Delete a saved rule; return whether there was one."""
        mine = (_S.partnership_id == partnership_id, _S.name == name)
        return self._connection.execute(delete(t.saved_audiences).where(*mine)).rowcount > 0

    def still_to_go_out(self, partnership_id: int) -> list[tuple[str, str]]:
        """Return (name for people, rule) of what will look up its audience later."""
        waves, jobs = t.waves.c, t.jobs.c
        planned = select(waves.label, waves.rule).where(
            waves.partnership_id == partnership_id, waves.state == PLANNED, waves.rule.contains("@")
        )
        recurring = select(jobs.subject, jobs.rule).where(
            jobs.partnership_id == partnership_id,
            jobs.next_at.is_not(None),
            jobs.rule.contains("@"),
        )
        return [*self._pairs(planned), *self._pairs(recurring)]

    def _pairs(self, query: AnySelect) -> list[tuple[str, str]]:
        return [(name, rule) for name, rule in self._connection.execute(query)]
