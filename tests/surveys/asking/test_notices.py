import itertools

import pytest

from surveys.asking.instrument import Mode, Reader
from surveys.asking.notices import (
    ALL_NOTICES,
    LocalHelp,
    form_notice,
    help_lines,
    mode_notice,
    not_read_notice,
)
from surveys.asking.secrecy_promises import promised
from surveys.library import shipped


def test_no_notice_promises_secrecy_or_that_nobody_could_tell():
    assert {
        key: promised(words)
        for key, texts in ALL_NOTICES.items()
        for words in texts.values()
        if promised(words)
    } == {}


@pytest.mark.parametrize(
    "text",
    [
        "This survey is anonymous",
        "We keep this secret",
        "Your answers stay private",
        "Nobody will ever know",
        "We won’t tell anyone",
        "completely\nconfidential",
    ],
)
def test_a_promise_is_found(text: str):
    assert promised(text)


@pytest.mark.parametrize("reader", Reader)
def test_confidential_is_never_called_by_another_modes_name(reader: Reader):
    words = [mode_notice(mode, reader) for mode in Mode]
    assert len(set(words)) == len(words)
    assert "anonym" not in " ".join(words).lower()


@pytest.mark.parametrize("reader", Reader)
def test_every_reader_is_told_that_nobody_reads_at_once_and_to_call_999(reader: Reader):
    words = not_read_notice(reader)
    assert "straight away" in words
    assert "999" in words


@pytest.mark.parametrize("reader", [Reader.CHILD, Reader.YOUNG_PERSON])
def test_children_are_given_childline(reader: Reader):
    assert "0800 1111" in not_read_notice(reader)
    assert "tel:08001111" in {line.href for line in help_lines(reader)}


def test_families_are_given_the_nspcc_and_the_local_numbers():
    lines = help_lines(
        Reader.FAMILY, LocalHelp(numbers=(("Children’s front door", "0113 496 0000"),))
    )
    assert {"0808 800 5000", "0113 496 0000"} <= {line.number for line in lines}


def test_practitioners_are_told_this_is_not_a_referral_and_where_to_refer():
    lines = help_lines(Reader.PRACTITIONER, LocalHelp(referral_link="https://example.org/refer"))
    assert "not a referral" in not_read_notice(Reader.PRACTITIONER)
    assert lines[-1].href == "https://example.org/refer"


def test_children_are_not_sent_to_the_referral_page():
    hrefs = {
        line.href
        for line in help_lines(Reader.CHILD, LocalHelp(referral_link="https://example.org/refer"))
    }
    assert "https://example.org/refer" not in hrefs


@pytest.mark.parametrize("code", shipped())
def test_a_form_with_a_question_that_must_be_answered_does_not_say_that_any_can_be_skipped(
    code: str,
):
    instrument = shipped()[code]
    must = instrument.questions[0].model_copy(update={"required": True})
    asked = instrument.model_copy(update={"questions": (must, *instrument.questions[1:])})
    assert "any question" in form_notice(instrument).taking_part
    assert "any question" not in form_notice(asked).taking_part


@pytest.mark.parametrize("reader", Reader)
def test_confidential_says_that_words_of_harm_go_to_the_leads_with_a_name(reader: Reader):
    assert "safe" in mode_notice(Mode.CONFIDENTIAL, reader)


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("mode", Mode)
def test_whoever_is_not_named_reads_when_answers_are_kept_apart(reader: Reader, mode: Mode):
    said = "kept apart from your name within a day" in mode_notice(mode, reader)
    assert said is (mode is not Mode.NAMED)


def test_every_form_of_the_library_has_its_whole_notice():
    for instrument, mode in itertools.product(shipped().values(), Mode):
        notice = form_notice(instrument.model_copy(update={"mode": mode}))
        assert all(
            (notice.taking_part, notice.how_kept, notice.not_read_at_once, notice.help_lines)
        )
