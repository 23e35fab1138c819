"""What a reader of a drawn file finds in it, by programs that did not draw it."""

import csv
import io
import re
import zipfile

import docx
import openpyxl
from docx.oxml.ns import qn
from openpyxl.cell.cell import Cell
from pyarrow import parquet as pq
from pypdf import PdfReader


def pages(pdf: bytes) -> list[str]:
    """Return the words of each page, each run of blanks as one."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def table(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def parquet(drawn: bytes) -> list[dict[str, object]]:
    return pq.read_table(io.BytesIO(drawn)).to_pylist()


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


def docx_words(drawn: bytes) -> str:
    """Return the words of a Word document in their order, in tables and outside them."""
    body = docx.Document(io.BytesIO(drawn)).element.body
    return " ".join("".join(part.itertext()) for part in body.iter(qn("w:p")))


def docx_tables(drawn: bytes) -> dict[str, list[list[str]]]:
    """Return the rows of each table by its caption, the row of heads first."""
    return {
        table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")): [
            [cell.text for cell in row.cells] for row in table.rows
        ]
        for table in docx.Document(io.BytesIO(drawn)).tables
    }


def as_text(drawn: bytes, fmt: str) -> str:
    """Return everything that a file of any format says, as one text."""
    match fmt:
        case "pdf":
            return words(drawn)
        case "docx":
            return docx_words(drawn)
        case "xlsx":
            return " ".join(part.decode("utf-8", "replace") for part in parts(drawn).values())
        case "parquet":
            return " ".join(str(cell) for row in parquet(drawn) for cell in row.values())
        case _:
            return drawn.decode()
