"""Forms on paper for a public link: each number is given out once."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from dialogs.asking.print_link import PrintLink, find_link, print_link
from dialogs.turn import Turn
from storage.unit import Unit
from surveys.asking.handout import PrintedLink
from surveys.asking.instrument import Instrument
from surveys.asking.paper_number import paper_number

MOST_COPIES = 500


class PrintPaper(PrintLink):
    """Print so many new forms on paper for the link to a wave."""

    copies: int = Field(ge=1, le=MOST_COPIES)


@dataclass(frozen=True, slots=True)
class NewPapers:
    """Forms about to be printed, and their numbers."""

    link: PrintedLink
    numbers: tuple[str, ...]


def print_paper(turn: Turn, command: PrintPaper) -> NewPapers:
    """Give out the numbers of new forms; refuses as `print_link` does."""
    link = print_link(turn, command)
    counts = turn.unit.public_links.print_papers(command.wave, command.copies)
    return NewPapers(link, numbers_of(turn.unit, command.wave, counts))


def printed_papers(turn: Turn, command: PrintLink) -> tuple[Instrument, tuple[str, ...]]:
    """Return the questionnaire of a link and the numbers of all its forms on paper so far."""
    wave, link = find_link(turn, command.wave)
    instrument = turn.unit.instruments.at(wave.instrument_version)
    return instrument, numbers_of(turn.unit, wave.id, range(1, link.papers + 1))


def numbers_of(unit: Unit, wave_id: int, counts: Sequence[int]) -> tuple[str, ...]:
    """Return the numbers as they are printed."""
    links = unit.public_links
    return tuple(paper_number(count, links.paper_letters(wave_id, count)) for count in counts)
