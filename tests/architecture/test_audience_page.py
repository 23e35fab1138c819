import re

import pytest

from surveys.problems import Refusal
from surveys.sending.audience import KEYS, parse_rule
from surveys.sending.saved_audience import written_out
from tests.architecture.modules import ROOT

PAGE = (ROOT / "docs" / "audiences.md").read_text(encoding="utf-8")
SAVED = {"front-door": "team=Duty"}


def _rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading of the page, without its head."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[2:]]


def _code(cell: str) -> str:
    return cell.strip("| ").removeprefix("`").removesuffix("`")


EXAMPLES = [_code(row[0]) for row in _rows("Ten examples")]
IN_PROSE = re.findall(r"`([^`]*[a-z_]+=[^`]*)`", PAGE.split("## When a rule")[0])
MISTAKES = [(_code(row[0]), row[1].strip("| ")) for row in _rows("When a rule cannot be read")]


def _read(rule: str) -> None:
    written_out(parse_rule(rule), SAVED)


def test_the_page_explains_every_key_and_no_other() -> None:
    assert [_code(row[0]) for row in _rows("What you can ask for")] == list(KEYS)


def test_the_page_has_ten_examples() -> None:
    assert len(EXAMPLES) == 10


@pytest.mark.parametrize("rule", sorted({*EXAMPLES, *IN_PROSE}))
def test_every_rule_that_the_page_shows_can_be_read(rule: str) -> None:
    _read(rule)


@pytest.mark.parametrize(("rule", "says"), MISTAKES)
def test_every_mistake_on_the_page_is_refused_in_the_words_of_the_page(
    rule: str, says: str
) -> None:
    with pytest.raises(Refusal) as refused:
        _read(rule)

    assert refused.value.sentence == f"We could not understand the audience rule: {says}."
