"""Import a roster by Entra id or e-mail within a partnership; a second import updates it.

An id that we know with another e-mail address renames its person, who keeps their history.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import and_, select

from storage import tables as t
from storage.imports.accounts import RosterComparison, bind_known, name_tenants
from storage.imports.intake import ImportCounts, Intake, given, written
from storage.imports.merge import MOST_AT_ONCE, Key, merge, read_in_batches
from storage.imports.places import Places, say_new
from storage.people.newly_reachable import NewlyReachable
from surveys.people import Role
from surveys.records.reading import Numbered, repeated
from surveys.records.rows import PersonRow

_KEYS = ("partnership_id", "email")


def write_people(intake: Intake, records: Sequence[Numbered[PersonRow]]) -> ImportCounts:
    """Create or update people; a blank Entra id leaves the one that was learned."""
    places = Places(intake)
    rows: list[dict[str, Any]] = []
    of_line: dict[int, int] = {}
    for record in records:
        partnership_id = places.partnership(record.line, record.row.partnership)
        if partnership_id is not None:
            of_line[record.line] = partnership_id
            rows.append(_row(record.row, partnership_id, places))
    mine = [record for record in records if record.line in of_line]
    _refuse_repeats(intake, mine, places)
    name_tenants(intake, mine, rows)
    roster = RosterComparison(intake, of_line.values())
    roster.compare([record.line for record in mine], rows)
    intake.check()
    roster.rename()
    places.say_new_agencies()
    _say_new_teams(intake, rows, places)
    merged = merge(intake.connection, t.people, _KEYS, "partnership_id", rows, kept="aad_object_id")
    bind_known(intake, of_line.values())
    _note_reachable(intake, rows)
    keys = [(row["partnership_id"], row["email"]) for row in rows]
    counts = written(keys, merged, of_line.values(), roster.renamed)
    differing = (merged.changed | roster.renamed) - merged.created
    return replace(
        counts,
        new=tuple(sorted(email for _, email in merged.created)),
        differing=tuple(sorted(email for _, email in differing)),
        not_named=_not_named(intake, frozenset(keys), of_line.values()),
    )


def _not_named(
    intake: Intake, named: frozenset[Key], partnerships: Iterable[int]
) -> tuple[int, ...]:
    query = select(t.people.c.id, t.people.c.partnership_id, t.people.c.email)
    here = query.where(t.people.c.left_at.is_(None))
    rows = read_in_batches(intake.connection, here, t.people.c.partnership_id, partnerships)
    return tuple(row["id"] for row in rows if (row["partnership_id"], row["email"]) not in named)


def _note_reachable(intake: Intake, rows: Sequence[dict[str, Any]]) -> None:
    """Note everyone who has missed something for want of the Entra id that the file has."""
    missed = (
        select(t.deliveries.c.dispatch_id)
        .where(t.deliveries.c.person_id == t.people.c.id, t.deliveries.c.reason == "no_address")
        .exists()
    )
    given_ids = [row["aad_object_id"] for row in rows if row.get("aad_object_id")]
    for start in range(0, len(given_ids), MOST_AT_ONCE):
        named = t.people.c.aad_object_id.in_(given_ids[start : start + MOST_AT_ONCE])
        NewlyReachable(intake.connection).note(and_(named, missed))


def _row(person: PersonRow, partnership_id: int, places: Places) -> dict[str, Any]:
    roles = "".join(f"{role};" for role in Role if role in person.roles)
    return {
        **given(person, "partnership", "agency", "roles", "tenant"),
        "partnership_id": partnership_id,
        "agency_id": places.agency(partnership_id, person.agency).id,
        "roles": f";{roles}",
    }


def _refuse_repeats(intake: Intake, records: Sequence[Numbered[PersonRow]], places: Places) -> None:
    def partnership(row: PersonRow) -> int | None:
        return places.partnership(0, row.partnership)

    intake.problems += repeated(
        records, lambda row: (partnership(row), row.email), "email", "this e-mail address"
    )
    with_id = [record for record in records if record.row.aad_object_id]
    intake.problems += repeated(
        with_id, lambda row: (partnership(row), row.aad_object_id), "aad_object_id", "this Entra id"
    )


def _say_new_teams(intake: Intake, rows: Sequence[dict[str, Any]], places: Places) -> None:
    named: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        if row.get("team"):
            named[row["partnership_id"]].add(row["team"])
    query = select(t.people.c.partnership_id, t.people.c.team).distinct()
    for row in read_in_batches(intake.connection, query, t.people.c.partnership_id, named):
        named[row["partnership_id"]].discard(row["team"])
    for partnership_id, teams in named.items():
        if teams:
            say_new(intake, "team", "teams", places.name(partnership_id), sorted(teams))
