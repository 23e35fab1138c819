"""The page of promises names tests that are there, every failure of this folder, and figures that can be measured."""

import re
from pathlib import Path

import pytest

from tests.architecture.modules import ROOT, Module, everything
from tests.failures import page
from tests.failures.__main__ import FAILURES

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
TEXT = page.PAGE.read_text(encoding="utf-8")


def _tests_of(module: Module) -> set[str]:
    return {function.name for function in module.functions() if function.name.startswith("test_")}


def test_every_test_named_on_the_page_is_there() -> None:
    there = {module.path: _tests_of(module) for module in everything()}
    named = NAMED.findall(TEXT)

    assert named
    assert [f"{path}::{name}" for path, name in named if name not in there.get(path, set())] == []


def test_every_failure_that_is_survived_is_on_the_page() -> None:
    named = set(NAMED.findall(TEXT))
    own = Path(__file__).relative_to(ROOT).as_posix()
    folder = [one for one in everything() if one.path.startswith("tests/failures/test_") and one.path != own]
    tests = [(module.path, name) for module in folder for name in _tests_of(module)]

    assert [f"{path}::{name}" for path, name in tests if (path, name) not in named] == []


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
