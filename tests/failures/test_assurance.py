"""The page of promises names existing tests, every failure of this folder, and its figures."""

import re
from pathlib import Path

import pytest

from tests.bench.processes import ROOT
from tests.failures import page
from tests.failures.__main__ import FAILURES

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
TESTS = re.compile(r"^(?:async )?def (test_\w+)\(", re.MULTILINE)
TEXT = page.PAGE.read_text(encoding="utf-8")


def _tests_in(path: str) -> list[str]:
    file = ROOT / path
    return TESTS.findall(file.read_text(encoding="utf-8")) if file.is_file() else []


def test_every_test_named_on_the_page_is_there() -> None:
    named = NAMED.findall(TEXT)

    assert named
    assert [f"{path}::{name}" for path, name in named if name not in _tests_in(path)] == []


def test_every_failure_that_is_survived_is_on_the_page() -> None:
    here = Path(__file__)
    paths = [
        file.relative_to(ROOT).as_posix() for file in here.parent.glob("test_*.py") if file != here
    ]
    tests = [f"{path}::{name}" for path in paths for name in _tests_in(path)]

    assert tests
    assert [test for test in tests if f"`{test}`" not in TEXT] == []


def test_every_figure_on_the_page_can_be_measured_again_and_is_explained() -> None:
    assert set(page.rows()) <= FAILURES.keys()
    assert [name for name in FAILURES if f"`{name}`" not in TEXT.partition(page.END)[2]] == []


def test_a_figure_takes_the_place_of_the_one_before_it(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text(f"before\n{page.BEGIN}\n{page.END}\nafter\n", encoding="utf-8")
    page.write({"storm": ("none early", "1 May"), "posts": ("1 each", "2 May")}, file)
    page.write(page.rows(file) | {"storm": ("2 early", "3 May")}, file)

    assert page.rows(file) == {"storm": ("2 early", "3 May"), "posts": ("1 each", "2 May")}
    assert file.read_text(encoding="utf-8").endswith("\nafter\n")


def test_a_page_without_a_place_for_figures_is_named(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("nothing", encoding="utf-8")

    with pytest.raises(AssertionError, match="no place for figures"):
        page.rows(file)
