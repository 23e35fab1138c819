"""Forms on paper, typed in twice by two people: what both typed alike is an answer.

Every word is heard first, in a unit of its own, whatever is wrong with the sheet. What differs goes
back to both, and waits encrypted; nothing keeps the order of the rows.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from random import SystemRandom

from dialogs.asking.differing_cells import DifferingCell, differing_cells
from dialogs.asking.print_link import find_link
from dialogs.asking.read_papers import PaperRow, PaperSheet, read_papers
from dialogs.asking.record_answers import given_before, hear_all, keep_all
from dialogs.asking.response import Response
from dialogs.turn import PAPER, Turn
from storage.asking.answers import NewResponse
from storage.asking.intake import stored
from storage.asking.paper_entries import PaperEntry
from surveys.asking.identity import form_key, iso_week
from surveys.asking.instrument import Instrument
from surveys.asking.wave import PLANNED, Wave
from surveys.problems import Refusal
from surveys.records.sheet import ImportRefused, Sheet

TYPED_LATE = timedelta(days=7)  # after the link has closed, papers of its last day are typed in
NUMBER_SAYS = "Number on the paper"


@dataclass(frozen=True, slots=True)
class PapersEntered:
    """What a sheet came to, by the numbers of its forms.

    `first` wait for a second person, `counted` were typed alike by two, `before` had been counted.
    `differing` are cells in which two people differ.
    """

    first: tuple[str, ...]
    counted: tuple[str, ...]
    before: tuple[str, ...]
    differing: tuple[DifferingCell, ...]


@dataclass(frozen=True, slots=True)
class _Papers:
    """A sheet, and what it is of."""

    wave: Wave
    instrument: Instrument
    read: PaperSheet

    def response(self, turn: Turn, number: str) -> Response:
        secret = turn.unit.keyring.mark("paper", self.wave.id).encode()
        key = form_key(secret, number.encode())
        return Response(self.wave, self.instrument, key, None, PAPER)


def hear_papers(turn: Turn, wave_id: int, sheet: Sheet) -> None:
    """Hear every word of a sheet, right or wrong; the same sheet again raises nothing anew."""
    papers = _read(turn, wave_id, sheet)
    for row in papers.read.rows:
        _hear(turn, papers, row)


def enter_papers(turn: Turn, wave_id: int, sheet: Sheet) -> PapersEntered:
    """Keep a sheet as one person's look; all rows or none.

    Raises `ImportRefused` with everything that is wrong; refuses `papers-too-late`.
    """
    papers = _read(turn, wave_id, sheet)
    wave, person, unit = papers.wave, turn.person(), turn.unit
    if papers.read.problems:
        raise ImportRefused(papers.read.problems)
    if wave.state == PLANNED or (wave.closes_at and unit.now >= wave.closes_at + TYPED_LATE):
        raise Refusal("papers-too-late")
    theirs: dict[str, list[PaperEntry]] = defaultdict(list)
    for entry in unit.paper_entries.of_wave(wave.id):
        if entry.entered_by != person.id:
            theirs[entry.number].append(entry)
    came = _compared(turn, papers, theirs)
    forms, counted = len(papers.read.rows), len(came.counted)
    turn.record(person, "enter papers", f"wave:{wave.id} forms:{forms} counted:{counted}")
    return came


def _read(turn: Turn, wave_id: int, sheet: Sheet) -> _Papers:
    wave, link = find_link(turn, wave_id)
    instrument = turn.unit.instruments.at(wave.instrument_version)
    return _Papers(wave, instrument, read_papers(turn.unit, link, instrument, sheet))


def _compared(turn: Turn, papers: _Papers, theirs: dict[str, list[PaperEntry]]) -> PapersEntered:
    waiting: list[PaperEntry] = []
    counted: list[str] = []
    before: list[str] = []
    differing: list[tuple[PaperEntry, PaperEntry]] = []
    rows = list(papers.read.rows)
    SystemRandom().shuffle(rows)  # what is written for them is written in this order
    for row in rows:
        if given_before(turn.unit, papers.response(turn, row.number)):
            before.append(row.number)
            continue
        entry = _entry(turn, papers, row)
        others = theirs.get(row.number, [])
        agreed = next((other for other in others if not entry.differing(other)), None)
        if agreed:
            _count(turn, papers, row, entry, agreed)
            counted.append(row.number)
            continue
        waiting.append(entry)
        differing += [(other, entry) for other in others]
    turn.unit.paper_entries.put(papers.wave.id, waiting, turn.unit.now.date())
    turn.unit.paper_entries.remove(papers.wave.id, counted)
    looked_at = {entry.number for _, entry in differing}
    return PapersEntered(
        first=tuple(sorted({one.number for one in waiting} - looked_at)),
        counted=tuple(sorted(counted)),
        before=tuple(sorted(before)),
        differing=differing_cells(turn.unit, papers.instrument, differing),
    )


def _hear(turn: Turn, papers: _Papers, row: PaperRow) -> bool:
    """Hear a row; say whether a lead reads it, who is told the number on the paper."""
    number = row.number or f"line {row.line} {row.unread}"
    to = papers.response(turn, number)
    unread = (*row.unread, *([(NUMBER_SAYS, row.number)] if row.number else []))
    return hear_all(turn.unit, turn.installation, to, row.answers, unread=unread)


def _entry(turn: Turn, papers: _Papers, row: PaperRow) -> PaperEntry:
    """Return what is kept of a row; words that a lead reads are not."""
    heard, entries = _hear(turn, papers, row), turn.unit.paper_entries
    words = {one.question_id: one.text for one in row.answers.values() if one.text}
    kept = (replace(one, text=None) if heard else one for one in row.answers.values())
    return PaperEntry(
        number=row.number,
        entered_by=turn.person().id,
        answers={one.question_id: stored(one) for one in kept},
        marks={
            asked: entries.mark_of_words(papers.wave.id, row.number, asked, text)
            for asked, text in words.items()
        },
        heard=heard,
        helped=(row.assistance.by, row.assistance.how_as_text),
    )


def _count(
    turn: Turn, papers: _Papers, row: PaperRow, entry: PaperEntry, agreed: PaperEntry
) -> None:
    """Make an answer of a form that two people typed alike; every word of it was heard."""
    unit, wave = turn.unit, papers.wave
    heard = entry.heard or agreed.heard
    to = replace(papers.response(turn, row.number), heard=heard)
    by, how = entry.helped
    typed_by, checked_by = (
        unit.keyring.mark("entered by", wave.id, one.entered_by) for one in (agreed, entry)
    )
    week = iso_week(unit.now.date())
    new = NewResponse(wave.id, to.key, None, None, PAPER, None, week, finished=True)
    new = replace(new, assisted_by=by, assisted_how=how)
    to.answers(unit).begin(replace(new, entered_by=typed_by, checked_by=checked_by))
    keep_all(unit, turn.installation, to, row.answers)
