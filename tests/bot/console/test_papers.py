"""The papers are written once, and what someone has worked on is never written over."""

from pathlib import Path

from surveys.trust.papers import PAPERS
from tests.bot.console.conftest import Console


def test_all_papers_are_written_with_the_count_of_what_is_missing(
    filled: Console, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    done = filled("papers", str(folder), "--partnership", "north")
    assert done.code == 0
    assert {file.stem for file in folder.iterdir()} == set(PAPERS)
    assert "Privacy notice for families, 3 places to fill in" in done.out
    assert all((folder / f"{name}.docx").read_bytes().startswith(b"PK") for name in PAPERS)


def test_a_paper_that_is_there_is_not_written_over(filled: Console, tmp_path: Path) -> None:
    worked_on = tmp_path / "privacy-family.docx"
    worked_on.write_bytes(b"weeks of work")
    done = filled("papers", str(tmp_path), "--partnership", "north")
    assert done.is_one_sentence
    assert "is not written over" in done.err
    assert worked_on.read_bytes() == b"weeks of work"
    assert list(tmp_path.glob("privacy-child*")) == []
