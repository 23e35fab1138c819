"""A summary or a yearly pack drawn as a file in any format, and handouts for feedback links.

It draws a value that it is given and knows no doors and no storage; the same value gives the same
bytes. The drawing libraries take a second or more to load, so a format's module is loaded when the
format is first used, never when this package is imported.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from types import MappingProxyType

from surveys.asking.handout import Handout, HandoutSize
from surveys.asking.instrument import Instrument
from surveys.asking.paper_form import PaperForm
from surveys.impact.summary.structure import Summary
from surveys.impact.yearly.structure import YearlyPack
from surveys.impact.you_said import SaidAndDone
from surveys.problems import Refusal
from surveys.sending.app_package import AppIcons
from surveys.sending.desk_letter import DeskLetter
from surveys.sending.launch_kit import LaunchKit, LaunchPaper
from surveys.trust.papers import PaperFacts, WrittenPaper
from surveys.trust.person_file import PersonFile

__all__ = [
    "MEDIA_TYPES",
    "WRITERS",
    "Writer",
    "app_icons",
    "desk_letters",
    "entry_sheet",
    "file_name",
    "handout",
    "launch_paper",
    "office_paper",
    "paper",
    "preview",
    "write",
    "write_pack",
    "write_person_file",
    "write_xlsform",
    "you_said_poster",
]

Writer = Callable[[Summary], bytes]


def _on_first_use(module: str, extra: str | None = None) -> Writer:
    """Return a writer that loads its module when it is first called; `extra` may be missing."""

    def draw(summary: Summary) -> bytes:
        try:
            writer = import_module(module)
        except ModuleNotFoundError as error:
            if error.name != extra:
                raise
            raise Refusal("format-missing", name=extra) from None
        drawn: bytes = writer.write(summary)
        return drawn

    return draw


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        "json": _on_first_use("bot.documents.json_file"),
        "csv": _on_first_use("bot.documents.csv_file"),
        "xlsx": _on_first_use("bot.documents.xlsx_file"),
        "docx": _on_first_use("bot.documents.docx_file"),
        "pdf": _on_first_use("bot.documents.pdf_file"),
        "parquet": _on_first_use("bot.documents.parquet_file", extra="pyarrow"),
    }
)

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "json": "application/json",
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pdf": "application/pdf",
        "parquet": "application/vnd.apache.parquet",
    }
)


def write(summary: Summary, fmt: str) -> bytes:
    """Return the summary in a format of `WRITERS`; the same summary gives the same bytes.

    Raises KeyError for any other format, and Refusal if the packages of a format are missing.
    """
    return WRITERS[fmt](summary)


def write_pack(pack: YearlyPack, page: str, fmt: str) -> bytes:
    """Return a yearly pack (`pack`), or its page `board` or `families`, as pdf, docx or json.

    The same pack gives the same bytes. Raises KeyError for any other page or format.
    """
    pack_file = import_module("bot.documents.pack_file")
    drawn: bytes = pack_file.write(pack, page, fmt)
    return drawn


def you_said_poster(partnership: str, lines: Sequence[SaidAndDone], on: date) -> bytes:
    """Return an A4 poster (PDF/UA-1) with what people asked for and what was done, as at a day."""
    drawn: bytes = import_module("bot.documents.you_said_file").draw(partnership, lines, on)
    return drawn


def file_name(summary: Summary, fmt: str) -> str:
    """Return a file name of plain characters, such as `impact-north-a1-2026-03-31.pdf`."""
    name = f"impact-{summary.partnership.slug}-{summary.action.ref}-{summary.as_at.isoformat()}"
    return f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}.{fmt}"


def handout(words: Handout, size: HandoutSize) -> bytes:
    """Return a poster, a sheet of cards or a letter (PDF/UA-1) with a QR code that opens a form.

    Raises ValueError if the address is too long to scan well from a wall (more than 300
    characters), and Refusal if no font has the letters.
    """
    handout_file = import_module("bot.documents.handout_file")
    drawn: bytes = handout_file.draw(words, size)
    return drawn


def paper(form: PaperForm) -> bytes:
    """Return a form on paper (PDF/UA-1, A4), once for each of its numbers.

    Raises Refusal if no font has the letters.
    """
    paper_file = import_module("bot.documents.paper_file")
    drawn: bytes = paper_file.draw(form)
    return drawn


def entry_sheet(instrument: Instrument, numbers: Sequence[str]) -> bytes:
    """Return the workbook (XLSX) in which forms on paper are typed in, a row for each number."""
    entry_file = import_module("bot.documents.entry_file")
    drawn: bytes = entry_file.draw(instrument, numbers)
    return drawn


def preview(instrument: Instrument, language: str) -> dict[str, bytes]:
    """Return PNG pictures by file name: each question as a phone shows it, and a sheet of all.

    `language` is one of the questionnaire's.
    """
    preview_file = import_module("bot.documents.preview_file")
    drawn: dict[str, bytes] = preview_file.draw(instrument, language)
    return drawn


def write_person_file(file: PersonFile, on: date, fmt: str) -> bytes:
    """Return what is held about a person as pdf or json."""
    drawn: bytes = import_module("bot.documents.person_file").write(file, on, fmt)
    return drawn


def write_xlsform(instrument: Instrument) -> bytes:
    """Return a questionnaire as an XLSForm workbook (.xlsx); the same one gives the same bytes."""
    xlsform_file = import_module("bot.documents.xlsform_file")
    drawn: bytes = xlsform_file.write(instrument)
    return drawn


def app_icons() -> AppIcons:
    """Return the pictures of the Teams app as PNG: in colour, and white on nothing."""
    drawn: AppIcons = import_module("bot.documents.icon_files").draw()
    return drawn


def desk_letters(letters: Sequence[DeskLetter], on: date) -> bytes:
    """Return letters to the IT desks of partners (PDF/UA-1), one page for each."""
    drawn: bytes = import_module("bot.documents.letters_to_desks").draw(letters, on)
    return drawn


def launch_paper(kit: LaunchKit, paper: LaunchPaper) -> bytes:
    """Return a paper of a launch kit: the message as DOCX, the others as PDF/UA-1."""
    drawn: bytes = import_module("bot.documents.launch_papers").draw(kit, paper)
    return drawn


def office_paper(name: str, facts: PaperFacts, on: date) -> WrittenPaper:
    """Return a paper of `PAPERS` as DOCX, and what is still to be filled in."""
    papers_file = import_module("bot.documents.papers_file")
    written: WrittenPaper = papers_file.write(name, facts, on)
    return written
