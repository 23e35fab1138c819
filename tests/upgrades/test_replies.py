"""A reply that any revision froze thaws and is drawn for ever: its row outlives the class.

`replies.jsonl` holds examples as they were stored. It is added to and never edited: an example
that does not thaw any more is a send, a repeat or a card that this revision would break.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.teams.cards import DRAWINGS, FILES, attachment
from bot.web import rendering as web
from dialogs import replies as r
from surveys.sending.frozen import Frozen
from tests.bot.teams.cards.lint import faults
from tests.upgrades.filled import lines

EXAMPLES = lines(Path(__file__).parent / "replies.jsonl")


def thawed(line: dict[str, Any]) -> r.Reply:
    return r.thaw(Frozen(line["kind"], json.dumps(line["reply"])))


def named(line: dict[str, Any]) -> str:
    return line["example"]


def shown_by(*kinds: Any) -> list[dict[str, Any]]:
    """The examples whose kind is drawn somewhere."""
    names = {kind.kind for kind in kinds}
    return [line for line in EXAMPLES if line["kind"] in names]


@pytest.mark.parametrize("line", EXAMPLES, ids=named)
def test_a_stored_reply_thaws_and_is_stored_under_the_same_kind(line: dict[str, Any]) -> None:
    assert r.freeze(thawed(line)).kind == line["kind"]


@pytest.mark.parametrize("line", shown_by(*DRAWINGS), ids=named)
def test_a_stored_reply_is_drawn_as_a_card(line: dict[str, Any]) -> None:
    assert faults(attachment(thawed(line))["content"]) == []


@pytest.mark.parametrize("line", shown_by(*FILES), ids=named)
def test_a_stored_reply_is_drawn_as_a_file_card(line: dict[str, Any]) -> None:
    assert attachment(thawed(line))["content"]


@pytest.mark.parametrize("line", shown_by(*web.DRAWINGS), ids=named)
def test_a_stored_reply_is_drawn_as_a_page(line: dict[str, Any]) -> None:
    page = web.Renderer.leading_to("https://www.gov.uk").draw(thawed(line))

    assert page.status < 500
    assert page.body or page.headers["Location"]


def test_every_kind_of_reply_has_a_stored_example() -> None:
    """One that is new adds a line to `replies.jsonl`, and no line is changed for it."""
    ours = {name for name, kind in r.Reply.kinds.items() if kind.__module__.startswith(r.__name__)}

    assert ours == {line["kind"] for line in EXAMPLES}


def test_every_example_is_drawn_somewhere() -> None:
    shown = shown_by(*DRAWINGS, *FILES, *web.DRAWINGS)

    assert [line["example"] for line in EXAMPLES if line not in shown] == []
