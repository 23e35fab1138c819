"""The rooms of each floor and the imports between them, as the code has them today.

A room is what a floor's folder holds: a folder or one module. An arrow is all the imports from one
room to another, with how many there are.
"""

import ast
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import grimp

from tests.architecture.modules import PACKAGES, ROOT

Arrows = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Floor:
    """One package: its rooms with how many modules each has, and the arrows between its rooms."""

    name: str
    rooms: Mapping[str, int]
    folders: frozenset[str]
    arrows: Arrows

    @property
    def modules(self) -> int:
        """Return how many modules the floor has, `__init__` among them."""
        return sum(self.rooms.values()) + 1


@dataclass(frozen=True)
class House:
    """Every floor, and the arrows between floors (`app` among them)."""

    floors: Mapping[str, Floor]
    arrows: Arrows


@cache
def house(root: Path = ROOT) -> House:
    """Read the house that lies in a folder."""
    graph = _graph(root)
    between: Counter[tuple[str, str]] = Counter()
    for importer, imported in _imports(graph):
        here, there = importer.partition(".")[0], imported.partition(".")[0]
        if here != there:
            between[here, there] += 1
    between.update(("app", name.partition(".")[0]) for name in _named_by_app(root))
    return House(
        {name: _floor(graph, root, name) for name in PACKAGES}, dict(sorted(between.items()))
    )


def _graph(root: Path) -> grimp.ImportGraph:
    """Read the imports of a house that need not be this one: grimp looks on the path."""
    sys.path.insert(0, str(root))
    try:
        return grimp.build_graph(*PACKAGES, cache_dir=None)
    finally:
        sys.path.remove(str(root))


def _named_by_app(root: Path) -> set[str]:
    """Return what `app.py`, which is no package, imports of ours, also inside functions."""
    tree = ast.parse((root / "app.py").read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {
        f"{getattr(node, 'module', None) or ''}.{alias.name}".strip(".")
        for node in nodes
        for alias in node.names
    }
    return {name for name in names if name.partition(".")[0] in PACKAGES}


def _imports(graph: grimp.ImportGraph) -> list[tuple[str, str]]:
    return [
        (module, imported)
        for module in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(module))
    ]


def _floor(graph: grimp.ImportGraph, root: Path, name: str) -> Floor:
    inside = [module for module in graph.modules if module.startswith(f"{name}.")]
    rooms = Counter(_room(module) for module in inside)
    arrows: Counter[tuple[str, str]] = Counter()
    for importer, imported in _imports(graph):
        if importer in inside and imported in inside and _room(importer) != _room(imported):
            arrows[_room(importer), _room(imported)] += 1
    folders = frozenset(room for room in rooms if (root / name / room).is_dir())
    return Floor(name, dict(sorted(rooms.items())), folders, dict(sorted(arrows.items())))


def _room(module: str) -> str:
    return module.split(".")[1]
