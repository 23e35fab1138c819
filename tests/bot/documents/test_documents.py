"""What holds for every format alike."""

import subprocess
import sys
import time

import pytest

from bot.documents import MEDIA_TYPES, WRITERS, file_name, write
from surveys.impact.summary.outcome_parts import JointResult
from surveys.impact.summary.source_parts import DifferenceResult, StartResult
from surveys.problems import Refusal
from tests.bot.documents import reading
from tests.builders.summaries import a_summary
from tests.builders.summary_parts import a_level, a_withheld_estimate, an_estimate, an_outcome

FORMATS = ("json", "csv", "xlsx", "docx", "pdf", "parquet")
SHOWN = an_estimate(
    "child",
    n=7777,
    eligible=8181,
    favourable=6543,
    proportion=0.8413,
    interval=(0.8329, 0.8493),
    bounds=(0.7373, 0.8787),
    response_rate=0.9595,
    starting_point=StartResult(
        kind="counted", proportion=0.5252, n=6464, on=None, trigger=False, reference=0.5252
    ),
    difference=DifferenceResult(value=0.3161, interval=(0.2222, 0.3939), design_effect=1),
    direction="better",
    series=[],
)
# each figure of it, exact and as it is printed for people
FIGURES = (
    ("7777", "7,777"),
    ("8181", "8,181"),
    ("6543", "6,543"),
    ("0.8413", "84 %"),
    ("0.8329", "83–85 %"),
    ("0.7373", "74–88 %"),
    ("0.9595", "96 %"),
    ("0.5252", "53 %"),
    ("6464", "6,464"),
    ("0.3161", "+32"),
    ("0.2222", "22 to 39"),
)
NO_JOINT = JointResult(overall=None, families=[])


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
    told = reading.as_text(write(_with_children(SHOWN), fmt), fmt)
    hidden = reading.as_text(write(_with_children(a_withheld_estimate()), fmt), fmt)
    for exact, whole in FIGURES:
        assert exact in told or whole in told
        assert exact not in hidden
        assert whole not in hidden


@pytest.mark.parametrize("fmt", ["csv", "xlsx", "docx", "pdf", "parquet"])
def test_a_withheld_figure_is_marked_without_saying_how_small_it_is(fmt):
    assert "withheld (small numbers)" in reading.as_text(
        write(_with_children(a_withheld_estimate()), fmt), fmt
    )


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_withheld_wave_pair_and_count_of_change_are_absent_from_every_format(fmt):
    told, hidden = (
        reading.as_text(write(_with_other_figures(is_shown=shown), fmt), fmt)
        for shown in (True, False)
    )
    for figure in ("7171", "6262", "5353"):
        assert figure in told.replace(",", "")
        assert figure not in hidden.replace(",", "")


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
    facts = {"score": None, "interval": None, "change": [], "reported": []}
    level = a_level("experience", sources=[estimate], **facts)
    bare = an_outcome(levels=[level], indicators=[], plan=[], joint=NO_JOINT)
    return a_summary(outcomes=[bare], participation=[])


def _with_other_figures(*, is_shown):
    """A summary with a wave, paired items and a count of reported change, shown or withheld."""
    hidden = {"suppressed": not is_shown}
    level = a_level()
    point, item, told = level.sources[0].series[0], level.change[0], level.reported[0]
    pairs = dict.fromkeys(("pairs", "improved", "same", "worse", "p_value"))
    wave = dict.fromkeys(("n", "proportion", "interval"))
    count = dict.fromkeys(("n", "reporting", "interval"))
    series = [point.model_copy(update=hidden | ({"n": 7171} if is_shown else wave))]
    change = [item.model_copy(update=hidden | ({"pairs": 6262} if is_shown else pairs))]
    reported = [told.model_copy(update=hidden | ({"reporting": 5353} if is_shown else count))]
    drawn = a_level(sources=[an_estimate(series=series)], change=change, reported=reported)
    return a_summary(outcomes=[an_outcome(levels=[drawn])])
