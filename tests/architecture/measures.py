"""Print the measures of the house: `python -m tests.architecture.measures [FOLDER]`.

Rooms and arrows on each floor, class names defined more than once, lines over 100 characters; of
this tree, or of another checkout that is named.
"""

import ast
import sys
from collections import defaultdict
from pathlib import Path

from tests.architecture.modules import PACKAGES, ROOT
from tests.architecture.rooms import house

LONGEST_LINE = 100


def classes_defined_twice(root: Path = ROOT) -> tuple[dict[str, list[str]], int]:
    """Return the class names defined more than once, and how many names there are."""
    found: dict[str, list[str]] = defaultdict(list)
    for package in PACKAGES:
        for file in sorted((root / package).rglob("*.py")):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    found[node.name].append(file.relative_to(root).as_posix())
    return {name: files for name, files in sorted(found.items()) if len(files) > 1}, len(found)


def long_lines(root: Path = ROOT) -> int:
    """Return how many lines of Python, program and tests, are longer than a line may be."""
    places = ["app.py", *PACKAGES, "tests"]
    files = [file for place in places for file in _python(root / place)]
    texts = (file.read_text(encoding="utf-8").splitlines() for file in files)
    return sum(len(line) > LONGEST_LINE for lines in texts for line in lines)


def _python(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return [file for file in place.rglob("*.py") if "node_modules" not in file.parts]


def report(root: Path = ROOT) -> str:
    """Return every measure, one a line."""
    lines = [
        f"{name}/: {floor.modules} modules, {len(floor.rooms)} rooms, "
        f"{len(floor.arrows)} arrows between rooms ({sum(floor.arrows.values())} imports)"
        for name, floor in house(root).floors.items()
    ]
    twice, names = classes_defined_twice(root)
    lines.append(f"class names defined more than once: {len(twice)} of {names}")
    lines += [f"  {name}: {', '.join(files)}" for name, files in twice.items()]
    lines.append(f"lines over {LONGEST_LINE} characters: {long_lines(root)}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT))
