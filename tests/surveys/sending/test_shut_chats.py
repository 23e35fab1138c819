"""A chat is left alone for a week after Teams has said that the person cannot be written to."""

from datetime import timedelta

import pytest

from surveys.people import Chat, ChatState
from surveys.sending.shut_chats import RESTS, SHUT, why_shut
from tests.builders.clock import NOON

LEFT_ALONE = [state for state, why in SHUT.items() if why]


def chat(state: ChatState, days_ago: float | None) -> Chat:
    since = None if days_ago is None else NOON - timedelta(days=days_ago)
    return Chat("aad", "tenant", "29:x", "a:x", "https://smba.example", state, since=since)


@pytest.mark.parametrize("state", LEFT_ALONE)
def test_it_ends_by_itself_after_a_week(state: ChatState) -> None:
    assert why_shut(chat(state, 0), NOON) == SHUT[state]
    assert why_shut(chat(state, RESTS.days - 0.01), NOON) == SHUT[state]
    assert why_shut(chat(state, RESTS.days), NOON) is None


@pytest.mark.parametrize("state", [state for state in ChatState if state not in LEFT_ALONE])
def test_whoever_may_be_reached_now_is_tried_with_each_send(state: ChatState) -> None:
    assert why_shut(chat(state, 0), NOON) is None


@pytest.mark.parametrize("state", ChatState)
def test_what_was_learned_before_we_kept_when_is_tried_once_more(state: ChatState) -> None:
    assert why_shut(chat(state, None), NOON) is None


def test_who_never_wrote_is_tried() -> None:
    assert why_shut(None, NOON) is None
