"""A button that any revision drew is understood for ever: cards stay in chats for months.

`buttons.jsonl` is added to and never edited. A field that no command knows is dropped in silence,
so every name that a button sends is looked for here.
"""

from pathlib import Path
from typing import Any

import pytest

from dialogs.table import DIALOGS
from tests.upgrades.filled import lines

BUTTONS = lines(Path(__file__).parent / "buttons.jsonl")


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button["verb"])
def test_everything_that_a_button_sends_is_still_known(button: dict[str, Any]) -> None:
    known = DIALOGS[button["verb"]].command.model_fields

    assert {*button["data"], *button["boxes"]} <= known.keys()


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button["verb"])
def test_nothing_is_wanted_that_a_button_does_not_send(button: dict[str, Any]) -> None:
    fields = DIALOGS[button["verb"]].command.model_fields
    wanted = {name for name, field in fields.items() if field.is_required()}

    assert wanted <= {*button["data"], *button["boxes"]}


def test_every_verb_has_a_recorded_button() -> None:
    assert DIALOGS.keys() == {button["verb"] for button in BUTTONS}
