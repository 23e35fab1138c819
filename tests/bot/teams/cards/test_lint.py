"""The lint itself: a good card passes, and for each rule there is a card that it alone, or it
first, refuses."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from bot.teams.cards import draw
from tests.bot.teams.cards.lint import RULES, faults
from tests.builders.replies import EXAMPLES

Card = dict[str, Any]


def card(name: str = "choose-summary") -> Card:
    return copy.deepcopy(draw(EXAMPLES[name]))


def spoil(change: Callable[[Card], object], name: str = "choose-summary") -> Card:
    spoilt = card(name)
    change(spoilt)
    return spoilt


def add(element: Card) -> Callable[[Card], object]:
    return lambda spoilt: spoilt["body"].append(element)


BAD: dict[str, Card] = {
    "schema": spoil(lambda c: c["actions"][0].update(msteams={"width": "Full"})),
    "head": spoil(lambda c: c.pop("speak")),
    "size": spoil(add({"type": "TextBlock", "wrap": True, "text": "a" * 25_000})),
    "kinds": spoil(add({"type": "Image", "url": "https://a.example/b.png"})),
    "wrap": spoil(add({"type": "TextBlock", "text": "a"})),
    "empty": spoil(add({"type": "TextBlock", "wrap": True, "text": " "})),
    "labelled": spoil(lambda c: c["body"][1].pop("errorMessage")),
    "ids": spoil(lambda c: c["body"][1].update(id="format")),
    "choices": spoil(lambda c: c["body"][2]["choices"][0].update(value="a,b"), "question-several"),
    "execute": spoil(lambda c: c["actions"][0]["fallback"]["data"].update(verb="other")),
    "buttons": spoil(lambda c: c["actions"][0].update(title="Make the summary right now")),
    "rows": spoil(lambda c: c["body"][2].pop("minHeight"), "question-single"),
    "way-out": spoil(lambda c: c["actions"][1].pop("associatedInputs")),
    "links": spoil(add({"type": "TextBlock", "wrap": True, "text": "[a](javascript:alert(1))"})),
    "tags": spoil(add({"type": "TextBlock", "wrap": True, "text": "<b>a</b>"})),
    "colours": spoil(add({"type": "TextBlock", "wrap": True, "text": "a", "color": "Good"})),
    "toggles": spoil(
        lambda c: c["body"][4]["selectAction"]["targetElements"].append("s99"), "briefing"
    ),
}


def test_there_is_a_bad_card_for_every_rule():
    assert BAD.keys() == RULES.keys()


@pytest.mark.parametrize("rule", RULES)
def test_a_card_that_breaks_a_rule_is_named(rule: str):
    assert rule in {fault.split(":")[0] for fault in faults(BAD[rule])}


def test_a_good_card_has_no_fault():
    assert faults(card()) == []


def test_a_list_of_seven_must_not_show_them_all():
    choices = [{"title": str(n), "value": str(n)} for n in range(7)]
    assert any(
        f.startswith("choices")
        for f in faults(spoil(lambda c: c["body"][1].update(choices=choices)))
    )
