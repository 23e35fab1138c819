import re
from pathlib import Path

import pytest

from surveys.asking.instrument import Instrument, Question, QuestionKind, parse_instrument
from surveys.asking.plain_yaml import read_plain
from tests.surveys.asking.questionnaires import written

PAGE = (Path(__file__).parents[3] / "docs" / "instruments.md").read_text(encoding="utf-8")


def test_the_example_on_the_page_is_an_instrument():
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    assert parse_instrument(example).question("used").favourable == ("yes",)


def test_the_page_names_every_field_and_every_kind():
    named = [*Instrument.model_fields, *Question.model_fields, *QuestionKind]
    assert [name for name in named if f"`{name}`" not in PAGE and f"`{name}?`" not in PAGE] == []


EXAMPLES = [block.split("```")[0] for block in PAGE.split("```yaml\n")[2:]]
KINDS_SHOWN = [re.findall(r"^kind: (\w+)$", example, re.MULTILINE)[0] for example in EXAMPLES]


def test_there_is_an_example_of_every_kind():
    assert set(KINDS_SHOWN) == set(QuestionKind)


@pytest.mark.parametrize("example", EXAMPLES, ids=KINDS_SHOWN)
def test_each_example_of_a_kind_is_a_question(example: str):
    first, last = ({"id": name, "kind": "text", "text": "What?"} for name in ("first", "last"))
    plain = written(questions=[first, read_plain(example).value, last])
    voice = "child" if "level: experience" in example else "practitioner"
    assert Instrument.model_validate(plain | {"voice": voice})
