"""What a roster file says of people whom we know: another e-mail, another Entra id, other roles.

An Entra id that we know goes before the e-mail address, so that a changed address makes no second
person. A changed id takes its account from a person; the new one is bound when it first writes.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select, update

from storage import tables as t
from storage.imports.intake import Intake
from storage.imports.merge import Given, Key, read_in_batches
from storage.people.newly_reachable import NewlyReachable
from surveys.records.reading import Numbered
from surveys.records.rows import PersonRow

_P = t.people.c


def name_tenants(
    intake: Intake, records: Sequence[Numbered[PersonRow]], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Store the tenant that the file names for each agency; refuse two for the same one."""
    named: dict[int, str] = {}
    for record, row in zip(records, rows, strict=True):
        tenant, agency = record.row.tenant, row["agency_id"]
        if tenant and named.setdefault(agency, tenant) != tenant:
            intake.refuse(
                record.line, "tenant", f"{record.row.agency} has another tenant further up"
            )
    for agency, tenant in named.items():
        other = t.agencies.c.tenant_id.is_distinct_from(tenant)
        intake.connection.execute(
            update(t.agencies).where(t.agencies.c.id == agency, other).values(tenant_id=tenant)
        )


class RosterComparison:
    """The people of some partnerships as they were, and what a file changes about them."""

    def __init__(self, intake: Intake, partnerships: Iterable[int]) -> None:
        self._intake = intake
        columns = (_P.id, _P.partnership_id, _P.email, _P.aad_object_id, _P.roles, _P.left_at)
        found = list(
            read_in_batches(intake.connection, select(*columns), _P.partnership_id, partnerships)
        )
        self._by_email = {(row["partnership_id"], row["email"]): row for row in found}
        self._by_id = {(row["partnership_id"], row["aad_object_id"]): row for row in found}
        self._renamed: dict[int, str] = {}
        self._other_id: list[int] = []

    def compare(self, lines: Sequence[int], rows: Sequence[Given]) -> None:
        """Find who has another e-mail, id or roles; refuse an id of one with the e-mail of two."""
        for row in rows:
            known = self._with_id(row)
            if known and known["email"] != row["email"]:
                self._renamed[known["id"]] = row["email"]
        for line, row in zip(lines, rows, strict=True):
            known = self._with_id(row)
            same_email = self._by_email.get((row["partnership_id"], row["email"]))
            if known and same_email and same_email["id"] not in {known["id"], *self._renamed}:
                why = f"this is the Entra id of {known['email']}, who is on the roster too"
                self._intake.refuse(line, "aad_object_id", why)
            elif known:
                self._compare(known, row)
            elif same_email and same_email["id"] not in self._renamed:
                self._compare(same_email, row)

    def _with_id(self, row: Given) -> Given | None:
        entra_id = row.get("aad_object_id")
        return self._by_id.get((row["partnership_id"], entra_id)) if entra_id else None

    def _compare(self, known: Given, row: Given) -> None:
        entra_id = row.get("aad_object_id")
        if entra_id and known["aad_object_id"] not in {None, entra_id}:
            self._other_id.append(known["id"])
            self._intake.notes.append(
                f"{row['email']} has another Entra id. The account with the old one no longer "
                "works."
            )
            self._record(known, "change account id", f"person:{known['id']}")
        if known["roles"] != row["roles"]:
            roles = row["roles"].strip(";")
            self._record(known, "change roles", f"person:{known['id']}:{roles}")
        if known["left_at"] is not None:
            self._intake.notes.append(
                f"{row['email']} has left. To bring them back, use `person return`."
            )

    def _record(self, known: Given, act: str, subject: str) -> None:
        self._intake.events.append((known["partnership_id"], act, subject))

    @property
    def renamed(self) -> frozenset[Key]:
        """Return partnership and new e-mail of everyone who has another one now."""
        people = self._by_email.values()
        return frozenset(
            (one["partnership_id"], self._renamed[one["id"]])
            for one in people
            if one["id"] in self._renamed
        )

    def rename(self) -> None:
        """Give people their new addresses, in two steps: two may have swapped theirs."""
        run = self._intake.connection.execute
        freed = update(t.people).where(_P.id.in_(self._other_id))
        run(freed.values(aad_object_id=None, tenant_id=None))
        by_id = update(t.people).where(_P.id == bindparam("person"))
        steps = (
            [{"person": person, "to": f"renaming:{person}"} for person in self._renamed],
            [{"person": person, "to": email} for person, email in self._renamed.items()],
        )
        for step in steps if self._renamed else ():
            run(by_id.values(email=bindparam("to")), step)
        for known in self._by_email.values():
            if known["id"] in self._renamed:
                self._record(known, "rename", f"person:{known['id']}")
                self._intake.notes.append(f"{known['email']} is now {self._renamed[known['id']]}.")


def bind_known(intake: Intake, partnerships: Iterable[int]) -> None:
    """Bind new people whom we know in another partnership, by e-mail, to the same account.

    Not where the roster names another tenant, and not where two accounts have had that address.
    """
    other, taken = t.people.alias("other"), t.people.alias("taken")
    has_it = select(taken.c.id).where(
        taken.c.partnership_id == _P.partnership_id, taken.c.aad_object_id == other.c.aad_object_id
    )
    query = (
        select(_P.id, _P.partnership_id, other.c.tenant_id, other.c.aad_object_id)
        .join(t.agencies, t.agencies.c.id == _P.agency_id)
        .join(other, other.c.email == _P.email)
        .where(
            _P.aad_object_id.is_(None),
            other.c.tenant_id.is_not(None),
            other.c.left_at.is_(None),
            t.agencies.c.tenant_id.is_(None) | (t.agencies.c.tenant_id == other.c.tenant_id),
            ~has_it.exists(),
        )
        .distinct()
    )
    accounts: dict[int, list[Given]] = {}
    for row in read_in_batches(intake.connection, query, _P.partnership_id, partnerships):
        accounts.setdefault(row["id"], []).append(row)
    for person, found in accounts.items():
        if len(found) != 1:
            continue
        account = {name: found[0][name] for name in ("tenant_id", "aad_object_id")}
        intake.connection.execute(update(t.people).where(_P.id == person).values(**account))
        NewlyReachable(intake.connection).note(_P.id == person)
        subject = ":".join((f"person:{person}", *account.values()))
        intake.events.append((found[0]["partnership_id"], "bind account", subject))
