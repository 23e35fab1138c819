"""The keys of the figures in evidence, which stay the same from one release to the next.

A figure of a survey has the numbers of its waves in its key and no action, so that it is one figure
in every action that shares the event.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from surveys.impact.descriptions import Description
from surveys.impact.evidence import (
    Asked,
    Evidence,
    PairCounts,
    ReportedChange,
    Tally,
)
from surveys.impact.item_counts import ItemCounts
from surveys.impact.release.cells import CellKey

T = TypeVar("T")
Barrier = tuple[str, str, int]  # question, choice, people
AUDIENCE, DELIVERED = "audience", "delivered"
ACTS = ("read", "discussed", "intending", "attended")
ANSWERED, DESCRIBED = "answered", "described"


@dataclass(frozen=True, slots=True)
class CellKeys:
    """The key of every figure of some evidence, in the order in which the evidence has them."""

    evidence: Evidence
    waves_by_name: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        ids: dict[str, list[int]] = defaultdict(list)
        for wave in self.evidence.asked:
            ids[wave.wave] += [] if wave.wave_id is None else [wave.wave_id]
        named = {name: "+".join(map(str, sorted(set(known)))) for name, known in ids.items()}
        object.__setattr__(self, "waves_by_name", named)

    def tallies(self) -> list[CellKey]:
        """Return the keys of the counts of sources; rows that are added up have one in common."""
        imported = iter(
            _told_apart([t for t in self.evidence.tallies if t.wave_id is None], self._imported)
        )
        return [
            next(imported) if tally.wave_id is None else self.of_survey(tally)
            for tally in self.evidence.tallies
        ]

    def pairs(self) -> list[CellKey]:
        """Return the keys of paired items."""
        return _told_apart(self.evidence.pairs, lambda pair: self._item(pair, "pairs"))

    def reported(self) -> list[CellKey]:
        """Return the keys of counts of reported change."""
        return _told_apart(
            self.evidence.reported_changes, lambda change: self._item(change, "reported")
        )

    def items(self) -> list[CellKey]:
        """Return the keys of how each question of a wave was answered."""
        return _told_apart(self.evidence.items, self._question)

    def barriers(self) -> list[CellKey]:
        """Return the keys of barriers."""
        return _told_apart(self.evidence.barriers, self._barrier)

    def descriptions(self) -> list[CellKey]:
        """Return the keys of how many answered each question that is not scored."""
        return _told_apart(self.evidence.descriptions, self._described)

    def asked(self) -> list[CellKey]:
        """Return the keys of how many answered in each wave."""
        return _told_apart(self.evidence.asked, self._wave)

    def reach(self, part: str, dimension: str = "") -> CellKey:
        """Return the key of a figure of the reach."""
        level = AUDIENCE if dimension or part == AUDIENCE else part
        own = part if dimension else ""
        return CellKey(self.evidence.ref, level=level, dimension=dimension, part=own)

    def all_of_name(self, wave: Asked) -> CellKey:
        """Return the key of how many answered in all waves of one name and voice."""
        return self._of_survey(wave.wave, level=ANSWERED, source=wave.voice, part="all")

    def of_survey(self, tally: Tally, wave_id: int | None = None) -> CellKey:
        """Return the key of the counts of a survey: of one of its waves, or of all of its name."""
        mine = _rows_with(tally, self.evidence.tallies)
        ids = sorted({row.wave_id or 0 for row in mine}) if wave_id is None else [wave_id]
        place = (tally.outcome_ref or "", tally.level, tally.source)
        return CellKey("", *place, wave="+".join(map(str, ids)))

    def _imported(self, tally: Tally) -> CellKey:
        place = (tally.outcome_ref or "", tally.level, tally.source)
        wave = f"{tally.wave or ''} {tally.opened_on}".strip()
        return CellKey(self.evidence.ref, *place, wave=wave, part=tally.agency or "")

    def _item(self, item: PairCounts | ReportedChange, kind: str) -> CellKey:
        return self._of_survey(
            item.item,
            outcome=item.outcome_ref or "",
            level=item.level,
            source=item.source,
            dimension=kind,
            part=item.item,
        )

    def _question(self, item: ItemCounts) -> CellKey:
        place = (item.outcome_ref or "", item.level, item.source)
        if item.wave_id is None:
            return CellKey(self.evidence.ref, *place, item.wave, "item", item.item)
        return CellKey("", *place, str(item.wave_id), "item", item.item)

    def _barrier(self, barrier: Barrier) -> CellKey:
        question, choice, _ = barrier
        return self._of_survey(question, level="barrier", source=question, part=choice)

    def _described(self, one: Description) -> CellKey:
        action = self.evidence.ref if one.wave_id is None else ""
        wave = one.wave if one.wave_id is None else str(one.wave_id)
        return CellKey(action, level=DESCRIBED, source=one.source, wave=wave, part=one.question)

    def _wave(self, wave: Asked) -> CellKey:
        ids = wave.wave if wave.wave_id is None else str(wave.wave_id)
        action = self.evidence.ref if wave.wave_id is None else ""
        return CellKey(action, level=ANSWERED, source=wave.voice, wave=ids)

    def _of_survey(self, words: str, **parts: str) -> CellKey:
        """Return the key of a figure of the waves whose name ends the words, in any action."""
        known = self.waves_by_name.items()
        ids = next((i for name, i in known if i and words.removesuffix(")").endswith(name)), "")
        return CellKey("" if ids else self.evidence.ref, wave=ids, **parts)


def reached_of(total: CellKey, agency: str = "") -> CellKey:
    """Return the key of how many a message of a wave reached, in all or of an agency."""
    return row_of(total, "reached", agency)


def row_of(total: CellKey, dimension: str, part: str) -> CellKey:
    """Return the key of a row of a wave's breakdown."""
    return CellKey(total.action, "", total.level, total.source, total.wave, dimension, part)


def part_of(total: CellKey, answer: str) -> CellKey:
    """Return the key of one answer to a question that is not scored."""
    return row_of(total, total.part, answer)


def _rows_with(tally: Tally, rows: Sequence[Tally]) -> list[Tally]:
    """Return the rows of waves of one name that are added up with a row."""

    def what(one: Tally) -> tuple[object, ...]:
        return one.outcome_ref, one.level, one.source, one.wave

    return [row for row in rows if row.wave_id is not None and what(row) == what(tally)]


def _told_apart(items: Sequence[T], key_of: Callable[[T], CellKey]) -> list[CellKey]:
    """Return a key for each item; a second one of a key is numbered."""
    seen: Counter[CellKey] = Counter()
    keys: list[CellKey] = []
    for key in map(key_of, items):
        seen[key] += 1
        keys.append(key if seen[key] == 1 else _numbered(key, seen[key]))
    return keys


def _numbered(key: CellKey, number: int) -> CellKey:
    part = f"{key.part} ({number})".strip()
    return CellKey(key.action, key.outcome, key.level, key.source, key.wave, key.dimension, part)
