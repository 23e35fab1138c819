"""Every reason is a sentence, and a second one says what to do about it."""

import pytest

from surveys.sending.email_delivery import EMAIL_REASONS
from surveys.sending.exclusion_summary import _ONE_AND_MORE as FORESEEN
from surveys.sending.reasons import REASONS, reason_in_words, reason_of


@pytest.mark.parametrize("code", REASONS)
def test_a_reason_is_a_sentence_and_so_is_what_to_do(code: str) -> None:
    for sentence in (REASONS[code].words, REASONS[code].advice):
        assert sentence[0].isupper()
        assert sentence.endswith(".")


@pytest.mark.parametrize("code", [*EMAIL_REASONS, *FORESEEN])
def test_what_is_said_elsewhere_has_its_sentence_and_what_to_do(code: str) -> None:
    assert code in REASONS


def test_a_code_that_nobody_knows_is_said_and_leads_to_somebody_who_can_look() -> None:
    found = reason_of("http-418")
    assert found.words == "Teams refused the message (code http-418)."
    assert "administrator" in found.advice


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_code_has_no_words(nothing: str | None) -> None:
    assert reason_in_words(nothing) == ""
    assert reason_of(nothing).advice == ""
