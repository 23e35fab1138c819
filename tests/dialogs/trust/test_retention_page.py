"""The page about personal data says of each kind what the code does."""

from pathlib import Path

import pytest

from surveys.trust.retention import ELSEWHERE, RETENTION, Retained

PAGE = (Path(__file__).parents[3] / "docs" / "personal-data.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", Retained)
def test_the_page_says_how_long_each_kind_is_kept_and_what_happens_then(kind: Retained) -> None:
    rule = RETENTION[kind]
    chosen = f"at least {rule.least:,}" if rule.least else "no"
    cells = (kind, rule.what, f"{rule.days:,}", rule.since, rule.then, chosen)

    assert f"| {' | '.join(cells)} |" in PAGE


def test_the_page_says_for_how_long_to_keep_what_the_program_cannot_delete() -> None:
    for what, days in ELSEWHERE.items():
        assert f"{what.lower()} for {days} days" in PAGE
