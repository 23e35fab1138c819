import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.trust.encryption import (
    DecryptionError,
    Keyring,
    dump_keyring,
    load_keyring,
    new_keyring,
)

KEYS = new_keyring()
PLACE = ("texts", 7, "say", "key-1")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=300)


@given(TEXTS)
def test_what_was_encrypted_opens_in_its_own_place(text: str) -> None:
    assert KEYS.decrypt(KEYS.encrypt(text, *PLACE), *PLACE) == text


@pytest.mark.parametrize(
    "elsewhere",
    [
        ("acts", 7, "say", "key-1"),
        ("texts", 8, "say", "key-1"),
        ("texts", 7, "other", "key-1"),
        ("texts", 7, "say", "k"),
    ],
)
def test_what_was_moved_to_another_place_does_not_open(elsewhere: tuple[object, ...]) -> None:
    encrypted = KEYS.encrypt("He hits me", *PLACE)

    with pytest.raises(DecryptionError):
        KEYS.decrypt(encrypted, *elsewhere)


@given(st.integers(0, 200), st.integers(1, 255))
def test_a_changed_byte_is_noticed(place: int, change: int) -> None:
    encrypted = bytearray(KEYS.encrypt("He hits me", *PLACE))
    encrypted[place % len(encrypted)] ^= change

    with pytest.raises(DecryptionError):
        KEYS.decrypt(bytes(encrypted), *PLACE)


def test_a_length_says_little() -> None:
    shortest = len(KEYS.encrypt("", *PLACE))

    assert {len(KEYS.encrypt("x" * n, *PLACE)) for n in (0, 1, 30, 63)} == {shortest}
    assert len(KEYS.encrypt("x" * 64, *PLACE)) == shortest + 64


def test_the_same_words_never_look_the_same() -> None:
    assert KEYS.encrypt("yes", *PLACE) != KEYS.encrypt("yes", *PLACE)


def test_an_older_key_still_opens_after_a_new_one_was_added() -> None:
    encrypted = KEYS.encrypt("yes", *PLACE)
    rotated = Keyring("2", {**KEYS.masters, "2": new_keyring().masters["1"]}, KEYS.pseudonyms)

    assert rotated.decrypt(encrypted, *PLACE) == "yes"
    assert rotated.encrypt("yes", *PLACE).startswith(b"2:")


def test_a_key_that_is_gone_opens_nothing() -> None:
    encrypted = KEYS.encrypt("yes", *PLACE)

    with pytest.raises(DecryptionError):
        Keyring("2", {"2": b"0" * 32}, KEYS.pseudonyms).decrypt(encrypted, *PLACE)


def test_marks_are_equal_for_equal_facts_and_tell_lists_apart() -> None:
    assert KEYS.mark("a", 1) == KEYS.mark("a", "1")
    assert (
        len(
            {
                KEYS.mark("a", "bc"),
                KEYS.mark("ab", "c"),
                KEYS.mark("abc"),
                new_keyring().mark("abc"),
            }
        )
        == 4
    )


def test_a_keys_file_is_read_back() -> None:
    assert load_keyring(dump_keyring(KEYS)) == KEYS


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"current": "1", "masters": {"1": "c2hvcnQ="}, "pseudonyms": ""}']
)
def test_a_keys_file_that_is_no_keys_file_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(ValueError, match="keys file") as raised:
        load_keyring(text)

    assert "c2hvcnQ" not in str(raised.value)
