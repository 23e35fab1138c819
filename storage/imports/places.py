"""Partnerships and agencies by name: a new name creates one, and the report says so."""

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import insert, select

from storage import tables as t
from storage.imports.intake import Intake, folded, slug_of
from surveys.trust.training import plain_name


class KeptAgency(NamedTuple):
    """An agency as it is kept."""

    id: int
    name: str


class Places:
    """The partnerships and agencies that one file names."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._only = slug_of(intake.only) if intake.only else None
        self._partnerships: dict[str, int] = {}
        self._names: dict[int, tuple[str, str]] = {}  # slug, name
        self._agencies: dict[int, dict[str, KeptAgency]] = {}
        self._new_agencies: dict[int, list[str]] = defaultdict(list)
        for row in intake.connection.execute(select(t.partnerships)):
            self._add(row.id, row.slug, row.name)

    def _add(self, partnership_id: int, slug: str, name: str) -> None:
        self._names[partnership_id] = (slug, name)
        for key in (folded(name), folded(plain_name(name)), slug):
            self._partnerships[key] = partnership_id

    def name(self, partnership_id: int) -> str:
        """Return a partnership's name."""
        return self._names[partnership_id][1]

    def partnership(self, line: int, name: str) -> int | None:
        """Return the partnership of a row; None after refusing one other than `--partnership`."""
        found = self._partnerships.get(folded(name)) or self._partnerships.get(slug_of(name))
        slug = self._names[found][0] if found else slug_of(name)
        known_as = {slug, slug_of(plain_name(self._names[found][1]))} if found else {slug}
        if self._only is not None and self._only not in known_as:
            self._intake.refuse(
                line, "partnership", f"“{name}” is not “{self._intake.only}”, which was asked for"
            )
            return None
        return found or self._create(name, slug)

    def _create(self, name: str, slug: str) -> int:
        slug = slug or f"partnership-{len(self._names) + 1}"
        new = insert(t.partnerships).values(slug=slug, name=name).returning(t.partnerships.c.id)
        partnership_id = self._intake.connection.scalars(new).one()
        self._add(partnership_id, slug, name)
        self._intake.notes.append(f"New partnership: {name} ({slug}).")
        return partnership_id

    def agency(self, partnership_id: int, name: str) -> KeptAgency:
        """Return the agency of that name in a partnership, which is created if it is new."""
        known = self._agencies.get(partnership_id)
        if known is None:
            query = select(t.agencies.c.id, t.agencies.c.name)
            mine = query.where(t.agencies.c.partnership_id == partnership_id)
            rows = self._intake.connection.execute(mine)
            known = {folded(row.name): KeptAgency(row.id, row.name) for row in rows}
            self._agencies[partnership_id] = known
        if folded(name) not in known:
            row = insert(t.agencies).values(partnership_id=partnership_id, name=name)
            new = row.returning(t.agencies.c.id)
            known[folded(name)] = KeptAgency(self._intake.connection.scalars(new).one(), name)
            self._new_agencies[partnership_id].append(name)
        return known[folded(name)]

    def say_new_agencies(self) -> None:
        """Add a note for each partnership with new agencies."""
        for partnership_id, names in self._new_agencies.items():
            say_new(self._intake, "agency", "agencies", self.name(partnership_id), names)


def say_new(
    intake: Intake, one: str, several: str, partnership: str, names: list[str], most: int = 20
) -> None:
    """Note the names that are new, with a count if there are too many to list."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    listed = ", ".join(names[:most]) + more
    intake.notes.append(f"New {one if len(names) == 1 else several} in {partnership}: {listed}.")
