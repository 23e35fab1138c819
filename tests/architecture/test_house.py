import ast
import re
from pathlib import Path

import pytest

from surveys.asking.secrecy_promises import promised
from tests.architecture.measures import classes_defined_twice
from tests.architecture.modules import ROOT, Module, everything, program

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
BANNED = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"})
# Written so that it does not find itself.
TO_BE_DONE = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b")
LEFT_OUT = re.compile(r"pytest\.(?:mark\.)?(?:skip|xfail)|unittest\.skip")
SKIPS = {"tests/tools.py": "says which tool is missing and how to bring it"}
ABOUT_PROMISES = {
    "surveys/asking/secrecy_promises.py": "names what it looks for",
    "surveys/impact/version_1/caveats.py": "says of a number that nobody can know it",
}
PAGES = (*sorted((ROOT / "bot").rglob("*.html")), *sorted((ROOT / "surveys").rglob("*.yaml")))


@pytest.mark.parametrize("module", program(), ids=lambda module: module.path)
def test_a_file_and_its_functions_are_short_enough_to_read(module: Module) -> None:
    long = [
        node.name
        for node in module.functions()
        if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]

    assert len(module.text.splitlines()) <= LONGEST_FILE
    assert long == []


@pytest.mark.parametrize("module", program(), ids=lambda module: module.path)
def test_a_module_says_what_it_is_for(module: Module) -> None:
    assert ast.get_docstring(module.tree)


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [
        module.path for module in everything() if BANNED & set(re.split(r"[/._]", module.path))
    ] == []


def test_nothing_is_left_to_be_done_later() -> None:
    assert [module.path for module in everything() if TO_BE_DONE.search(module.text)] == []


def test_no_text_leads_into_a_folder_of_one_machine() -> None:
    folders = tuple(f"/{name}/" for name in ("tmp", "home", "root", "work", "Users"))
    for module in everything():
        found = [text.value for text in module.strings() if text.value.startswith(folders)]
        assert found == [], module.path


def test_no_test_is_left_out() -> None:
    tests = [module for module in everything() if module.path.startswith("tests/")]
    skipping = {module.path for module in tests if LEFT_OUT.search(module.text)}

    assert skipping - {"tests/architecture/test_house.py"} <= SKIPS.keys()


@pytest.mark.parametrize("module", program(), ids=lambda module: module.path)
def test_no_text_in_the_program_promises_secrecy(module: Module) -> None:
    # One word alone is a code.
    texts = (str(node.value) for node in module.strings() if " " in str(node.value))
    said = [found for text in texts if (found := promised(text))]

    assert not said or module.path in ABOUT_PROMISES


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_no_page_and_no_question_promises_secrecy(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    said = [found for line in lines if not line.startswith("mode:") and (found := promised(line))]

    assert said == []


def test_no_class_name_is_defined_twice() -> None:
    twice, _ = classes_defined_twice()

    assert twice == {}
