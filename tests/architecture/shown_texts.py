"""Everything that people can read: strings with a space, help, pages, questionnaires, documents.

Docstrings are left out, except those that typer shows as the help of a command.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tests.architecture.modules import ROOT, Function, Module, program

REASONS = ROOT / "surveys" / "library" / "release-words-1.toml"
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)  # of a template
BLOCK_ENDS = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*|]|\d+\.) ?)")


class Text(NamedTuple):
    """A text that people can read, on one line, and the file that it is in."""

    path: str
    text: str


@cache
def texts() -> tuple[Text, ...]:
    """Return every text that people can read."""
    return (*said_by_the_program(), *written_in_files(), *_reasons())


@cache
def said_by_the_program() -> tuple[Text, ...]:
    """Return the texts in the program's modules."""
    return tuple(Text(module.path, text) for module in program() for text in of_module(module))


def written_in_files() -> Iterator[Text]:
    """Yield the texts of pages, questionnaires and documents."""
    found = [*(ROOT / "bot").rglob("*.html"), *(ROOT / "surveys").rglob("*.yaml")]
    found += [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for file in found:
        content = COMMENT.sub("", file.read_text(encoding="utf-8"))
        for block in BLOCK_ENDS.split(content):
            yield Text(file.relative_to(ROOT).as_posix(), _on_one_line(block))


def _reasons() -> Iterator[Text]:
    """Yield what the release check says of rare traits."""
    for group in tomllib.loads(REASONS.read_text(encoding="utf-8"))["group"]:
        for name in ("what", "why"):
            yield Text(REASONS.relative_to(ROOT).as_posix(), group[name])


def of_module(module: Module) -> Iterator[str]:
    """Yield the texts of a module; an f-string is one text, with {} for what is filled in."""
    left_out = {id(node) for node in _docstrings(module)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.JoinedStr):
            left_out.update(id(part) for part in node.values)
            yield from _with_a_space("".join(map(_part, node.values)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from () if id(node) in left_out else _with_a_space(node.value)
        elif isinstance(node, Function) and _is_command(module, node):
            yield _on_one_line(ast.get_docstring(node) or "")


def _part(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else "{}"


def _docstrings(module: Module) -> Iterator[ast.expr]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _is_command(module: Module, function: Function) -> bool:
    """Say whether typer shows a function's docstring: the function of a command or of a group."""
    decorated = any("app." in ast.unparse(one) for one in function.decorator_list)
    takes_context = any(one.arg == "context" for one in function.args.args)
    return module.path.startswith("bot/console/") and (decorated or takes_context)


def _with_a_space(text: str) -> Iterator[str]:
    if " " in text:
        yield _on_one_line(text)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
