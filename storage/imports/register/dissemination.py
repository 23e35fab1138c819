"""Import what was told by newsletter, page and the like: one row for each item and agency.

An item's rows agree on what it is and on the actions it tells of, and its agencies never come to
more than the whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from storage import tables as t
from storage.imports.changes import keep_changes
from storage.imports.intake import ImportCounts, Intake, given, written
from storage.imports.links import relink
from storage.imports.merge import Given, Key, Merged, merge
from storage.imports.places import Places
from storage.imports.refs import Refs
from storage.imports.register.contradictions import refuse_contradictions
from storage.imports.register.nested import KeptHeads, keep_heads
from storage.imports.register.repeated_heads import PlacedRow, RepeatedHead, placed
from surveys.impact.changes import ChangedThing
from surveys.impact.dissemination import ContactKind
from surveys.impact.kinds import AtSource
from surveys.records.dissemination_row import YES, DisseminationRow
from surveys.records.heads import Heads
from surveys.records.reading import Numbered, repeated

HEAD = ("partnership_id", "kind", "item", "period_start")
COUNT = ("dissemination_id", "agency")
ITEM = RepeatedHead("an item", HEAD[1:], ("action_refs", "period_end", "each_once", "figures_from"))
Rows = Sequence[PlacedRow[DisseminationRow]]


def write_dissemination(
    intake: Intake, records: Sequence[Numbered[DisseminationRow]]
) -> ImportCounts:
    """Save what was counted of each item, in all or of an agency; a corrected row replaces."""
    places = Places(intake)
    rows = placed(places, records)
    heads = ITEM.of(intake, rows)
    intake.problems += repeated(records, _counted, "agency", "this item, day and agency")
    actions = _actions(intake, rows)
    intake.check()
    whose = {one.line: _agency(places, one) for one in rows}
    places.say_new_agencies()
    items = keep_heads(intake.connection, t.disseminations, HEAD, _heads(heads))
    counts = {
        one.line: {COUNT[0]: items.ids[_item(one)], COUNT[1]: whose[one.line], **_figures(one.row)}
        for one in rows
    }
    merged = merge(intake.connection, t.dissemination_counts, COUNT, COUNT[0], [*counts.values()])
    links = {items.ids[key]: found for key, found in actions.items()}
    relinked = relink(intake.connection, t.dissemination_actions, COUNT[0], links)
    _keep_corrections(intake, items, merged, links)
    refuse_contradictions(intake, {line: _key(row) for line, row in counts.items()})
    also = frozenset(
        _key(counts[one.line])
        for one in rows
        if items.differs(_item(one)) or items.ids[_item(one)] in relinked
    )
    partnerships = {one.partnership_id for one in rows}
    return written(map(_key, counts.values()), merged, partnerships, also)


def _counted(row: DisseminationRow) -> tuple[object, ...]:
    agency = row.agency.casefold()
    return row.partnership.casefold(), row.kind, row.item, row.period_start, agency


def _item(one: PlacedRow[DisseminationRow]) -> Key:
    return one.key(*HEAD[1:])


def _key(row: Given) -> Key:
    return tuple(row[name] for name in COUNT)


def _agency(places: Places, one: PlacedRow[DisseminationRow]) -> str:
    return places.agency(one.partnership_id, one.row.agency).name if one.row.agency else ""


def _actions(intake: Intake, rows: Rows) -> dict[Key, frozenset[int]]:
    """Return the ids of the actions that each item tells of; refuse those that do not exist."""
    refs = Refs(intake, t.actions, "action", {ref for one in rows for ref in one.row.action_refs})
    found: dict[Key, frozenset[int]] = {}
    for one in rows:
        ids = [
            refs.within(one.line, "action_refs", one.partnership_id, ref)
            for ref in one.row.action_refs
        ]
        found[_item(one)] = frozenset(number for number in ids if number is not None)
    return found


def _heads(heads: Heads) -> list[dict[str, Any]]:
    return [dict(zip(HEAD, key, strict=True)) | _columns(head) for key, head in heads.items()]


def _columns(head: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in head.items() if name != "action_refs"}
    return kept | ({"each_once": kept["each_once"] == YES} if "each_once" in kept else {})


def _figures(row: DisseminationRow) -> dict[str, Any]:
    """Return the counts that the file has columns for, each as a number or as a symbol."""
    columns = given(row)
    found: dict[str, Any] = {}
    for what in ContactKind:
        if what in columns:
            figure = columns[what]
            is_symbol = isinstance(figure, AtSource)
            found[what] = None if figure is None or is_symbol else int(figure)
            found[f"{what}_withheld"] = figure.value if is_symbol else None
    return found


def _keep_corrections(
    intake: Intake, items: KeptHeads, counts: Merged, actions: Mapping[int, frozenset[int]]
) -> None:
    """Keep both values of what changed, for each of the actions that the item tells of."""
    keys = {number: key for key, number in items.ids.items()}
    pairs = [
        *(
            (items.ids[tuple(now[name] for name in HEAD)], was, now)
            for was, now in items.merged.replaced
        ),
        *((now[COUNT[0]], was, now) for was, now in counts.replaced),
    ]
    for action in sorted({one for found in actions.values() for one in found}):
        mine = tuple(
            ({"agency": "", **was}, {"agency": "", **now, "of": keys[number]})
            for number, was, now in pairs
            if action in actions[number]
        )
        replaced = replace(counts, replaced=mine)
        keep_changes(
            intake, ChangedThing.DISSEMINATION, replaced, lambda row, of=action: (of, _which(row))
        )


def _which(row: Given) -> tuple[str, ...]:
    _, kind, item, since = row["of"]
    return kind, item, since.isoformat(), row["agency"]
