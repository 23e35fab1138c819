"""What is printed for a link and given out: every sentence of a poster, a card or a letter.

The minutes are those that the form itself tells, and the code is for people without a camera.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from surveys.asking.instrument import Instrument, say
from surveys.asking.length import told_minutes
from surveys.asking.notices import LocalHelp, gist, help_lines, not_read_notice, notice
from surveys.asking.texts import ENGLISH
from surveys.london import day_in_words
from surveys.problems import Refusal


class HandoutSize(StrEnum):
    """On what a link is printed; cards are eight to a sheet of A4, to be cut."""

    A3 = "a3"
    A4 = "a4"
    A5 = "a5"
    CARDS = "cards"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class PrintedLink:
    """A link and what is known of it; `typed_at` is the page where `code` is typed."""

    address: str
    typed_at: str
    code: str
    partnership: str
    place: str  # the label and the setting, as the lead typed them; may be empty
    last_day: date | None
    instrument: Instrument


@dataclass(frozen=True, slots=True)
class Handout:
    """All words in one language; `facts` are for whom, how long and until when."""

    language: str
    title: str
    partnership: str
    place: str
    asks: str
    facts: tuple[str, ...]
    gist: tuple[str, ...]
    why: str
    scan: str
    type_it: str
    code: str
    address: str
    square_says: str
    on_paper: str
    help_heading: str
    not_read: str
    in_short: str  # the same as `not_read`, in one line
    help_lines: tuple[tuple[str, str], ...]  # number, and who answers it


def handout(link: PrintedLink, local: LocalHelp | None, language: str = ENGLISH) -> Handout:
    """Return the words for a link; refuses a language that its questionnaire does not have."""
    asked = link.instrument
    facts = facts_of(link, language)
    skip, in_short, kept = gist(asked, language)
    return Handout(
        language=language,
        title=say(asked.title, language),
        partnership=link.partnership,
        place=link.place,
        asks=notice(f"print-asks.{asked.reader}", language),
        facts=facts,
        gist=(skip, kept),
        why=notice("print-why", language),
        scan=notice("print-scan", language),
        type_it=notice("print-type", language).format(place=_without_scheme(link.typed_at)),
        code=link.code,
        address=link.address,
        square_says=notice("print-square", language),
        on_paper=notice("print-on-paper", language),
        help_heading=notice("print-help", language),
        not_read=not_read_notice(asked.reader, language),
        in_short=in_short,
        help_lines=tuple(
            (line.number, line.name) for line in help_lines(asked.reader, local, language)
        ),
    )


def facts_of(link: PrintedLink, language: str) -> tuple[str, ...]:
    """Return for whom a link is, how long it takes and until when; refuses as `handout` does."""
    known = link.instrument.languages
    if language not in known:
        about = {"instrument": link.instrument.code, "language": language}
        raise Refusal("language-missing", **about, known=", ".join(known))
    minutes = told_minutes(link.instrument)
    takes = notice("print-takes-one" if minutes == 1 else "print-takes", language)
    audience = say(link.instrument.audience, language)
    facts = (
        notice("print-for", language).format(audience=audience),
        takes.format(minutes=minutes),
    )
    if link.last_day is None:
        return facts
    until = notice("print-until", language).format(day=_day(link.last_day, language))
    return (*facts, until)


def _day(day: date, language: str) -> str:
    """Return a day in words; in figures where we have no names of months."""
    return day_in_words(day) if language == ENGLISH else f"{day:%d/%m/%Y}"


def _without_scheme(address: str) -> str:
    """Return an address as people type it; one without encryption is typed whole."""
    return address.removeprefix("https://")
