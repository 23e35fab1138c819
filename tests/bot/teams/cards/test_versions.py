"""Every button of every card names the message and its version; a refused card gives words back."""

from typing import Any

import pytest

from bot.teams.cards import DRAWINGS, draw, draw_answer
from bot.teams.cards.versions import MESSAGE, versioned
from dialogs.conversations import Answered
from dialogs.table import DIALOGS
from surveys.sending.message_version import MessageVersion
from tests.bot.teams.cards.lint import faults, nodes
from tests.builders.replies import CONFIRM_BRIEFING, EXAMPLES

AT = MessageVersion("d7", 3)
CARDS = {name: reply for name, reply in EXAMPLES.items() if type(reply) in DRAWINGS}


def buttons(card: dict[str, Any]) -> list[dict[str, Any]]:
    return [node["data"] for node in nodes(card) if "verb" in node.get("data", ())]


@pytest.mark.parametrize("name", CARDS)
def test_every_button_names_the_message_and_version(name: str) -> None:
    card = versioned(draw(CARDS[name]), AT)

    assert all(button[MESSAGE] == "d7.3" for button in buttons(card))
    assert faults(card) == []


def test_a_button_and_its_twin_for_older_clients_name_the_same() -> None:
    [send, *_] = versioned(draw(CONFIRM_BRIEFING), AT)["actions"]

    assert send["data"][MESSAGE] == send["fallback"]["data"][MESSAGE] == "d7.3"


def test_a_card_that_is_no_known_message_stays_as_it_is() -> None:
    assert versioned(draw(CONFIRM_BRIEFING), None) == draw(CONFIRM_BRIEFING)


@pytest.mark.parametrize("name", CARDS)
def test_a_card_decides_something_where_one_of_its_buttons_does(name: str) -> None:
    verbs = {button["verb"] for button in buttons(draw(CARDS[name]))}
    deciding = {verb for verb in verbs if DIALOGS[verb].asks}

    assert not deciding or CARDS[name].decides


def test_every_verb_that_decides_is_on_a_card_that_does() -> None:
    deciding = {verb for verb, dialog in DIALOGS.items() if dialog.asks}
    shown = {
        button["verb"]
        for reply in CARDS.values()
        if reply.decides
        for button in buttons(draw(reply))
    }

    assert deciding <= shown


@pytest.mark.parametrize("name", CARDS)
def test_a_refused_card_gives_back_what_was_typed(name: str) -> None:
    typed = {
        node["id"]: "9/3/26"
        for node in nodes(draw(CARDS[name]))
        if node.get("type") in {"Input.Text", "Input.Date"}
    }

    card = draw_answer(Answered(CARDS[name], AT, ("We could not read it.",)), typed)

    boxes = {node["id"]: node for node in nodes(card) if node.get("id") in typed}
    assert {name: box["value"] for name, box in boxes.items()} == typed
    assert card["body"][0]["text"] == "We could not read it."
    assert faults(card) == []


def test_a_choice_that_is_no_longer_on_the_list_is_not_chosen_again() -> None:
    timed = EXAMPLES["confirm-with-channels"]
    lists = [node["id"] for node in nodes(draw(timed)) if node.get("type") == "Input.ChoiceSet"]

    again = draw_answer(Answered(timed, AT, ("No.",)), dict.fromkeys(lists, "gone"))

    boxes = [node for node in nodes(again) if node.get("id") in lists]
    assert boxes
    assert all(box.get("value") != "gone" for box in boxes)
