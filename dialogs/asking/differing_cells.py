"""Where two people typed a form on paper in another way: cell by cell, for both to look again.

The words that somebody wrote are not shown, only that they differ: they are on the paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dialogs.asking.print_link import find_link
from dialogs.turn import Turn
from storage.asking.paper_entries import PaperEntry
from storage.unit import Unit
from surveys.asking.answers import from_json
from surveys.asking.entry_sheet import head_of
from surveys.asking.instrument import Instrument
from surveys.asking.kinds.values import BeforeNow
from surveys.asking.texts import say

Pair = tuple[PaperEntry, PaperEntry]
HELP, NOTHING, OTHER_WORDS = "helped_by, helped_how", "nothing", "other words"


@dataclass(frozen=True, slots=True)
class DifferingCell:
    """A cell of one form, by its column: what each of two people typed."""

    number: str
    column: str
    first: tuple[str, str]  # name, and what was typed
    second: tuple[str, str]


@dataclass(frozen=True, slots=True)
class WaitingPapers:
    """The forms of a link that are not counted yet, by number: `once` with who typed them in.

    A form that two people typed alike at the same moment is there for both, until one of them
    brings it in once more.
    """

    printed: int
    once: tuple[tuple[str, str], ...]
    differing: tuple[DifferingCell, ...]


def waiting_papers(turn: Turn, wave_id: int) -> WaitingPapers:
    """Return what waits of a link; refuses `not-found`."""
    wave, link = find_link(turn, wave_id)
    entries = turn.unit.paper_entries.of_wave(wave.id)
    pairs = [(one, two) for one, two in combinations(entries, 2) if one.number == two.number]
    names = _names(turn.unit, entries)
    instrument = turn.unit.instruments.at(wave.instrument_version)
    cells = differing_cells(turn.unit, instrument, pairs)
    differ = {cell.number for cell in cells}
    once = ((one.number, names[one.entered_by]) for one in entries if one.number not in differ)
    return WaitingPapers(link.papers, tuple(once), cells)


def differing_cells(
    unit: Unit, instrument: Instrument, pairs: Sequence[Pair]
) -> tuple[DifferingCell, ...]:
    """Return every cell in which the two of each pair differ, in the order of the numbers."""
    names = _names(unit, [entry for pair in pairs for entry in pair])
    cells = (cell for pair in pairs for cell in _cells(instrument, names, pair))
    return tuple(sorted(cells, key=lambda cell: cell.number))


def _names(unit: Unit, entries: Sequence[PaperEntry]) -> dict[int, str]:
    people = unit.people.among({entry.entered_by for entry in entries})
    return {person.id: person.name for person in people}


def _cells(instrument: Instrument, names: dict[int, str], pair: Pair) -> Iterator[DifferingCell]:
    one, two = pair
    for question in one.differing(two):
        first, second = (
            (names[entry.entered_by], _typed(instrument, entry, question)) for entry in pair
        )
        yield DifferingCell(one.number, head_of(question) if question else HELP, first, second)


def _typed(instrument: Instrument, entry: PaperEntry, question: str) -> str:
    if not question:
        return ", ".join(filter(None, entry.helped)) or NOTHING
    if question not in entry.answers:
        return NOTHING
    if question in entry.marks:
        return OTHER_WORDS
    value = from_json(question, *entry.answers[question]).value
    if isinstance(value, BeforeNow):
        return f"{value.before}, {value.now}"
    words = {one.code: say(one.text) for one in instrument.question(question).choices}
    chosen = value if isinstance(value, tuple) else (str(value),)
    return "; ".join(words.get(code, code) for code in chosen)
