from pathlib import Path

from surveys.asking.instrument import Instrument, Question, QuestionKind, parse_instrument

PAGE = (Path(__file__).parents[3] / "docs" / "instruments.md").read_text(encoding="utf-8")


def test_the_example_on_the_page_is_an_instrument():
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    assert parse_instrument(example).question("used").favourable == ("yes",)


def test_the_page_names_every_field_and_every_kind():
    named = [*Instrument.model_fields, *Question.model_fields, *QuestionKind]
    assert [name for name in named if f"`{name}`" not in PAGE and f"`{name}?`" not in PAGE] == []
