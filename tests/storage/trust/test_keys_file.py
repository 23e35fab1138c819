"""A keys file is made once, replaced whole, and read anew by programs that run."""

from dataclasses import replace
from pathlib import Path

import pytest

from storage.trust.encryption import new_keyring
from storage.trust.keys_file import KeysFile, add_key, create_keys, replace_keys, use_newest_key

PLACE = ("texts", 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "keys.json"
    create_keys(made, new_keyring())
    return made


def test_it_is_for_this_user_alone_and_stays_so(path: Path) -> None:
    add_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_one_that_is_there_is_never_overwritten(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        create_keys(path, new_keyring())
    assert path.read_bytes() == before


def test_a_program_that_runs_reads_a_key_before_anything_is_encrypted_under_it(path: Path) -> None:
    keys, other_machine = KeysFile(path), KeysFile(path)
    before = keys.now().encrypt("before", *PLACE)

    add_key(path)
    assert keys.now().current == "1"
    use_newest_key(path)
    after = keys.now().encrypt("after", *PLACE)

    assert after.startswith(b"2:")
    assert [other_machine.now().decrypt(one, *PLACE) for one in (before, after)] == [
        "before",
        "after",
    ]


@pytest.mark.parametrize("spoil", ["gone", "broken", "another", "fewer"])
def test_a_program_that_runs_keeps_its_keys_whatever_becomes_of_the_file(
    path: Path, spoil: str
) -> None:
    add_key(path)
    keys = KeysFile(path)
    kept = keys.now()
    if spoil == "gone":
        path.unlink()
    elif spoil == "broken":
        path.write_text("{", encoding="utf-8")
    elif spoil == "another":
        replace_keys(path, new_keyring())
    else:
        replace_keys(path, replace(kept, masters={"1": kept.masters["1"]}))

    assert keys.now() == kept
