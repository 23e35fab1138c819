"""Every module of the program, read once as text and as a tree."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "dialogs", "surveys", "storage", "scheduler")
OURS = (*PACKAGES, "app", "tests")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file: its path from the root with slashes, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    def functions(self) -> Iterator[Function]:
        """Walk every function, wherever it stands."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def strings(self) -> Iterator[ast.Constant]:
        """Walk every string that is not a docstring."""
        docs = {
            id(body[0].value)
            for body in _bodies(self.tree)
            if body and isinstance(body[0], ast.Expr)
        }
        for node in ast.walk(self.tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docs
            ):
                yield node

    def third_parties(self) -> set[str]:
        """Return the top names of what it imports that is neither ours nor Python's."""
        found = {name.split(".")[0] for name in self.imports()}
        return found - set(sys.stdlib_module_names) - set(OURS)

    def imports(self) -> Iterator[str]:
        """Walk the names of modules it imports, wherever the import stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module


def _bodies(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | Function):
            yield node.body


@cache
def program() -> tuple[Module, ...]:
    """Return every module of the program."""
    return _read(["app.py", *(file for package in PACKAGES for file in _files(package))])


@cache
def everything() -> tuple[Module, ...]:
    """Return every module of the program and of its tests."""
    return (*program(), *_read(_files("tests")))


def within(*folders: str) -> tuple[Module, ...]:
    """Return the program's modules in these folders."""
    return tuple(
        module
        for module in program()
        if module.path.startswith(tuple(f"{name}/" for name in folders))
    )


def _files(package: str) -> list[str]:
    found = (ROOT / package).rglob("*.py")
    return sorted(
        file.relative_to(ROOT).as_posix() for file in found if "node_modules" not in file.parts
    )


def _read(paths: list[str]) -> tuple[Module, ...]:
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in paths}
    return tuple(Module(path, text, ast.parse(text)) for path, text in texts.items())
