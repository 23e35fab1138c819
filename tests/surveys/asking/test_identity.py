from datetime import UTC, date, datetime

from surveys.asking.identity import form_key, iso_week, pseudonym, response_key, study_key

KEY = study_key(b"m" * 32, b"salt")


def test_a_person_is_the_same_in_each_wave_of_a_study():
    assert pseudonym(KEY, 7) == pseudonym(KEY, 7)


def test_a_person_is_someone_else_in_another_study():
    assert pseudonym(KEY, 7) != pseudonym(study_key(b"m" * 32, b"other"), 7)


def test_responses_differ_by_wave_and_by_person():
    assert len({response_key(KEY, w, p) for w in (1, 11) for p in (1, 11)}) == 4


def test_keys_of_different_uses_never_meet():
    assert len({pseudonym(KEY, "a"), form_key(KEY, b"a"), response_key(KEY, "", "a")}) == 3


def test_a_key_is_64_hex_digits():
    assert len(bytes.fromhex(form_key(b"secret", b"nonce"))) == 32


def test_an_unnamed_answer_carries_no_more_than_the_monday_of_its_week():
    assert iso_week(datetime(2026, 1, 4, 23, 59, tzinfo=UTC)) == date(2025, 12, 29)
    assert type(iso_week(datetime(2026, 1, 4, tzinfo=UTC))) is date
