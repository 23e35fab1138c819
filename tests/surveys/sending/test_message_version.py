"""A message and its version are read from a button only as we write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.sending.message_version import MessageVersion, dispatch_of, of_dispatch


@given(st.integers(1, 2**62), st.integers(0, 10**6))
def test_what_a_button_names_is_read_back(dispatch: int, revision: int) -> None:
    at = of_dispatch(dispatch, revision)

    assert MessageVersion.read(str(at)) == at
    assert dispatch_of(at.message) == dispatch
    assert at.next() == of_dispatch(dispatch, revision + 1)


@pytest.mark.parametrize(
    "written",
    [None, 7, "", "d1", "d1.", "d1.0", "d1.01", "d1.x", "a b.1", "d1.1\n", "x" * 41 + ".1"],
)
def test_nothing_else_is_read(written: object) -> None:
    assert MessageVersion.read(written) is None


@pytest.mark.parametrize("message", ["rAbc", "d0", "d", "d1x", "d" + "9" * 20])
def test_an_answer_to_what_was_typed_is_of_no_dispatch(message: str) -> None:
    assert dispatch_of(message) is None
