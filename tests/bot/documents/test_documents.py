"""What holds for every format alike."""

import subprocess
import sys
import time

import pytest

from bot.documents import MEDIA_TYPES, WRITERS, file_name, write
from surveys.problems import Refusal
from tests.bot.documents import reading
from tests.builders.summaries import a_summary
from tests.builders.summary_parts import a_level, a_withheld_estimate, an_estimate, an_outcome

FORMATS = ("json", "csv", "xlsx", "docx", "pdf", "parquet")


def test_every_format_has_a_writer_and_a_media_type():
    assert tuple(WRITERS) == tuple(MEDIA_TYPES) == FORMATS


def test_an_unknown_format_is_refused():
    with pytest.raises(KeyError):
        write(a_summary(), "odt")


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_summary_gives_the_same_bytes_at_another_second(fmt):
    first = write(a_summary(), fmt)
    time.sleep(1.1)
    assert write(a_summary(), fmt) == first


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_withheld_figure_is_absent_from_every_format(fmt):
    shown = an_estimate(
        "child", n=7777, favourable=6543, proportion=0.8413, interval=(0.8329, 0.8493), series=[]
    )
    told = reading.as_text(write(_with_children(shown), fmt), fmt)
    hidden = reading.as_text(write(_with_children(a_withheld_estimate()), fmt), fmt)
    assert any(figure in told for figure in ("7777", "7,777"))
    for figure in ("7777", "7,777", "6543", "6,543", "0.8413", "84 %"):
        assert figure not in hidden


@pytest.mark.parametrize("fmt", ["csv", "xlsx", "docx", "pdf", "parquet"])
def test_a_withheld_figure_is_marked_without_saying_how_small_it_is(fmt):
    assert "withheld (small numbers)" in reading.as_text(
        write(_with_children(a_withheld_estimate()), fmt), fmt
    )


def test_a_format_whose_package_is_missing_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.delitem(sys.modules, "bot.documents.parquet_file", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(Refusal, match=r"cannot write that format \(pyarrow is missing\)"):
        write(a_summary(), "parquet")


def test_a_file_name_is_made_of_plain_letters():
    action = a_summary().action.model_copy(update={"ref": "A/7 \n..\\é"})
    assert file_name(a_summary(action=action), "pdf") == "impact-northshire-a-7-2026-03-31.pdf"


def test_importing_the_package_loads_no_drawing_library():
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, bot.documents; print(*{name.split('.')[0] for name in sys.modules})",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert {"matplotlib", "typst", "xlsxwriter", "docx", "pyarrow", "segno"}.isdisjoint(loaded)


def _with_children(estimate):
    level = a_level(
        "experience", "suppressed", score=None, interval=None, sources=[estimate], change=[]
    )
    return a_summary(outcomes=[an_outcome(levels=[level], indicators=[])], participation=[])
