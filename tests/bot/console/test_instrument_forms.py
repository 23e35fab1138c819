"""XLSForms on the command line: read, told row by row, stored, written; hostile ones refused."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from bot.console import xlsform_file
from bot.documents import write_xlsform
from surveys.asking.instrument import parse_instrument
from surveys.library import shipped
from tests.bot.console.conftest import Console

ROOT = Path(__file__).parents[3]
SURVEY = (
    ("type", "name", "label", "label::Welsh (cy)", "hint", "relevant", "media::image"),
    ("start", "start", "", "", "", "", ""),
    ("select_one yn", "used", "Did you use it?", "Wnaethoch chi?", "", "", "photo.png"),
    ("text", "why", "Why?", "Pam?", "No names", "${used} = 'yes'", ""),
    ("calculate", "total", "", "", "", "", ""),
    ("geopoint", "place", "Where?", "", "", "", ""),
    ("integer", "times", "How often?", "", "", "${used} = 'yes' and ${times} > 1", ""),
)
CHOICES = (("list_name", "name", "label"), ("yn", "yes", "Yes"), ("yn", "no", "No"))
SETTINGS = (("form_title", "form_id", "version"), ("Our survey", "our_survey", "=NOW()"))
SAID = (
    *("--voice", "practitioner", "--reader", "practitioner", "--audience", "Everyone"),
    *("--wave", "on-demand", "--mode", "confidential", "--source", "Elsewhere"),
    *("--licence", "CC BY 4.0"),
)
Rows = Sequence[Sequence[str]]


def workbook(file: Path, **sheets: Rows) -> Path:
    """Write sheets to a file; what begins with = is a formula."""
    with xlsxwriter.Workbook(str(file)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
    return file


@pytest.fixture
def form(console: Console) -> Path:
    file = console.folder / "form.xlsx"
    return workbook(file, survey=SURVEY, choices=CHOICES, settings=SETTINGS)


def test_a_form_is_stored_and_each_row_that_is_not_as_it_was_is_said(
    console: Console, form: Path
) -> None:
    said = console("instrument", "import", form, *SAID)
    assert said.code == 0, said.err
    lines = said.out.splitlines()
    assert lines[0] == "survey: 6 rows, of them 2 kept, 1 changed, 3 dropped."
    assert lines[1] == "choices: 2 rows, of them 2 kept, 0 changed, 0 dropped."
    assert lines[2] == "survey row 2, start: dropped. start: We note ourselves when answers came."
    assert lines[3] == "survey row 5, total: dropped. calculate: Nothing is calculated."
    assert lines[4].startswith("survey row 6, place: dropped. geopoint: A place on a map")
    assert lines[5].startswith("survey row 7, times: changed. Of its conditions this is left out")
    assert lines[6] == (
        "survey column “media::image”, 1 row: dropped, because questions have no pictures."
    )
    shown = json.loads(console("instrument", "show", "our-survey", "--json").out)
    assert [one["id"] for one in shown["questions"]] == ["used", "why", "times"]
    assert shown["questions"][1]["show_if"] == {"question": "used", "any_of": ["yes"]}
    assert shown["languages"] == ["en", "cy"]


def test_what_is_missing_is_asked_for_in_one_sentence(console: Console, form: Path) -> None:
    said = console("instrument", "import", form, *SAID[:6])
    assert said.is_one_sentence
    assert "Add --wave, --mode, --source, --licence, or the columns gt_wave, " in said.err


def test_a_form_can_become_a_file_to_work_on(console: Console, form: Path) -> None:
    written = console.folder / "form.yaml"
    said = console("instrument", "import", form, *SAID, "--yaml", written)
    assert said.out.splitlines()[-1].endswith("Nothing was stored.")
    assert parse_instrument(written.read_text("utf-8")).code == "our-survey"
    assert console("instrument", "show", "our-survey").code == 1


def test_a_form_that_is_too_long_names_its_groups(console: Console) -> None:
    rows = [
        SURVEY[0][:3],
        ("begin group", "one", "One"),
        *(("text", f"a{at}", "What?") for at in range(30)),
        ("end group", "", ""),
        ("begin group", "two", "Two"),
        *(("text", f"b{at}", "What?") for at in range(30)),
        ("end group", "", ""),
    ]
    file = workbook(console.folder / "long.xlsx", survey=rows)
    facts = (*SAID, "--code", "long", "--title", "Long")
    said = console("instrument", "import", file, *facts)
    assert said.code == 1
    assert "Take in one group with --group. Its groups: one (31), two (31)." in said.err
    assert console("instrument", "import", file, *facts, "--group", "two").code == 0
    said = console("instrument", "import", file, *facts, "--group", "three")
    assert "there is no group “three”" in said.err


def test_what_a_yaml_file_says_itself_is_not_said_again(console: Console) -> None:
    file = console.file("a.yaml", "code: a")
    assert console("instrument", "import", file, "--voice", "child").code == 2


def test_an_export_is_a_form_that_comes_back_as_it_was(console: Console) -> None:
    file = console.folder / "family.xlsx"
    assert console("instrument", "export", "family", "--format", "xlsform", "--out", file).code == 0
    assert console("instrument", "check", file).out.startswith("ok: family,")
    assert "nothing was changed" in console("instrument", "import", file).out


@pytest.mark.parametrize("code", ["family", "post-event", "child-8-11"])
def test_other_programs_take_an_export_as_an_xlsform(code: str, tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(write_xlsform(shipped()[code]))
    xform = convert(str(file)).xform
    assert all(f"/{question.id}" in xform for question in shipped()[code].questions)


def test_an_export_is_plain_text_and_the_same_bytes() -> None:
    content = write_xlsform(shipped()["family"])
    assert content == write_xlsform(shipped()["family"])
    book = load_workbook(io.BytesIO(content))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}  # a blank cell has the type of a number


def test_a_workbook_needs_a_file_to_go_to(console: Console) -> None:
    assert console("instrument", "export", "family", "--format", "xlsform").code == 2


def test_a_formula_drops_its_row_and_is_said(console: Console) -> None:
    rows = [SURVEY[0][:3], ("text", "a", '="What"&"?"'), ("text", "b", "Why?")]
    file = workbook(console.folder / "f.xlsx", survey=rows, settings=SETTINGS)
    said = console("instrument", "import", file, *SAID)
    assert "survey row 2, a: dropped. There is a formula in “label”" in said.out


def test_a_csv_and_what_is_no_form(console: Console) -> None:
    csv = 'survey,,,\n,type,name,label\n,text,a,"What, then?"\n'
    file = console.file("form.csv", csv)
    facts = (*SAID, "--code", "from-csv", "--title", "From CSV")
    assert "from-csv, version" in console("instrument", "import", file, *facts).out
    file = console.file("people.csv", "name,email,role,agency,team\na,b,c,d,e\n")
    assert console("instrument", "import", file, *facts).is_one_sentence


def _bomb() -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (xlsform_file.LARGEST_UNPACKED + 1))
    return page.getvalue()


def _many_rows() -> bytes:
    page = io.BytesIO()
    book = xlsxwriter.Workbook(page, {"constant_memory": True})
    sheet = book.add_worksheet("survey")
    for line in range(100_000):
        sheet.write_row(line, 0, ("type", "name", "label") if not line else ("text", "a", "b"))
    book.close()
    return page.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("bomb.xlsx", _bomb, "would unpack to more than 40 MB"),
        ("rows.xlsx", _many_rows, "it has more than 5,000 rows"),
        ("large.xlsx", lambda: b"PK\x03\x04" + b"0" * 5_000_001, "it is larger than 5 MB"),
        ("no.xlsx", lambda: b"code: a\n", "it is not a workbook"),
        ("cut.xlsx", lambda: write_xlsform(shipped()["family"])[:3000], "damaged"),
        ("old.xls", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 2000, "damaged"),
        ("bytes.csv", lambda: b"\xff\xfe,,,,\n" * 9, "damaged"),
    ],
)
def test_a_hostile_file_is_one_sentence(
    console: Console, name: str, content: Callable[[], bytes], says: str
) -> None:
    file = console.folder / name
    file.write_bytes(content())
    said = console("instrument", "import", file, *SAID)
    assert said.is_one_sentence
    assert says in said.err


def test_pyxform_is_loaded_only_where_a_form_is_read() -> None:
    probe = (
        "import sys; import bot.console.instrument, bot.console.instrument_import;"
        "assert not {'pyxform', 'xlrd', 'lark'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, check=False)
    assert done.returncode == 0
