"""Cards of what people do with a briefing and of how far it came: what they offer, and what they
never show."""

import json
from typing import Any

import pytest

from bot.teams.cards import draw
from dialogs import replies as r
from dialogs.telling.tracked_links import PLACEHOLDER, tracked
from tests.bot.teams.cards.lint import faults, nodes
from tests.builders.replies import EXAMPLES, LINKS, TRACKED, briefing, reach_line


def words_of(card: dict[str, Any]) -> str:
    return json.dumps(card, ensure_ascii=False)


def verbs_of(card: dict[str, Any]) -> list[str]:
    return [action["verb"] for action in card.get("actions", [])]


@pytest.mark.parametrize(
    ("acts", "offered"),
    [
        ((), ["read", "discuss", "intend"]),
        (("followed",), ["read", "discuss", "intend"]),
        (("read",), ["useful", "not-useful", "discuss", "intend"]),
        (("read", "useful"), ["not-useful", "discuss", "intend"]),
        (("read", "not-useful", "discussed", "intends"), ["useful", "discuss", "intend"]),
    ],
)
def test_no_more_than_four_buttons_offer_what_has_not_been_done(
    acts: tuple[str, ...], offered: list[str]
):
    assert verbs_of(draw(briefing(acts=frozenset(acts)))) == offered


def test_whether_it_was_useful_is_asked_of_those_who_have_read_it():
    assert "It was useful" not in words_of(draw(briefing()))
    assert "✓ You found this useful." in words_of(
        draw(briefing(acts=frozenset({"read", "useful"})))
    )


def test_the_links_of_a_sent_briefing_lead_through_us_also_where_the_text_names_them():
    words = words_of(draw(briefing(tracked=TRACKED)))
    for (_, address), place in zip(LINKS, TRACKED, strict=True):
        assert f"]({address})" not in words
        assert f"]({place})" in words
    assert words.count(TRACKED[1]) == 2


def test_a_link_of_the_text_alone_stays_as_it_was_written():
    other = "https://elsewhere.example/page"
    card = draw(briefing(tracked=TRACKED, sections=(("Background", f"See [this]({other})."),)))
    assert f"]({other})" in words_of(card)


def test_a_preview_leads_straight_to_where_the_links_lead():
    words = words_of(draw(briefing(preview=True)))
    assert all(f"]({address})" in words for _, address in LINKS)


def test_the_longest_briefing_keeps_its_words_with_tracked_links():
    paragraph = ("Ask who lives in the home and write it down at every visit. " * 40)[:1990]
    links = tuple(
        (f"Reading {number}", f"https://northmoor.example/{number}") for number in range(6)
    )
    full = briefing(
        sections=tuple((name, paragraph) for name, _ in briefing().sections), links=links
    )
    card = draw(tracked(full, "https://golden-thread.northmoor.example"))
    assert faults(card) == []
    assert "…" not in words_of(card)
    assert words_of(card).count(PLACEHOLDER) == 6


def test_a_plan_stands_on_no_card_but_the_one_that_was_asked_for():
    frozen, asked_for = draw(EXAMPLES["come-back"]), draw(EXAMPLES["come-back-with-plan"])
    assert verbs_of(frozen) == ["what-came", "what-came", "what-came", "my-plan"]
    assert "three visits" in words_of(asked_for)
    assert "three visits" not in asked_for["speak"] + asked_for["fallbackText"]


def test_a_date_before_today_cannot_be_chosen():
    dates = [
        node for node in nodes(draw(EXAMPLES["ask-intention"])) if node.get("type") == "Input.Date"
    ]
    assert [one["min"] for one in dates] == ["2026-03-03"]


def test_a_figure_held_back_is_said_to_be_and_never_shown_as_nothing():
    card = draw(r.ShowReach.model_validate(dict(EXAMPLES["reach-of-few"])))
    shown = [line for node in nodes(card) for line in node.get("facts", [])]
    assert shown == [] or {line["value"] for line in shown} == {"under 10"}
    assert "under 10" in words_of(card)
    assert "None" not in words_of(card)


def test_a_reach_with_many_agencies_says_how_many_are_left_out():
    lines = tuple(reach_line(f"Agency {number}", *[100] * 9) for number in range(40))
    card = draw(r.ShowReach.model_validate(dict(EXAMPLES["reach"]) | {"agencies": lines}))
    assert faults(card) == []
    assert "… and 28 more." in words_of(card)


@pytest.mark.parametrize(
    ("page", "offered"), [(0, ["Older"]), (1, ["Newer", "Older"]), (2, ["Newer"])]
)
def test_the_cascade_log_is_turned_page_by_page(page: int, offered: list[str]):
    card = draw(EXAMPLES["cascade-log"].model_copy(update={"page": page}))
    labels = [action["title"] for action in card["actions"]]
    assert labels == [*offered, "Who it reached", "Home"]
