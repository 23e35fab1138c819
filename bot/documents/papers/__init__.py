"""The templates of papers: a title, headings, paragraphs and lists, one a line.

`{{ name }}` is filled in, `{{ table: name }}` on a line of its own is a table, and
`[To fill in: ...]` marks what only a person can decide.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent


def template(name: str) -> list[str]:
    """Return the lines of a paper before anything is filled in, without those that are empty."""
    lines = (_FOLDER / f"{name}.md").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line]
