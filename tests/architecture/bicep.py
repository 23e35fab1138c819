"""Just enough of Bicep to hold a file of ours to its shape: parameters, resources, properties.

It reads the layout that `bicep format` writes, one name a line, and refuses what is not closed.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

PARAM = re.compile(r"param (\w+) \w+(?: = (.+))?")
RESOURCE = re.compile(r"resource (\w+) '([\w./]+)@(\d{4}-\d{2}-\d{2})' = \{")
PROPERTY = re.compile(r"(\w+): (.+)")
OPENS, CLOSES = "{[(", "}])"


@dataclass
class Bicep:
    """A file: its parameters (with defaults), and resources by type with their properties."""

    params: dict[str, str | None] = field(default_factory=dict[str, str | None])
    resources: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    versions: set[str] = field(default_factory=set[str])


def read(file: Path) -> Bicep:
    """Return what a file declares; ValueError where a bracket is not closed or not opened."""
    found, open_now, kind, way = Bicep(), list[str](), "", list[str]()
    for line in (raw.split("//")[0].rstrip() if "://" not in raw else raw for raw in _lines(file)):
        bare = line.strip()
        if (param := PARAM.fullmatch(bare)) and not open_now:
            found.params[param[1]] = param[2]
        elif resource := RESOURCE.fullmatch(bare):
            kind, way = resource[2], []
            found.resources[kind] = {}
            found.versions.add(resource[3])
        elif kind and (one := PROPERTY.fullmatch(bare)):
            if one[2] == "{":
                way.append(one[1])
            else:
                found.resources[kind][".".join([*way, one[1]])] = one[2]
        elif bare == "}" and way:
            way.pop()
        _balance(open_now, bare)
    if open_now:
        raise ValueError(f"not closed: {''.join(open_now)}")
    return found


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def _balance(open_now: list[str], line: str) -> None:
    for sign in re.sub(r"'[^']*'", "", line):
        if sign in OPENS:
            open_now.append(CLOSES[OPENS.index(sign)])
        elif sign in CLOSES and (not open_now or open_now.pop() != sign):
            raise ValueError(f"not opened: {sign}")
