"""Every card in a real browser, phone and desktop wide: it fits, is accessible and works."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.teams.cards import DRAWINGS, draw
from surveys.asking.instrument import QuestionKind
from tests.bot.teams.cards.lint import nodes
from tests.builders.replies import EXAMPLES, briefing, question
from tests.builders.replies.made import QUESTIONS
from tests.doors.teams_client import DARK, LARGEST_TEXT, browser_page, sent, show, violations

CARDS = {name: reply for name, reply in EXAMPLES.items() if type(reply) in DRAWINGS}
PICTURES = Path(__file__).parents[2] / "var" / "artefacts" / "cards"
PHONE, HELD, DESKTOP = 320, 390, 600
SCREEN, THUMB = 844, 44  # pixels: the height of a phone that is held, and what a thumb needs
FIRST_SCREEN = [
    name
    for name in CARDS
    if name.startswith(("invitation", "confirm-follow-up", "confirm-briefing", "confirm-with-word"))
]
LOOKED_AT = [
    "invitation",
    "question-single",
    "question-scale-chosen",
    "question-second-number",
    "question-several",
    "question-text",
    "question-number",
    "question-date",
    "question-ranking",
    "question-matrix",
    "question-smileys",
    "home",
    "help",
    "choose-briefing",
    "confirm-with-word",
]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser_page() as opened:
        yield opened


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", CARDS)
def test_a_card_fits_and_is_accessible(page: Page, name: str, width: int):
    assert show(page, draw(CARDS[name]), width) == []
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
    assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_no_button_is_cut_off_on_a_phone(page: Page):
    for reply in CARDS.values():
        show(page, draw(reply), PHONE)
        for button in page.locator(".ac-pushButton").all():
            assert button.evaluate("b => b.scrollWidth <= b.clientWidth"), button.inner_text()


def test_a_tap_on_a_heading_opens_its_section_and_closes_the_other(page: Page):
    show(page, draw(briefing()))
    expect(page.get_by_text("Ask who lives in the home")).to_be_visible()
    page.get_by_role("button", name="Good practice").click()
    expect(page.get_by_text("went back the next day")).to_be_visible()
    expect(page.get_by_text("Ask who lives in the home")).to_be_hidden()


def test_a_section_opens_by_keyboard(page: Page):
    show(page, draw(briefing()))
    page.get_by_role("button", name="Background").press("Enter")
    expect(page.get_by_text("A review looked at how agencies worked")).to_be_visible()


def test_a_tap_on_an_answer_sends_it_with_its_question(page: Page):
    show(page, draw(question(QuestionKind.SINGLE)))
    page.get_by_role("button", name="Not yet, no relevant case").click()
    assert sent(page)[0]["data"] == {
        "verb": "answer",
        "wave": 7,
        "question": "used",
        "value": "no_case",
    }


def test_an_answer_is_given_by_keyboard(page: Page):
    show(page, draw(question(QuestionKind.SINGLE)))
    page.get_by_role("button", name="Yes", exact=True).press("Enter")
    assert sent(page)[0]["data"]["value"] == "yes"


def test_next_without_a_required_answer_says_what_is_missing_and_sends_nothing(page: Page):
    asked = question(QuestionKind.TEXT).question.model_copy(update={"required": True})
    show(page, draw(question(QuestionKind.TEXT, question=asked)))
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Please write something.")).to_be_visible()
    assert sent(page) == []


@pytest.mark.parametrize("kind", QUESTIONS)
def test_no_star_says_that_a_question_must_be_answered_where_it_can_be_skipped(
    page: Page, kind: QuestionKind
):
    show(page, draw(question(kind)))
    assert "*" not in page.locator("main").inner_text()


def test_next_on_a_blank_that_may_be_skipped_is_sent_so_that_it_can_be_asked_again(page: Page):
    show(page, draw(question(QuestionKind.TEXT)))
    page.get_by_role("button", name="Next").click()
    assert sent(page)[0]["data"].get("value", "") == ""


@pytest.mark.parametrize(
    ("label", "verb"), [("Skip", "skip"), ("Back", "back"), ("Finish later", "later")]
)
@pytest.mark.parametrize("kind", [QuestionKind.SINGLE, QuestionKind.TEXT])
def test_the_other_ways_work_with_nothing_chosen_and_send_no_answer(
    page: Page, label: str, verb: str, kind: QuestionKind
):
    show(page, draw(question(kind)))
    page.get_by_role("button", name=label).click()
    data = sent(page)[0]["data"]
    assert data["verb"] == verb
    assert "value" not in data


def test_before_and_now_are_two_taps_and_the_second_sends_both(page: Page):
    show(page, draw(question(QuestionKind.BEFORE_NOW)))
    page.get_by_role("button", name="3", exact=True).click()
    assert sent(page)[0]["data"]["before"] == 3
    show(page, draw(question(QuestionKind.BEFORE_NOW, before=3)))
    page.get_by_role("button", name="8", exact=True).click()
    data = sent(page)[0]["data"]
    assert (data["before"], data["now"]) == (3, 8)


def test_a_tap_on_what_comes_first_sends_the_order_so_far_and_next_the_whole(page: Page):
    show(page, draw(question(QuestionKind.RANKING, order=("tools",))))
    page.get_by_role("button", name="Training").click()
    assert sent(page)[0]["data"]["order"] == "tools,training"
    whole = question(QuestionKind.RANKING, order=("tools", "training", "time"))
    show(page, draw(whole))
    page.get_by_role("button", name="Next").click()
    assert sent(page)[0]["data"]["value"] == "tools,training,time"


@pytest.mark.parametrize(
    ("kind", "typed"), [(QuestionKind.NUMBER, "12"), (QuestionKind.DATE, "2026-01-05")]
)
def test_a_number_and_a_date_are_sent_by_next_as_they_were_given(
    page: Page, kind: QuestionKind, typed: str
):
    show(page, draw(question(kind)))
    page.get_by_label("Your answer").fill(typed)
    page.get_by_role("button", name="Next").click()
    assert sent(page)[0]["data"]["value"] == typed


@pytest.mark.parametrize(
    "name", ["question-scale", "question-single", "question-ranking", "home", "choose-subject"]
)
def test_what_is_tapped_has_room_for_a_thumb_on_a_small_phone(page: Page, name: str):
    show(page, draw(CARDS[name]), PHONE)
    sizes = [one.bounding_box() for one in page.locator(".ac-selectable:not(.ac-pushButton)").all()]
    assert sizes
    assert all(box and min(box["width"], box["height"]) >= THUMB for box in sizes)


@pytest.mark.parametrize("name", FIRST_SCREEN)
def test_the_button_of_a_check_or_invitation_is_on_the_first_screen(page: Page, name: str):
    show(page, draw(CARDS[name]), HELD)
    assert page.evaluate("() => document.querySelector('main').offsetHeight") <= SCREEN
    assert page.locator(".ac-pushButton").count()


@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_card_reads_well_in_the_dark_in_the_largest_text_and_read_out(page: Page, name: str):
    card = draw(CARDS[name])
    for look, host in (("dark", DARK), ("largest", LARGEST_TEXT)):
        assert show(page, card, HELD, host) == []
        page.screenshot(path=PICTURES / f"{name}-{HELD}-{look}.png", full_page=True)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= HELD
        assert violations(page) == []
    tree = page.locator("main").aria_snapshot()
    (PICTURES / f"{name}-read-out.txt").write_text(tree, encoding="utf-8")
    assert "- heading" in tree
    for action in (one["selectAction"] for one in nodes(card["body"]) if "selectAction" in one):
        assert action["title"].split(",")[0] in tree or not _is_shown(card, action)


def _is_shown(card: dict[str, Any], action: dict[str, Any]) -> bool:
    """Say whether a tap is on no folded part of a card."""
    folded = (node for node in nodes(card["body"]) if node.get("isVisible") is False)
    return not any(action is inner for part in folded for inner in nodes(part))


def test_a_list_of_seven_can_have_several_ticked(page: Page):
    show(page, draw(question(QuestionKind.SEVERAL)))
    for label in ("Time", "Policy"):
        page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Next").click()
    assert sent(page)[0]["data"]["value"] == "time,policy"


@pytest.mark.parametrize(
    "payload",
    [
        "[tap here](javascript:document.title='ran')",
        "<img src=x onerror=\"document.title='ran'\">",
        "<script>document.title='ran'</script>",
        "![x](javascript:document.title='ran')",
        "[x]\n\n[x]: javascript:document.title='ran'",
        "[x](data:text/html,<script>document.title='ran'</script>)",
        "<https://a.example/not-ours>",
        "[[x](https://a.example)](javascript:document.title='ran')",
    ],
)
def test_what_people_write_neither_runs_nor_passes_for_a_link(page: Page, payload: str):
    card = draw(
        briefing(
            title=payload,
            partnership=payload,
            sections=((payload, payload), ("Good practice", payload)),
        )
    )
    show(page, card)
    for heading in page.locator("[role=button]").all():
        heading.click()
    assert page.title() == "A card as Teams shows it"
    assert page.locator("main img, main script").count() == 0
    addresses = [link.get_attribute("href") or "" for link in page.locator("main a").all()]
    assert all(re.match(r"https://", address) for address in addresses)
