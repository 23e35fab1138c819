"""A summary or a yearly pack drawn as a file in any format, and posters for feedback links.

It draws a value that it is given and knows no doors and no storage; the same value gives the same
bytes. The drawing libraries take a second or more to load, so a format's module is loaded when the
format is first used, never when this package is imported.
"""

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from bot.documents.poster_words import PosterWords
from surveys.asking.instrument import Instrument
from surveys.impact.summary.structure import Summary
from surveys.impact.yearly.structure import YearlyPack
from surveys.problems import Refusal

__all__ = [
    "MEDIA_TYPES",
    "WRITERS",
    "PosterWords",
    "Writer",
    "file_name",
    "poster",
    "preview",
    "write",
    "write_pack",
    "write_xlsform",
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


def file_name(summary: Summary, fmt: str) -> str:
    """Return a file name of plain characters, such as `impact-north-a1-2026-03-31.pdf`."""
    name = f"impact-{summary.partnership.slug}-{summary.action.ref}-{summary.as_at.isoformat()}"
    return f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}.{fmt}"


def poster(url: str, title: str, minutes: int, words: PosterWords | None = None) -> bytes:
    """Return an A4 poster (PDF/UA-1) with a QR code that opens `url`, and the help numbers.

    `minutes` is how long the form takes. `words` replaces the wording for other readers or
    languages. Raises ValueError if the address is too long to scan well from a wall (more than 300
    characters).
    """
    poster_file = import_module("bot.documents.poster_file")
    drawn: bytes = poster_file.draw(url, title, minutes, words or PosterWords())
    return drawn


def preview(instrument: Instrument, language: str) -> dict[str, bytes]:
    """Return PNG pictures by file name: each question as a phone shows it, and a sheet of all.

    `language` is one of the questionnaire's.
    """
    preview_file = import_module("bot.documents.preview_file")
    drawn: dict[str, bytes] = preview_file.draw(instrument, language)
    return drawn


def write_xlsform(instrument: Instrument) -> bytes:
    """Return a questionnaire as an XLSForm workbook (.xlsx); the same one gives the same bytes."""
    xlsform_file = import_module("bot.documents.xlsform_file")
    drawn: bytes = xlsform_file.write(instrument)
    return drawn
