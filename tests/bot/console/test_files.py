"""Files that are written: whole or not there at all, and never in the place of what is no file."""

import os
import threading
from pathlib import Path

import pytest

from bot.console.files import arriving, read_bytes
from surveys.problems import Refusal


def write(file: Path, content: bytes = b"whole") -> None:
    with arriving(file, content):
        pass


def test_a_file_takes_its_place_when_all_went_well(tmp_path: Path) -> None:
    write(tmp_path / "made" / "on the way" / "file.json")
    assert (tmp_path / "made" / "on the way" / "file.json").read_bytes() == b"whole"


def test_what_stood_there_stays_when_something_went_wrong(tmp_path: Path) -> None:
    (tmp_path / "file.json").write_bytes(b"before")
    with pytest.raises(RuntimeError, match="trail"), arriving(tmp_path / "file.json", b"whole"):
        raise RuntimeError("the trail could not be written")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [
        ("file.json", b"before")
    ]


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write(pipe)
    reader.join(10)
    assert read == [b"whole"]
    assert pipe.is_fifo()


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.json").symlink_to(tmp_path / "real" / "file.json")
    write(tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real" / "file.json").read_bytes() == b"whole"


@pytest.mark.parametrize("place", ["", "/", ".", ".."])
def test_a_folder_is_no_place_for_a_file(place: str) -> None:
    with pytest.raises(Refusal, match="it is a folder"):
        write(Path(place))


def test_a_path_through_a_file_and_a_name_too_long_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refusal, match="a part of its path is a file"):
        write(tmp_path / "file" / "below")
    with pytest.raises(Refusal, match="its name is too long"):
        write(tmp_path / ("x" * 300))


def test_a_ring_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    with pytest.raises(Refusal, match="could not write"):
        write(tmp_path / "one")


def test_a_file_is_read_to_one_byte_more_than_the_most(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 20)
    assert len(read_bytes(tmp_path / "file", 10)) == 11
