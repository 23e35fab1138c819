import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from bot.console.import_files import LARGEST, LONGEST_CELL, read_sheet, read_text
from surveys.problems import Refusal

NAME = "people.csv"
HEADER = "name,email\n"


def rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    sheet = read_sheet(content, NAME)
    assert sheet.problems == ()
    return [(row.line, dict(row.cells)) for row in sheet.rows]


def problems(content: bytes) -> list[str]:
    return [str(problem) for problem in read_sheet(content, NAME).problems]


def refusal(content: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        read_sheet(content, NAME)
    return caught.value.sentence


def workbook(*lines: list[object], also: str | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    if also:
        book.create_sheet(also).append(["not", "read"])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_is_read_with_or_without_a_byte_order_mark_whatever_ends_its_lines(
    start: str, end: str
) -> None:
    content = f"{start}name,email{end}Zoë,zoe@a.example{end}".encode()

    assert rows(content) == [(2, {"name": "Zoë", "email": "zoe@a.example"})]


def test_headers_are_read_in_any_case_and_with_spaces() -> None:
    assert read_sheet(b" Name ,Job Title\na,b\n", NAME).columns == ("name", "job_title")


def test_a_row_is_named_by_the_line_it_begins_on() -> None:
    content = (HEADER + '"Sam\nReed",s@a.example\n\n,,,\n  ,\nAnn,a@a.example\n').encode()

    assert [line for line, _ in rows(content)] == [2, 7]


def test_every_ragged_row_is_listed_and_blank_cells_at_its_end_are_not_counted() -> None:
    content = (HEADER + "Ann\nBob,b@a.example,,\nCat,c@a.example,x\n").encode()

    assert problems(content) == [
        "line 2: there are only 1 cells, and the header has 2",
        "line 4: there are 3 cells, and the header has 2",
    ]


def test_an_over_long_cell_is_named() -> None:
    content = (HEADER + "x" * (LONGEST_CELL + 1) + ",b\n").encode()

    assert problems(content) == ["line 2, name: the cell is longer than 10,000 characters"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "people.csv: it is empty."),
        (b" \r\n \n", "people.csv: it is empty."),
        (b",,\n,,\n", "people.csv: it is empty."),
        (
            "name,email\nZoë,z".encode("cp1252"),
            "people.csv, line 2: byte 0xEB is not UTF-8 (perhaps “ë” in Windows-1252)",
        ),
        ("name,email".encode("utf-16"), "people.csv: it is in UTF-16"),
        (b"name,email\na,b\nc\0,d\n", "people.csv, line 3: there is a zero byte"),
        (b"name,email,name\n", "people.csv, line 1: there are two columns “name”."),
        (b"name,,email\n", "people.csv, line 1: column 2 has no name."),
        (
            b"name," + b"y" * 101 + b"\n",
            "people.csv, line 1: the name of column 2 is longer than 100 characters.",
        ),
        (
            b"name,\x1b[31mred\n",
            "people.csv, line 1: the name of column 2 has a character that cannot be shown.",
        ),
        (b"a," * 200 + b"a\n", "people.csv, line 1: there are 201 columns; 200 are the most."),
        (b"name;email\na;b\n", "people.csv: the columns are separated by semicolons"),
        (
            b'name,email\na,b\n"c,d\n',
            "people.csv, line 3: a quotation mark is opened here and never closed.",
        ),
        (
            b'name,email\n"a"b,c\n',
            "people.csv, line 2: there is a quotation mark inside a quoted cell",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "people.csv: it is an old Excel file (.xls) or has a password",
        ),
        (b"PK\x03\x04 not really", "people.csv: the workbook is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_place_and_reason(
    content: bytes, said: str
) -> None:
    assert refusal(content).startswith(said)


def test_a_file_above_the_limit_is_refused_unread() -> None:
    assert "larger than 50 MB" in refusal(b"a" * (LARGEST + 1))


def test_a_packed_file_that_is_no_workbook_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("hello.txt", "hello")

    assert "damaged or is not a workbook" in refusal(packed.getvalue())


def with_sheet(content: bytes, before: bytes, after: bytes) -> bytes:
    """Return a workbook with other XML in its sheet, as no program would write it."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(before, after) if "worksheets/" in name else part)
    return changed.getvalue()


def test_a_workbook_that_names_a_row_beyond_the_last_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "bot.console.workbook.LAST_ROW", 50
    )  # the true one takes ten seconds to count to
    far = with_sheet(workbook(["name"], ["Ann"]), b'<row r="2"', b'<row r="999999999999"')

    assert (
        refusal(far)
        == "people.csv, line 51: no workbook has so many rows; save it again as .xlsx or CSV."
    )


def test_a_workbook_gives_the_same_rows_as_a_csv() -> None:
    content = workbook(
        ["name", "email"], ["Zoë", "zoe@a.example"], [None, None], ["Ann", None], also="notes"
    )

    assert rows(content) == [
        (2, {"name": "Zoë", "email": "zoe@a.example"}),
        (4, {"name": "Ann", "email": ""}),
    ]


def test_native_cells_become_what_a_csv_would_hold() -> None:
    values: list[object] = [date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), 12.0, 0.4, 30, True]  # noqa: DTZ001
    content = workbook(["a", "b", "c", "d", "e", "f"], values)

    [(_, cells)] = rows(content)

    assert list(cells.values()) == ["2026-03-01", "2026-03-01 09:30:00", "12", "0.4", "30", "yes"]


def test_a_computed_number_is_written_out_with_all_its_decimals() -> None:
    [(_, cells)] = rows(workbook(["a", "b"], [1 / 3, 1e-7]))

    assert list(cells.values()) == ["0.3333333333333333", "0.0000001"]


def test_a_formula_and_an_error_are_named_with_their_cell() -> None:
    content = workbook(["name", "n"], ["Ann", "=1+1"], ["Bob", "#REF!"])

    assert problems(content) == [
        "line 2, n: is a formula; paste its value instead",
        "line 3, n: holds the error #REF!",
    ]


def test_a_cell_beside_the_header_of_a_workbook_is_refused() -> None:
    assert problems(workbook(["name"], ["Ann", "x"])) == [
        "line 2: there are 2 cells, and the header has 1"
    ]


def test_a_text_file_is_read_or_refused_like_any_other() -> None:
    assert read_text("\ufeff--- é".encode(), "b.md") == "--- é"
    with pytest.raises(Refusal, match=r"not UTF-8 .*; save it as UTF-8"):
        read_text(b"\xe9", "b.md")
    with pytest.raises(Refusal, match=r"it is in UTF-16 .*; save it as UTF-8"):
        read_text("é".encode("utf-16"), "b.md")
    with pytest.raises(Refusal, match="larger than 1 KB"):
        read_text(b"a" * 1001, "b.md", largest=1000)
