"""YAML or JSON text into plain values, with the line of each value.

Only mappings with text keys, lists, text, whole numbers, true/false and null: no aliases, tags or
repeated keys, so a small file cannot grow into a large value and nothing in a file is ever
executed. PyYAML is the one third-party import of `surveys.asking` besides pydantic, and this is the
only module that has it.
"""

import json
import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from surveys.problems import Refusal

LARGEST = 200_000  # bytes
_DEEPEST = 12

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]
Path = Sequence[str | int]


class _PlainLoader(yaml.SafeLoader):
    """A safe loader that composes nodes only, shallowly, and knows neither alias nor tag."""

    # `yes` and `no` are words here, as every author of a questionnaire means them.
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML reads the class
    depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        event = cast("Any", self.peek_event())  # pyright: ignore[reportUnknownMemberType] - not in its stubs
        if getattr(event, "anchor", None) is not None:  # an alias is an event with an anchor too
            raise _refused("anchors and aliases (& and *) are not taken", event)
        if getattr(event, "tag", None) is not None:
            raise _refused("tags (!) are not taken", event)
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _refused("this is nested too deeply", event)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _refused(problem: str, at: Any) -> yaml.MarkedYAMLError:
    """A refusal at a node or an event of the file: both carry a `start_mark`."""
    return yaml.MarkedYAMLError(problem=problem, problem_mark=at.start_mark)


_RESOLVED = (
    ("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), ("t", "f")),
    ("tag:yaml.org,2002:null", re.compile(r"(?:null|~|)$"), ("n", "~", "")),
    ("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]{0,8})$"), tuple("-0123456789")),
)
for _tag, _pattern, _first in _RESOLVED:
    for _character in _first:
        _PlainLoader.yaml_implicit_resolvers.setdefault(_character, []).append((_tag, _pattern))


@dataclass(frozen=True, slots=True)
class ReadYaml:
    """What a file says, and the node tree it came from (None for JSON, which keeps no lines)."""

    value: Plain
    root: Node | None

    def line(self, path: Path) -> int | None:
        """The line, from 1, of the value at `path` or of the nearest thing around it."""
        node = self.root
        for step in path:
            below = _child(node, step)
            if below is None:
                break
            node = below
        return None if node is None else node.start_mark.line + 1


def read_plain(text: str) -> ReadYaml:
    """Read YAML or JSON `text`; refuses `file-unreadable`, with the line and a plain reason."""
    if len(text.encode("utf-8", "replace")) > LARGEST:
        raise Refusal(
            "file-unreadable", where="The file", why=f"it is larger than {LARGEST // 1000} KB."
        )
    return _read_json(text) if text.lstrip("\ufeff \n\r\t").startswith("{") else _read_yaml(text)


def dump_plain(value: object) -> str:
    """`value` as YAML that `read_plain` reads back equal, in the order given."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)


def _read_yaml(text: str) -> ReadYaml:
    try:
        loader = _PlainLoader(text.removeprefix("\ufeff"))
        root = loader.get_single_node()
        return ReadYaml(None if root is None else _value(root), root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"Line {mark.line + 1}" if mark else "The file"
        raise Refusal("file-unreadable", where=where, why=_sentence(error.problem)) from None
    except yaml.YAMLError:
        why = "it has a character that YAML does not take."
        raise Refusal("file-unreadable", where="The file", why=why) from None


def _read_json(text: str) -> ReadYaml:
    try:
        return ReadYaml(json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once), None)
    except json.JSONDecodeError as error:
        raise Refusal(
            "file-unreadable", where=f"Line {error.lineno}", why=_sentence(error.msg)
        ) from None
    except RecursionError:
        raise Refusal("file-unreadable", where="The file", why="it is nested too deeply.") from None
    except ValueError as error:
        raise Refusal("file-unreadable", where="The file", why=_sentence(str(error))) from None


def _once(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    taken: dict[str, Plain] = {}
    for key, value in pairs:
        if key in taken:
            raise ValueError(f"“{key[:60]}” is given twice")
        taken[key] = value
    return taken


def _value(node: Node) -> Plain:
    match node:
        case MappingNode():
            return {key.value: _value(below) for key, below in _checked_pairs(node)}
        case SequenceNode():
            return [_value(below) for below in cast("list[Node]", node.value)]
        case _:
            return _scalar(cast("ScalarNode", node))


def _scalar(node: ScalarNode) -> Plain:
    text = str(node.value)
    match node.tag.rpartition(":")[2]:
        case "int":
            return int(text)
        case "bool":
            return text == "true"
        case "null":
            return None
        case _:
            return text


def _checked_pairs(node: MappingNode) -> list[tuple[ScalarNode, Node]]:
    pairs = cast("list[tuple[Node, Node]]", node.value)
    seen: set[Hashable] = set()
    for key, _ in pairs:
        if not isinstance(key, ScalarNode):
            raise _refused("a field's name must be a word", key)
        if key.value in seen:
            raise _refused(f"“{key.value[:60]}” is given twice", key)
        seen.add(key.value)
    return cast("list[tuple[ScalarNode, Node]]", pairs)


def _child(node: Node | None, step: str | int) -> Node | None:
    match node, step:
        case SequenceNode(), int():
            items = cast("list[Node]", node.value)
            return items[step] if step < len(items) else None
        case MappingNode(), str():
            pairs = cast("list[tuple[Node, Node]]", node.value)
            return next((below for key, below in pairs if key.value == step), None)
        case _:
            return None


def _sentence(problem: str | None) -> str:
    return f"{(problem or 'this cannot be read').rstrip('.')}."
