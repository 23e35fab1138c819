"""What documents, docstrings and comments name exists: paths, modules, tests, targets, commands."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.console.commands import COMMANDS, PROGRAM
from tests.architecture.modules import PACKAGES, ROOT, everything

OURS = "|".join((*PACKAGES, "tests", "docs"))
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
PATH = re.compile(rf"(?:{OURS})/[\w./*-]*")
FILE = re.compile(r"[\w-]+\.(?:py|md|typ|toml|html|css)")
MODULE = re.compile(rf"(?:{OURS})(?:\.\w+)+")
MAKE = re.compile(r"(?:`|^\s*)make ((?:[a-z]+-)*[a-z]+)(?=[`\s])", re.MULTILINE)
RUN = re.compile(rf"{re.escape(PROGRAM)} ([a-z][a-z -]*)")
DASH_M = re.compile(r"python -m ((?:\w+\.)*\w+)")
# Files of those who run the program: documents name them, and the tree does not have them.
THEIRS = frozenset({"briefing.md"})
Find = Callable[["Document"], Iterable[str]]
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


@dataclass(frozen=True)
class Document:
    """A text that names things: where it is and what it says."""

    path: str
    text: str

    def there(self, place: str) -> bool:
        """Say whether a path is there, from the root or beside the document."""
        roots = (ROOT, (ROOT / self.path).parent)
        return any((root / place).exists() or any(root.glob(place)) for root in roots)


def _documents() -> list[Document]:
    pages = [ROOT / page for page in PAGES] + sorted((ROOT / "docs").glob("*.md"))
    return [Document(page.relative_to(ROOT).as_posix(), page.read_text("utf-8")) for page in pages]


DOCUMENTS = _documents()
TEXTS = [*DOCUMENTS, *(Document(module.path, module.text) for module in everything())]
TARGETS = frozenset(
    re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
)
REFERENCE = (ROOT / "docs" / "commands.md").read_text("utf-8")
WITH_PARTS = frozenset(row.name for row in COMMANDS if row.place.endswith(":app"))


def _is_there(document: Document, code: str) -> bool:
    """Say whether what stands between backticks is there, or is no name of ours."""
    place, _, test = code.partition("::")
    if PATH.fullmatch(place):
        if not document.there(place.rstrip("/")):
            return False
        return not test or f"def {test}(" in (ROOT / place).read_text("utf-8")
    if MODULE.fullmatch(code):
        return _is_module(code)
    return not FILE.fullmatch(code) or code in THEIRS or document.there(code)


def _is_module(name: str) -> bool:
    """Say whether a dotted name is a module, or something that a module of ours defines."""
    place = Path(ROOT, *name.split("."))
    if place.is_dir() or place.with_suffix(".py").is_file():
        return True
    file = place.parent.with_suffix(".py")
    file = file if file.is_file() else place.parent / "__init__.py"
    return file.is_file() and re.search(rf"\b{place.name}\b", file.read_text("utf-8")) is not None


def _wrong(find: Find, among: Sequence[Document] = TEXTS) -> dict[str, list[str]]:
    """Return what is wrong in each text where anything is."""
    found = ((document.path, sorted(set(find(document)))) for document in among)
    return {path: wrong for path, wrong in found if wrong}


def test_every_path_module_and_test_that_is_named_is_there() -> None:
    def missing(document: Document) -> list[str]:
        return [code for code in CODE.findall(document.text) if not _is_there(document, code)]

    assert _wrong(missing) == {}


def test_every_link_between_documents_leads_somewhere() -> None:
    def broken(document: Document) -> list[str]:
        here = (ROOT / document.path).parent
        return [link for link in LINK.findall(document.text) if not (here / link).exists()]

    assert _wrong(broken, DOCUMENTS) == {}


def test_every_make_target_that_is_named_is_in_the_makefile() -> None:
    assert _wrong(lambda document: set(MAKE.findall(document.text)) - TARGETS) == {}


def test_every_command_that_is_named_is_one_of_the_program() -> None:
    names = {row.name for row in COMMANDS}

    def unknown(document: Document) -> list[str]:
        named = [words.split() for words in RUN.findall(document.text)]
        return [" ".join(words) for words in named if words[0] not in names or not _has_part(words)]

    assert _wrong(unknown) == {}


def _has_part(words: list[str]) -> bool:
    """Say whether a command that has parts is named with one of them, or alone."""
    if words[0] not in WITH_PARTS or len(words) == 1:
        return True
    return f"### `{' '.join(words[:2])}" in REFERENCE


def test_every_module_that_is_to_be_run_is_there() -> None:
    def missing(document: Document) -> list[str]:
        named = [name for name in DASH_M.findall(document.text) if re.match(rf"(?:{OURS})\b", name)]
        return [name for name in named if not _is_module(name)]

    assert _wrong(missing) == {}
