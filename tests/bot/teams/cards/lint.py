"""What a card must keep besides the schema, so that it works on a phone, for a screen reader and
in an old client.

`faults(card)` names every broken rule; the rules are a table, and a test shows that each can fail.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft6Validator

Node = dict[str, Any]
LARGEST = 24 * 1024
MOST_BUTTONS = 4
LONGEST_BUTTON = 20
INPUTS = frozenset({"Input.Text", "Input.Number", "Input.Date", "Input.ChoiceSet"})
# The extension of Teams that the schema does not know: where it may stand, and all it may say.
TEAMS = {"Action.Submit": {"feedback": {"hide": True}}}
# What works on every Teams client on a phone; the rest of 1.5 does not, or has not been needed.
ELEMENTS = INPUTS | {"TextBlock", "FactSet", "Container", "ColumnSet", "Column", "ActionSet"}
ACTIONS = frozenset(
    {"Action.Execute", "Action.Submit", "Action.OpenUrl", "Action.ToggleVisibility"}
)
COLOURS = frozenset(
    {"Default", "Accent", "Attention"}
)  # good and warning are too pale to read on white
_ADDRESS = re.compile(r"\]\(([^)]*)\)")
_SAFE_ADDRESS = re.compile(r"https://|http://(localhost|127\.0\.0\.1|\[::1\])([:/]|$)")


@cache
def _schema() -> Draft6Validator:
    file = Path(__file__).parents[3] / "schemas" / "adaptive-card-1.5.json"
    return Draft6Validator(json.loads(file.read_text(encoding="utf-8")))


def nodes(value: object) -> Iterator[Node]:
    """Every mapping in a card, from the outside in."""
    if isinstance(value, dict):
        node = cast("Node", value)
        yield node
        for below in node.values():
            yield from nodes(below)
    elif isinstance(value, list):
        for below in value:
            yield from nodes(below)


def faults(card: Node) -> list[str]:
    """The broken rules, by name and what breaks them; empty for a good card."""
    return [f"{rule}: {found}" for rule, broken in RULES.items() for found in broken(card)]


def _schema_faults(card: Node) -> Iterator[str]:
    for error in _schema().iter_errors(_without_teams(card)):
        yield f"{error.json_path} {error.message[:120]}"


def _without_teams(value: Any) -> Any:
    """The card without the Teams extension where that is allowed; elsewhere the schema refuses."""
    if isinstance(value, list):
        return [_without_teams(below) for below in value]
    if not isinstance(value, dict):
        return value
    kind = value.get("type", "")
    allowed = TEAMS.get(kind)
    # Version 1.5 has lists that are filtered by typing; its published schema leaves them out.
    if kind == "Input.ChoiceSet" and value.get("style") == "filtered":
        value = {**value, "style": "compact"}
    return {
        key: _without_teams(below)
        for key, below in value.items()
        if not (key == "msteams" and allowed is not None and below == allowed)
    }


def _head(card: Node) -> Iterator[str]:
    if card.get("type") != "AdaptiveCard" or card.get("version") != "1.5":
        yield "not an Adaptive Card 1.5"
    for name in ("fallbackText", "speak", "lang"):
        if not card.get(name):
            yield f"no {name}"
    if not card.get("body"):
        yield "no body"


def _size(card: Node) -> Iterator[str]:
    size = len(json.dumps(card, ensure_ascii=False).encode())
    if size > LARGEST:
        yield f"{size} bytes"


def _kinds(card: Node) -> Iterator[str]:
    for node in nodes(card):
        kind = node.get("type", "AdaptiveCard")
        if kind not in ELEMENTS | ACTIONS | {"AdaptiveCard"}:
            yield kind


def _wrap(card: Node) -> Iterator[str]:
    for node in nodes(card):
        if node.get("type") in {"TextBlock", "Input.ChoiceSet"} and node.get("wrap") is not True:
            yield node["type"]


def _empty(card: Node) -> Iterator[str]:
    """An empty required text stops the whole card on phones."""
    for node in nodes(card):
        for name in (
            "text",
            "title",
            "value",
            "label",
            "id",
            "items",
            "choices",
            "facts",
            "actions",
        ):
            value = node.get(name)
            if (isinstance(value, str) and not value.strip()) or value == []:
                yield f"{node.get('type', 'choice or fact')} {name}"


def _labelled(card: Node) -> Iterator[str]:
    for node in nodes(card):
        if node.get("type") in INPUTS:
            for name in ("id", "label", "errorMessage"):
                if not node.get(name):
                    yield f"{node['type']} without {name}"


def _unique_ids(card: Node) -> Iterator[str]:
    ids = [node["id"] for node in nodes(card) if "id" in node]
    yield from {identity for identity in ids if ids.count(identity) > 1}


def _choices(card: Node) -> Iterator[str]:
    for node in nodes(card):
        if node.get("type") != "Input.ChoiceSet":
            continue
        values = [choice["value"] for choice in node["choices"]]
        most_shown = 12 if node.get("isMultiSelect") else 6
        styles = {"expanded"} if len(values) <= most_shown else {"compact", "filtered"}
        if node.get("style") not in styles:
            yield f"{node['id']}: {len(values)} choices shown as {node.get('style')}"
        if node.get("isMultiSelect") and any("," in value for value in values):
            yield f"{node['id']}: a comma in a value, by which Teams joins those ticked"
        if len(set(values)) < len(values):
            yield f"{node['id']}: a value twice"


def _execute(card: Node) -> Iterator[str]:
    for node in nodes(card):
        if node.get("type") != "Action.Execute":
            continue
        submit = node.get("fallback") or {}
        same = all(
            node.get(name) == submit.get(name) for name in ("title", "data", "associatedInputs")
        )
        if (
            submit.get("type") != "Action.Submit"
            or not same
            or submit.get("msteams") != TEAMS["Action.Submit"]
        ):
            yield f"{node.get('title')}: no Action.Submit of the same data"
        if not isinstance(node.get("data"), dict) or node["data"].get("verb") != node.get("verb"):
            yield f"{node.get('title')}: its data does not carry its verb"


def buttons(card: Node) -> list[Node]:
    """The buttons of a card, those within its body first."""
    sets = (node["actions"] for node in nodes(card.get("body", [])) if "actions" in node)
    return [*chain.from_iterable(sets), *card.get("actions", [])]


def _buttons(card: Node) -> Iterator[str]:
    actions = buttons(card)
    if len(actions) > MOST_BUTTONS:
        yield f"{len(actions)} buttons"
    titles = [action["title"] for action in actions]
    yield from (f"“{title}” is long" for title in titles if len(title) > LONGEST_BUTTON)
    if len(set(titles)) < len(titles):
        yield "two buttons of one name"


def _rows(card: Node) -> Iterator[str]:
    """What is tapped has room for a thumb and says what it does; its words are not colour alone."""
    for node in nodes(card):
        if action := node.get("selectAction"):
            if node.get("minHeight") != "44px":
                yield f"“{action.get('title')}” is small"
            if not action.get("title"):
                yield f"{node['type']}: what a tap does is not read out"
            if any(below.get("type") in INPUTS for below in nodes(node.get("items", []))):
                yield f"“{action.get('title')}” is around an input"
        if node.get("type") == "ColumnSet" and len(node["columns"]) > 4:
            yield f"{len(node['columns'])} columns do not fit a phone"


def _way_out(card: Node) -> Iterator[str]:
    """Where something must be filled in, no button but the one that sends it may depend on it."""
    required = [node for node in nodes(card) if node.get("isRequired")]
    sending = [a for a in buttons(card) if a.get("verb") and a.get("associatedInputs") != "none"]
    if required and len(sending) > 1:
        yield f"{[a['title'] for a in sending]} all need the boxes filled in"


def _links(card: Node) -> Iterator[str]:
    for node in nodes(card):
        for value in (node.get("text"), node.get("value"), node.get("title"), node.get("label")):
            if isinstance(value, str):
                yield from (a for a in _ADDRESS.findall(value) if not _SAFE_ADDRESS.match(a))
        if node.get("type") == "Action.OpenUrl" and not _SAFE_ADDRESS.match(node.get("url", "")):
            yield str(node.get("url"))


def _tags(card: Node) -> Iterator[str]:
    for node in nodes(card):
        if re.search(r"<[A-Za-z/!?]", node.get("text", "") or ""):
            yield node["text"][:60]


def _colours(card: Node) -> Iterator[str]:
    for node in nodes(card):
        if node.get("color", "Default") not in COLOURS:
            yield node["color"]


def _toggles(card: Node) -> Iterator[str]:
    """What folds exists, is no input, and may be hidden."""
    known = {node["id"]: node for node in nodes(card) if "id" in node}
    for node in nodes(card):
        for target in node.get("targetElements", []):
            name = target if isinstance(target, str) else target["elementId"]
            if known.get(name, {}).get("type") != "Container":
                yield f"{name} is no container of this card"
        if node.get("isVisible") is False and any(
            below.get("type") in INPUTS for below in nodes(node)
        ):
            yield "a hidden input"


RULES: Mapping[str, Callable[[Node], Iterator[str]]] = {
    "schema": _schema_faults,
    "head": _head,
    "size": _size,
    "kinds": _kinds,
    "wrap": _wrap,
    "empty": _empty,
    "labelled": _labelled,
    "ids": _unique_ids,
    "choices": _choices,
    "execute": _execute,
    "buttons": _buttons,
    "rows": _rows,
    "way-out": _way_out,
    "links": _links,
    "tags": _tags,
    "colours": _colours,
    "toggles": _toggles,
}
