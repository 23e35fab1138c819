"""A briefing written as a file is the same when it is read again."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.problems import Refusal
from surveys.telling.briefing import Briefing, parse_briefing
from surveys.telling.briefing_file import dump_briefing

WORDS = st.text(max_size=120)


def test_a_briefing_with_everything_in_it_reads_back_equal() -> None:
    briefing = Briefing.model_validate(
        {
            "partnership": "Ashford: north & south",
            "ref": "2026",
            "title": "“Yes” - no, #1",
            "action_refs": ("A1", "7"),
            "links": ({"title": "G: the guide", "address": "https://example.org/g"},),
            "embargo_until": "2026-09-01",
            "sections": (("Background", "A review.\n\n- one\n- two"), ("What must change", "Ask.")),
        }
    )
    assert parse_briefing(dump_briefing(briefing)) == briefing


@given(title=WORDS, text=WORDS)
def test_whatever_was_read_can_be_written_and_read_again(title: str, text: str) -> None:
    try:
        briefing = parse_briefing(
            f"---\npartnership: P\nref: B\ntitle: |\n  {title}\n---\n## Background\n\n{text}\n"
        )
    except Refusal:
        return
    assert parse_briefing(dump_briefing(briefing)) == briefing
