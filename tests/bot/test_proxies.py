"""Whose address a request comes from: the right-most one that is not a proxy of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.proxies import family_of, parse_proxies
from surveys.problems import Refusal

OURS = parse_proxies("10.0.0.1, 10.0.1.0/24 2001:db8:1::/64")


@pytest.mark.parametrize(
    ("peer", "forwarded", "family"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.7"], "203.0.113.9"),  # no proxy of ours: not believed
        ("10.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["1.1.1.1, 198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["1.1.1.1", "198.51.100.7, 10.0.1.77"], "198.51.100.7"),
        ("10.0.0.1", ["198.51.100.7:51234"], "198.51.100.7"),
        ("10.0.0.1", ["10.0.1.5"], "10.0.1.5"),
        ("::ffff:10.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("2001:db8:1::5", ["[2001:db8:2:3:4:5:6:7]:443"], "2001:db8:2:3::/64"),
        ("10.0.0.1", ["2001:db8:2:3::1"], "2001:db8:2:3::/64"),
        ("10.0.0.1", ["fe80::1%eth0"], "fe80::/64"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.7, unknown"], "10.0.0.1"),
        (None, ["198.51.100.7"], ""),
        ("a socket", ["198.51.100.7"], "a socket"),
    ],
)
def test_the_nearest_address_that_is_no_proxy_of_ours_counts(
    peer: str | None, forwarded: list[str], family: str
) -> None:
    assert family_of(peer, forwarded, OURS) == family


@given(st.lists(st.text(max_size=60), max_size=4))
def test_garbage_in_the_header_never_fails(forwarded: list[str]) -> None:
    assert family_of("10.0.0.1", forwarded, OURS)


@pytest.mark.parametrize(
    "text", ["1", "2 proxies", "10.0.0.1/33", "proxy.example", "10.0.0.5/24", "0.0.0.0/0"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="write the addresses"):
        parse_proxies(text)
