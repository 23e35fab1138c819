"""YAML or JSON text into plain values, with the line of each value.

Only mappings with text keys, lists, text, whole numbers, true/false and null: no aliases, tags or
repeated keys, so a small file cannot grow into a large value and nothing in a file is ever
executed. PyYAML is the one third-party import of `surveys.asking` besides pydantic, and this is the
only module that has it.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from surveys.problems import Refusal

LARGEST = 200_000  # bytes
_DEEPEST = 12

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]
Path = Sequence[str | int]


class Unreadable(ValueError):  # noqa: N818 - every text is read, and this is an answer
    """Where reading stopped: the line from 1, None for the whole file; its text says why."""

    def __init__(self, problem: str, line: int | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


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
    """What a file says, and the node tree it came from (None for JSON that is no YAML).

    Of a field that is `repeated` (its line, its name), the last is the value.
    """

    value: Plain
    root: Node | None
    text: str = ""
    repeated: tuple[tuple[int, str], ...] = ()

    def line(self, path: Path) -> int | None:
        """The line, from 1, of the value at `path` or of the nearest thing around it."""
        node = self.root
        for step in path:
            below = _child(node, step)
            if below is None:
                break
            node = below
        return None if node is None else node.start_mark.line + 1

    def unquoted(self) -> Iterator[tuple[Path, int, str]]:
        """Each text without quotes: its path, its last line from 1, and what follows it there."""
        lines = self.text.splitlines()
        for path, node in _leaves(self.root, ()):
            if node.style is None:
                mark = node.end_mark
                line = lines[mark.line] if mark.line < len(lines) else ""
                yield path, mark.line + 1, line[mark.column :]


def read_plain(text: str) -> ReadYaml:
    """Read YAML or JSON `text`; refuses `file-unreadable`, with the line and a plain reason."""
    try:
        written = parse_plain(text)
        for line, name in written.repeated:
            raise Unreadable(given_twice(name), line)
    except Unreadable as stopped:
        where = "The file" if stopped.line is None else f"Line {stopped.line}"
        raise Refusal("file-unreadable", where=where, why=_sentence(stopped.problem)) from None
    return written


def parse_plain(text: str) -> ReadYaml:
    """Read YAML or JSON `text`, repeated fields too; raises Unreadable where reading stops."""
    if len(text.encode("utf-8", "replace")) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST // 1000} KB")
    return _read_json(text) if text.lstrip("\ufeff \n\r\t").startswith("{") else _read_yaml(text)


def given_twice(name: str) -> str:
    """What is said of a field that is written more than once."""
    return f"“{name[:60]}” is given twice"


def dump_plain(value: object) -> str:
    """`value` as YAML that `read_plain` reads back equal, in the order given."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)


def _read_yaml(text: str) -> ReadYaml:
    text = text.removeprefix("\ufeff")
    try:
        root = _PlainLoader(text).get_single_node()
        repeated = tuple(_repeated(root))
    except yaml.MarkedYAMLError as error:
        mark = _where_it_began(error)
        raise Unreadable(
            error.problem or "this cannot be read", mark.line + 1 if mark else None
        ) from None
    except yaml.YAMLError:
        raise Unreadable("it has a character that YAML does not take") from None
    return ReadYaml(None if root is None else _value(root), root, text, repeated)


def _where_it_began(error: yaml.MarkedYAMLError) -> Any:
    """The mark of what was being scanned, such as a quoted text that is never closed."""
    scanning = (error.context or "").startswith(("while scanning a quoted", "while scanning a sim"))
    return (error.context_mark if scanning else None) or error.problem_mark or error.context_mark


def _read_json(text: str) -> ReadYaml:
    try:
        value = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise Unreadable(error.msg, error.lineno) from None
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    except Unreadable:
        raise
    except ValueError as error:
        raise Unreadable(str(error)) from None
    return ReadYaml(value, _lines_of(text), text)


def _lines_of(text: str) -> Node | None:
    """The nodes of JSON, for their lines: it is YAML too, but for tabs."""
    try:
        return _PlainLoader(text.removeprefix("\ufeff")).get_single_node()
    except (yaml.YAMLError, RecursionError):
        return None


def _once(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    taken: dict[str, Plain] = {}
    for key, value in pairs:
        if key in taken:
            raise Unreadable(given_twice(key))
        taken[key] = value
    return taken


def _value(node: Node) -> Plain:
    match node:
        case MappingNode():
            pairs = cast("list[tuple[Node, Node]]", node.value)
            return {key.value: _value(below) for key, below in pairs}
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


def _repeated(node: Node | None) -> Iterator[tuple[int, str]]:
    """The fields that are written again under one name; raises YAMLError for a name of parts."""
    if isinstance(node, SequenceNode):
        for below in cast("list[Node]", node.value):
            yield from _repeated(below)
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, below in cast("list[tuple[Node, Node]]", node.value):
            if not isinstance(key, ScalarNode):
                raise _refused("a field's name must be a word", key)
            if key.value in seen:
                yield key.start_mark.line + 1, str(key.value)
            seen.add(key.value)
            yield from _repeated(below)


def _leaves(node: Node | None, path: tuple[str | int, ...]) -> Iterator[tuple[Path, ScalarNode]]:
    match node:
        case ScalarNode():
            yield path, node
        case SequenceNode():
            for at, below in enumerate(cast("list[Node]", node.value)):
                yield from _leaves(below, (*path, at))
        case MappingNode():
            for key, below in cast("list[tuple[Node, Node]]", node.value):
                yield from _leaves(below, (*path, str(key.value)))
        case _:
            pass


def _child(node: Node | None, step: str | int) -> Node | None:
    match node, step:
        case SequenceNode(), int():
            items = cast("list[Node]", node.value)
            return items[step] if step < len(items) else None
        case MappingNode(), str():
            pairs = cast("list[tuple[Node, Node]]", node.value)
            return next((below for key, below in pairs if key.value == step), None)
        case MappingNode(), int():  # a mapping that was read as a list, such as the choices
            pairs = cast("list[tuple[Node, Node]]", node.value)
            return pairs[step][1] if step < len(pairs) else None
        case _:
            return None


def _sentence(problem: str) -> str:
    return f"{problem.rstrip('.')}."
