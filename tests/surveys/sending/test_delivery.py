"""The states of a delivery: only legal moves, and a promise for each class of message."""

import pytest

from surveys.sending.delivery import MISSED, MOVES, POLICIES, REACHED, DeliveryKind, State, before


def test_every_state_says_where_it_may_go():
    assert set(MOVES) == set(State)


def test_what_is_unknown_is_never_sent_again():
    assert MOVES[State.UNKNOWN] == {State.PROVEN}


def test_an_act_proves_whatever_has_left_us():
    assert set(before(State.PROVEN)) == {State.SENDING, State.SENT, State.UNKNOWN}


@pytest.mark.parametrize("state", [State.SENT, State.PROVEN, State.UNKNOWN])
def test_what_may_have_arrived_never_goes_out_again(state: State):
    assert MOVES[state].isdisjoint({State.PENDING, State.SENDING})


@pytest.mark.parametrize("state", [State.FAILED, State.SKIPPED])
def test_what_certainly_did_not_arrive_may_go_out_after_all(state: State):
    assert MOVES[state] == {State.PENDING}


def test_every_class_of_message_has_a_promise():
    assert set(POLICIES) == set(DeliveryKind)


def test_only_what_must_arrive_is_repeated_blindly():
    assert {kind for kind, policy in POLICIES.items() if policy.must_arrive} == {
        DeliveryKind.ALERT,
        DeliveryKind.WATCH,
    }


def test_whoever_is_not_reached_is_missed_or_still_waits():
    assert set(State) - REACHED - MISSED == {State.PENDING, State.SENDING}
