"""What a reader of a drawn file finds in it, by programs that did not draw it."""

import csv
import io
import re
import zipfile

import openpyxl
from openpyxl.cell.cell import Cell
from pypdf import PdfReader


def pages(pdf: bytes) -> list[str]:
    """Return the words of each page, each run of blanks as one."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def table(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def cells(xlsx: bytes) -> list[Cell]:
    book = openpyxl.load_workbook(io.BytesIO(xlsx))
    return [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def parts(xlsx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(xlsx)) as book:
        return {name: book.read(name) for name in book.namelist()}
