"""The values that a rule can name: agencies, roles, job titles, teams, events and people.

A value is compared as people write it (`surveys.typed`), so a rule finds “St Mary’s” however its
apostrophe was typed; one that does not exist is refused with the nearest that does.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import BindParameter, Connection, bindparam, select

from storage import tables as t
from storage.database.query_types import AnySelect
from surveys.people import Role
from surveys.problems import Refusal
from surveys.sending.audience import KEYS, Rule, terms_of
from surveys.typed import as_name, did_you_mean

_PLACE: BindParameter[int] = bindparam("partnership")
_P = t.people.c
_QUERIES: Mapping[str, AnySelect] = {
    "agency": select(t.agencies.c.name).where(t.agencies.c.partnership_id == _PLACE),
    "job_title": select(_P.job_title).where(_P.partnership_id == _PLACE).distinct(),
    "team": select(_P.team).where(_P.partnership_id == _PLACE).distinct(),
    "attended": select(t.events.c.ref).where(t.events.c.partnership_id == _PLACE),
    "email": select(_P.email).where(_P.partnership_id == _PLACE),
}


class AudienceValues:
    """The values of one partnership; those of a key are read once, when a rule names it."""

    def __init__(self, connection: Connection, partnership_id: int) -> None:
        self._connection = connection
        self._place = partnership_id
        self._kept: dict[str, dict[str, list[str]]] = {}

    def spellings(self, key: str, value: str) -> list[str]:
        """Return the kept values that a typed one names; none where it does not exist."""
        if key != "email":
            return self._by_name(key).get(as_name(value), [])
        exact = _QUERIES[key].where(_P.email == value.lower())  # not everyone's, to find one
        return [*self._connection.scalars(exact, {"partnership": self._place})]

    def refuse_unknown(self, rule: Rule) -> None:
        """Refuse a rule, written out, with a value that does not exist."""
        for term in terms_of(rule):
            if not self.spellings(term.key, term.value):
                known = (one for same in self._by_name(term.key).values() for one in same)
                nearest = did_you_mean(term.value, known, may_list=term.key != "email")
                facts = {"kind": KEYS[term.key], "value": term.value, "nearest": nearest}
                raise Refusal("audience-value-unknown", **facts)

    def _by_name(self, key: str) -> dict[str, list[str]]:
        """Return the kept values of a key, by the name as it is compared."""
        if key not in self._kept:
            by_name = self._kept[key] = {}
            for value in filter(None, self._read(key)):
                by_name.setdefault(as_name(value), []).append(value)
        return self._kept[key]

    def _read(self, key: str) -> Iterable[str]:
        if key == "role":
            return [role.value for role in Role]
        return self._connection.scalars(_QUERIES[key], {"partnership": self._place})
