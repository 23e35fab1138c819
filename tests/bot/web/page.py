"""A page as a browser's parser reads it: its elements with their attributes, and its words."""

from html.parser import HTMLParser
from typing import Any

_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


class Page(HTMLParser):
    def __init__(self, status: int, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.status, self.source = status, source
        self._elements: list[tuple[str, dict[str, str]]] = []
        self._words: list[tuple[tuple[int, ...], str]] = []
        self._open: list[int] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _EMPTY:
            self._open.append(len(self._elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._elements[self._open[-1]][0] == tag, (
            f"</{tag}> closes {self._elements[self._open[-1]][0]}"
        )
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._words.append((tuple(self._open), data))

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self._elements}

    @property
    def text(self) -> str:
        return " ".join("".join(words for _, words in self._words).split())

    @property
    def title(self) -> str:
        return self.texts("title")[0]

    def all(self, tag: str | None = None) -> list[dict[str, str]]:
        return [attributes for name, attributes in self._elements if tag in {None, name}]

    def first(self, tag: str) -> dict[str, str]:
        return self.all(tag)[0]

    def texts(self, tag: str) -> list[str]:
        """The words of each element of that tag, stripped; within a textarea lines are kept."""
        found = [at for at, (name, _) in enumerate(self._elements) if name == tag]
        joined = [
            "".join(words for within, words in self._words if at in within).strip() for at in found
        ]
        return joined if tag == "textarea" else [" ".join(words.split()) for words in joined]


async def page_of(response: Any) -> Page:
    return Page(response.status, await response.text())
