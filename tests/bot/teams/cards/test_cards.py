"""Every reply that Teams shows is drawn, keeps the schema and our rules, and says what its reader
needs."""

import json
from typing import Any

import pytest

from bot.teams.cards import DRAWINGS, FILES, attachment, draw
from bot.teams.cards.fit import size
from bot.web import rendering as web
from dialogs import home
from dialogs import replies as r
from surveys.asking.instrument import Choice, Question, QuestionKind
from surveys.asking.kinds import KINDS
from tests.bot.teams.cards.lint import buttons, faults, nodes
from tests.builders.replies import CONFIRM_BRIEFING, EXAMPLES, briefing, concern, question

IN_A_BOX = [QuestionKind.SEVERAL, QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE]
ASKED = [kind for kind in QuestionKind if KINDS[kind].is_asked]
CARDS = {name: reply for name, reply in EXAMPLES.items() if type(reply) in DRAWINGS}


def kinds_of_reply() -> set[type[r.Reply]]:
    return {kind for kind in r.Reply.kinds.values() if kind.__module__.startswith(f"{r.__name__}.")}


def words_of(card: dict[str, Any]) -> str:
    return json.dumps(card, ensure_ascii=False)


def inputs_of(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {node["id"]: node for node in nodes(card) if node.get("type", "").startswith("Input.")}


def verbs_of(card: dict[str, Any]) -> list[str]:
    return [action["verb"] for action in buttons(card) if "verb" in action]


def rows_of(card: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows, keys and quiet ways of a card, in order: what a tap on each does."""
    return [node["selectAction"] for node in nodes(card["body"]) if "selectAction" in node]


def ways_of(card: dict[str, Any]) -> list[str]:
    """The verbs of the ways on without an answer, and those of the buttons."""
    quiet = [one["verb"] for one in rows_of(card) if one["verb"] != "answer"]
    return [*quiet, *verbs_of(card)]


def test_every_kind_of_reply_is_a_card_a_file_or_a_page():
    assert kinds_of_reply() == DRAWINGS.keys() | FILES.keys() | web.DRAWINGS.keys()


def test_no_kind_of_reply_is_drawn_twice():
    assert not (DRAWINGS.keys() & FILES.keys())
    assert not (FILES.keys() & web.DRAWINGS.keys())
    assert DRAWINGS.keys() & web.DRAWINGS.keys() == {
        r.ProblemReply,
        r.ShowBriefing,
    }  # an e-mail leads to a page


def test_there_is_an_example_of_every_kind_of_reply():
    assert {type(reply) for reply in EXAMPLES.values()} == kinds_of_reply()


@pytest.mark.parametrize("name", CARDS)
def test_a_card_keeps_the_schema_and_our_rules(name: str):
    assert faults(draw(CARDS[name])) == []


@pytest.mark.parametrize("name", CARDS)
def test_a_card_begins_with_words_that_make_sense_alone(name: str):
    assert draw(CARDS[name])["body"][0]["type"] == "TextBlock"


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_wrapped_as_an_attachment(name: str):
    wrapped = attachment(CARDS[name])
    assert wrapped == {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "content": draw(CARDS[name]),
    }


def test_a_reply_for_the_web_alone_is_not_drawn():
    with pytest.raises(KeyError):
        draw(EXAMPLES["form-thanks"])


def test_a_file_is_offered_with_its_opaque_number_alone():
    offered = attachment(EXAMPLES["offer-file"])
    assert offered["contentType"] == "application/vnd.microsoft.teams.card.file.consent"
    assert offered["name"] == "impact-A-2026-03.pdf"
    assert offered["content"] == {
        "description": "Impact summary of A-2026-03 as at 3 March 2026",
        "sizeInBytes": 182_344,
        "acceptContext": {"export": "e7d0"},
        "declineContext": {"export": "e7d0"},
    }


def test_a_saved_file_is_shown_where_it_is():
    saved = attachment(EXAMPLES["file-saved"])
    assert saved["contentType"] == "application/vnd.microsoft.teams.card.file.info"
    assert saved["contentUrl"].endswith("/impact-A-2026-03.pdf")
    assert saved["content"] == {"uniqueId": "6B1D-22", "fileType": "pdf"}


def test_what_must_change_is_open_at_first_and_all_else_folded():
    folded = [node for node in nodes(draw(briefing())) if node.get("id", "").startswith("s")]
    opened = [node["items"][0]["text"] for node in folded if node["isVisible"]]
    assert len(folded) == 7
    assert len(opened) == 1
    assert "Ask who lives in the home" in opened[0]


def test_opening_a_section_closes_the_others():
    rows = [node["selectAction"] for node in nodes(draw(briefing())) if "selectAction" in node]
    assert rows[0]["targetElements"][0] == "s0"
    assert [t["elementId"] for t in rows[0]["targetElements"][1:]] == [
        "s1",
        "s2",
        "s3",
        "s4",
        "s5",
        "s6",
    ]
    assert all(t["isVisible"] is False for t in rows[0]["targetElements"][1:])


def test_a_briefing_without_what_must_change_opens_its_first_section():
    card = draw(briefing(sections=(("Background", "One."), ("Good practice", "Two."))))
    assert [node["isVisible"] for node in nodes(card) if "isVisible" in node and "id" in node] == [
        True,
        False,
    ]


def test_an_act_already_done_is_said_and_not_offered_again():
    card = draw(briefing(acts=frozenset({"read"})))
    assert "✓ You have read this." in words_of(card)
    assert "read" not in verbs_of(card)


def test_a_preview_has_no_buttons():
    assert "actions" not in draw(briefing(preview=True))


def test_an_optional_question_can_be_skipped_and_a_required_one_cannot():
    assert ways_of(draw(question(QuestionKind.SINGLE))) == ["back", "skip", "later"]
    assert ways_of(draw(question(QuestionKind.AGREEMENT))) == ["back", "later"]


@pytest.mark.parametrize("kind", IN_A_BOX)
def test_an_input_is_marked_as_required_only_where_it_is(kind: QuestionKind):
    asked = question(kind).question
    required = question(kind, question=asked.model_copy(update={"required": True}))
    assert inputs_of(draw(question(kind)))["value"]["isRequired"] is False
    assert inputs_of(draw(required))["value"]["isRequired"] is True


ONE_TAP = [QuestionKind.SINGLE, QuestionKind.AGREEMENT, QuestionKind.YES_NO, QuestionKind.SCENARIO]


@pytest.mark.parametrize("kind", ONE_TAP)
def test_a_tap_on_a_choice_answers_with_its_code_and_needs_no_other_button(kind: QuestionKind):
    asked = question(kind)
    card = draw(asked)
    answers = [one for one in rows_of(card) if one["verb"] == "answer"]
    assert [one["data"]["value"] for one in answers] == list(asked.question.codes)
    assert [one["title"] for one in answers] == [c.text["en"] for c in asked.question.choices]
    assert buttons(card) == []
    assert inputs_of(card) == {}


def test_a_list_too_long_for_rows_is_an_input_with_next():
    one = question(QuestionKind.SINGLE).question
    many = tuple(Choice(code=f"c{at}", text={"en": f"Choice {at}"}) for at in range(13))
    card = draw(question(QuestionKind.SINGLE, question=one.model_copy(update={"choices": many})))
    assert faults(card) == []
    assert len(inputs_of(card)["value"]["choices"]) == 13
    assert verbs_of(card) == ["answer"]


@pytest.mark.parametrize("kind", IN_A_BOX)
def test_next_stands_below_its_box_and_before_the_quieter_ways(kind: QuestionKind):
    order = [
        node["type"]
        for node in nodes(draw(question(kind))["body"])
        if node.get("type", "").startswith("Input.") or node.get("type") in {"ActionSet", "Column"}
    ]
    assert order[1:3] == ["ActionSet", "Column"]
    assert "actions" not in draw(question(kind))


@pytest.mark.parametrize("kind", ASKED)
def test_the_question_is_a_heading_of_its_own_and_is_read_out_first(kind: QuestionKind):
    asked = question(kind).question.text["en"]
    card = draw(question(kind))
    [heading] = [node["text"] for node in card["body"] if node.get("style") == "heading"]
    assert asked.endswith(heading)
    assert card["speak"] == f"{asked} Question 2 of 8."


def test_a_story_is_told_above_what_is_asked_about_it():
    words = [node.get("text") for node in draw(question(QuestionKind.SCENARIO))["body"]]
    assert words[1:3] == [
        "A mother says her new partner stays only at weekends.",
        "What do you do first?",
    ]


@pytest.mark.parametrize("kind", ASKED)
def test_that_a_question_can_be_skipped_is_not_said_in_each_of_them(kind: QuestionKind):
    assert "you can skip" not in words_of(draw(question(kind)))


@pytest.mark.parametrize("kind", [QuestionKind.SINGLE, QuestionKind.SEVERAL])
@pytest.mark.parametrize("count", [12, 60])
def test_the_card_with_the_longest_choices_is_within_its_size(kind: QuestionKind, count: int):
    longest = tuple(Choice(code=f"c{at}", text={"en": "A choice. " * 15}) for at in range(count))
    one = question(kind).question.model_copy(update={"choices": longest})
    card = draw(question(kind, question=one, ticket="t" * 64))
    assert faults(card) == []
    assert size(card) < 23 * 1024


def test_a_long_list_is_narrowed_by_typing():
    one = question(QuestionKind.SINGLE).question
    many = tuple(Choice(code=f"c{at}", text={"en": f"Choice {at}"}) for at in range(60))
    card = draw(question(QuestionKind.SINGLE, question=one.model_copy(update={"choices": many})))
    box = inputs_of(card)["value"]
    assert (box["style"], len(box["choices"])) == ("filtered", 60)


def test_a_number_is_written_between_its_bounds_and_its_label_says_what_it_counts():
    box = inputs_of(draw(question(QuestionKind.NUMBER, given=12)))["value"]
    assert (box["type"], box["min"], box["max"]) == ("Input.Number", 0, 60)
    assert (box["label"], box["value"]) == ("Your answer (visits)", 12)


def test_a_date_is_picked_and_one_given_before_is_shown_again():
    box = inputs_of(draw(question(QuestionKind.DATE, given="2026-01-05")))["value"]
    assert (box["type"], box["value"]) == ("Input.Date", "2026-01-05")


def test_what_comes_first_is_tapped_and_each_tap_carries_those_before_it():
    first = rows_of(draw(question(QuestionKind.RANKING)))
    second = rows_of(draw(question(QuestionKind.RANKING, order=("tools",))))
    orders = [one["data"]["order"] for one in first if one["verb"] == "answer"]
    assert orders == ["time", "training", "tools"]
    assert [one["data"]["order"] for one in second if one["verb"] == "answer"] == [
        "tools,time",
        "tools,training",
    ]
    [back] = [one["data"] for one in second if one["verb"] == "back"]
    assert back["order"] == "tools"


def test_a_whole_order_is_shown_and_sent_by_next():
    card = draw(question(QuestionKind.RANKING, order=("tools", "time", "training")))
    words = [node.get("text") for node in card["body"]]
    assert {"1: A checklist", "2: Time", "3: Training"} <= set(words)
    assert [one["data"].get("value") for one in buttons(card)] == ["tools,time,training"]
    assert not [one for one in rows_of(card) if one["verb"] == "answer"]


def test_an_order_given_before_can_be_kept_or_given_anew():
    card = draw(question(QuestionKind.RANKING, given=["tools", "time", "training"]))
    assert [one["data"].get("value") for one in buttons(card)] == ["tools,time,training"]
    assert len([one for one in rows_of(card) if one["verb"] == "answer"]) == 3


def test_what_is_asked_of_all_rows_stands_above_the_row():
    words = [node.get("text") for node in draw(question(QuestionKind.MATRIX))["body"]]
    assert words[1:3] == ["How often does this happen in your team?", "Children are seen alone."]


def test_a_smile_stands_before_each_choice_and_is_not_read_out():
    card = draw(question(QuestionKind.SMILEYS))
    rows = [
        node for node in nodes(card["body"]) if node.get("selectAction", {}).get("verb") == "answer"
    ]
    assert [row["items"][0]["text"][0] for row in rows] == [*"😄😃😊", "☺", *"🙂❔"]
    assert rows[0]["selectAction"]["title"] == "Loads"


def test_words_between_questions_stand_above_the_question():
    words = {"id": "s", "kind": "section", "text": "About home", "hint": "Take your time."}
    asked = question(QuestionKind.SINGLE, section=(Question.model_validate(words),))
    shown = [node.get("text") for node in draw(asked)["body"]]
    assert shown[1:4] == [
        "About home",
        "Take your time.",
        "Have you had a chance to use the learning?",
    ]
    assert faults(draw(asked)) == []


@pytest.mark.parametrize("kind", ASKED)
def test_an_answer_given_before_can_be_left_out(kind: QuestionKind):
    earlier = {QuestionKind.DATE: {"given": "2026-01-05"}, QuestionKind.TEXT: {"words_kept": True}}
    given = earlier.get(kind, {"given": "yes"})
    labels = [
        one["title"] for one in rows_of(draw(question(kind, **given))) if one["verb"] == "skip"
    ]
    assert labels == ([] if question(kind).question.required else ["Leave it out"])


def test_words_written_before_are_said_to_be_kept_and_are_not_shown():
    card = draw(question(QuestionKind.TEXT, words_kept=True))
    assert "Your words are kept. Write again to replace them." in words_of(card)
    assert "value" not in inputs_of(card)["value"]


def test_whoever_needs_help_now_reads_the_numbers_before_the_thanks():
    words = words_of(draw(EXAMPLES["thanks-help-now"]))
    assert (
        words.index("Get help now")
        < words.index("999")
        < words.index("Your answers have been saved")
    )


def test_a_box_about_a_briefing_says_that_ones_name_goes_with_it():
    for name in ("ask-discussion", "ask-intention"):
        assert "Your name is kept with your answers" in words_of(draw(EXAMPLES[name]))


def test_the_first_question_has_no_way_back():
    assert "back" not in ways_of(draw(question(QuestionKind.SINGLE, can_go_back=False)))


def test_a_scale_has_keys_from_0_to_10_and_rows_for_what_lies_outside_it():
    card = draw(question(QuestionKind.SCALE))
    answers = [one for one in rows_of(card) if one["verb"] == "answer"]
    assert [one["data"]["value"] for one in answers] == [*range(11), "cannot_judge"]
    assert [one["title"] for one in answers[:2]] == ["0, not at all", "1"]
    assert "10 = completely" in words_of(card)


def test_a_before_and_now_is_asked_in_two_steps_and_the_second_carries_the_first():
    first, second = (draw(question(QuestionKind.BEFORE_NOW, before=at)) for at in (None, 3))
    keys = [one["data"] for one in rows_of(first) if one["verb"] == "answer"]
    assert [one["before"] for one in keys] == list(range(11))
    assert not any("now" in one for one in keys)
    keys = [one["data"] for one in rows_of(second) if one["verb"] == "answer"]
    assert [(one["before"], one["now"]) for one in keys] == [(3, at) for at in range(11)]
    [back] = [one["data"] for one in rows_of(second) if one["verb"] == "back"]
    assert back["before"] == 3


@pytest.mark.parametrize(
    ("kind", "given", "shown"),
    [
        (QuestionKind.SINGLE, "yes", ["Yes Your answer"]),
        (QuestionKind.SCALE, 7, ["7, Your answer"]),
        (QuestionKind.SCALE, "cannot_judge", ["I cannot judge Your answer"]),
        (QuestionKind.BEFORE_NOW, {"before": 3, "now": 8}, ["3, Your answer"]),
    ],
)
def test_an_earlier_answer_is_shown_again_in_words_and_by_a_sign(
    kind: QuestionKind, given: object, shown: list[str]
):
    card = draw(question(kind, given=given))
    titles = [one["title"] for one in rows_of(card)]
    assert [title for title in titles if title.endswith("Your answer")] == shown
    assert words_of(card).count("✓") == 1


def test_the_second_of_two_numbers_given_before_is_shown_again():
    again = draw(question(QuestionKind.BEFORE_NOW, given={"before": 3, "now": 8}, before=2))
    assert [one["title"] for one in rows_of(again) if "answer" in one["title"]] == [
        "8, Your answer"
    ]


def test_several_choices_given_before_are_joined_by_commas():
    answers = inputs_of(draw(question(QuestionKind.SEVERAL, given=["time", "policy"])))
    assert answers["value"]["value"] == "time,policy"


def test_the_notice_of_a_box_for_words_stands_above_it():
    body = draw(question(QuestionKind.TEXT))["body"]
    kinds = [element["type"] for element in body]
    notice = next(
        at for at, element in enumerate(body) if "not a referral" in element.get("text", "")
    )
    assert notice < kinds.index("Input.Text")


@pytest.mark.parametrize("name", ["ask-discussion", "ask-intention"])
def test_the_notice_stands_above_the_box_of_a_briefings_questions(name: str):
    body = draw(EXAMPLES[name])["body"]
    notice = next(
        at for at, element in enumerate(body) if "not a referral" in element.get("text", "")
    )
    assert body[notice + 1]["type"] == "Input.Text"


def test_a_question_is_asked_in_the_persons_language():
    welsh = question(QuestionKind.SINGLE).question.model_copy(
        update={"text": {"en": "Why?", "cy": "Pam?"}}
    )
    card = draw(question(QuestionKind.SINGLE, question=welsh, language="cy"))
    assert card["lang"] == "cy"
    assert card["speak"].startswith("Pam?")
    assert '"text": "Pam?"' in words_of(card)


def test_a_send_to_everyone_asks_for_the_number_to_be_typed():
    assert "typed" not in inputs_of(draw(CONFIRM_BRIEFING))
    assert inputs_of(draw(EXAMPLES["confirm-everyone"]))["typed"]["isRequired"]


def test_a_confirmation_shows_count_agencies_and_preview():
    words = words_of(draw(CONFIRM_BRIEFING))
    for shown in (
        "Send to 412 people?",
        "Moorside NHS Trust",
        "141 people",
        "Who lives in this home?",
    ):
        assert shown in words


def test_a_confirmation_carries_what_makes_a_second_tap_the_same_send():
    data = draw(CONFIRM_BRIEFING)["actions"][0]["data"]
    assert data == {
        "verb": "confirm-briefing",
        "briefing": 12,
        "audience": "role=practitioner",
        "count": 412,
        "once": "b3f1",
        "version": 1,
    }


def test_a_version_without_sign_off_shows_the_findings_and_a_box_to_tick_before_sending():
    card = draw(EXAMPLES["confirm-with-word"])
    words = words_of(card)
    assert card["actions"][0]["title"] == "Send to 412"
    assert "word" not in card["actions"][0]["data"]
    (box,) = [node for node in nodes(card) if node.get("id") == "word"]
    assert (box["isRequired"], box.get("value")) == (True, None)
    assert [choice["value"] for choice in box["choices"]] == ["true"]
    for shown in (
        "“12 March”",
        "Few families have twins or more.",
        "nobody could be identified",
    ):
        assert shown in words


def test_a_check_that_found_nothing_says_that_someone_could_still_be_identified():
    for name in ("confirm-nothing-found", "release-check-given"):
        assert "Someone could still be identified" in words_of(draw(EXAMPLES[name]))


def test_what_cannot_be_sent_yet_has_no_button_to_send_it():
    card = draw(EXAMPLES["confirm-not-yet"])
    assert "confirm-briefing" not in {action["verb"] for action in card["actions"]}
    assert "This briefing is still a draft." in words_of(card)


def test_a_preview_says_that_it_is_one():
    assert "No one else has been sent it." in words_of(draw(EXAMPLES["briefing-preview"]))


def test_a_concern_shows_reference_priority_time_partnership_and_nothing_else():
    card = draw(concern())
    lines = next(node["facts"] for node in nodes(card) if "facts" in node)
    assert [line["title"] for line in lines] == ["Reference", "Priority", "Raised", "Partnership"]
    assert card["actions"][0]["data"] == {"verb": "have-this", "concern": 31}
    assert card["speak"] == "A safeguarding concern needs you"


def test_a_concern_that_somebody_has_says_who_since_when_and_can_still_be_opened():
    card = draw(concern(acknowledged_by="Priya Nair", since="8.05 pm"))
    assert "**Priya Nair** is dealing with this (since 8.05\N{NO-BREAK SPACE}pm)." in words_of(card)
    assert verbs_of(card) == ["see-concern"]


def test_feedback_without_a_name_is_not_said_to_go_on_later():
    labels = [one["title"] for one in rows_of(draw(question(QuestionKind.SINGLE, ticket="t1")))]
    assert labels[-1] == "Stop here"


@pytest.mark.parametrize(
    ("dispatches", "said"),
    [((), "Nothing has been sent yet."), ((("A", 5, 0),), "We have not missed anyone so far.")],
)
def test_nobody_on_the_list_is_not_said_to_be_reached(
    dispatches: tuple[tuple[str, int, int], ...], said: str
):
    assert said in words_of(draw(r.NotReachedList(dispatches=dispatches, because=(), people=())))


def test_a_ticket_goes_back_with_every_button_of_a_question():
    for kind in ASKED:
        card = draw(question(kind, ticket="t1"))
        taps = [*rows_of(card), *buttons(card)]
        assert {one["data"]["ticket"] for one in taps} == {"t1"}


WORDS = tuple((word, f"Does {word}") for word, *_ in home.WORDS)


def test_a_leads_buttons_are_for_a_leads_work():
    card = draw(r.Home(partnership="P", lines=(), words=WORDS))
    assert verbs_of(card) == ["send-briefing", "follow-up", "summary", "briefings"]


@pytest.mark.parametrize("reply", ["home", "help"])
def test_every_word_to_type_is_a_row_to_tap_and_stop_asks_first(reply: str):
    card = draw(EXAMPLES[reply].model_copy(update={"words": WORDS, "needs": ()}))
    verbs = [one["verb"] for one in rows_of(card) if "verb" in one]
    words = [word.replace(" ", "-") for word, _ in WORDS]
    assert verbs == ["ask-stop" if word == "stop" else word for word in words]
    assert faults(card) == []


def test_what_needs_a_lead_comes_first_and_what_is_urgent_is_in_the_colour_of_a_warning():
    card = draw(EXAMPLES["home"])
    [urgent, *others] = [node for node in card["body"] if "selectAction" in node][:4]
    assert urgent == card["body"][1]
    assert urgent["items"][0]["text"] == "Open concerns: 1"
    assert urgent["items"][0]["color"] == "Attention"
    assert not any("color" in one["items"][0] for one in others)


def test_the_newest_briefing_is_one_tap_from_the_check_for_each_audience():
    reply = EXAMPLES["choose-briefing"]
    offered = [one["data"] for one in rows_of(draw(reply))]
    assert {(one["verb"], one["briefing"]) for one in offered} == {("preview-briefing", "12")}
    assert [one["audience"] for one in offered] == [
        "role=practitioner",
        'agency="Northmoor Council"',
        "everyone",
    ]
    assert rows_of(draw(EXAMPLES["choose-briefing-problem"])) == []


def test_a_follow_up_and_a_summary_are_one_tap_from_the_list():
    [offer] = [one["data"] for one in rows_of(draw(EXAMPLES["choose-follow-up"]))]
    assert (offer["verb"], offer["subject"]) == ("preview-follow-up", "event:4")
    asked = [one["data"] for one in rows_of(draw(EXAMPLES["choose-summary-as-pdf"]))]
    assert [(one["verb"], one["action"], one["format"]) for one in asked] == [
        ("make-summary", "2", "pdf"),
        ("make-summary", "5", "pdf"),
    ]


def test_a_check_asks_for_a_time_and_channels_only_where_these_are_wanted():
    for name in ("confirm-briefing", "confirm-follow-up"):
        plain, timed = draw(EXAMPLES[name]), draw(EXAMPLES[name].model_copy(update={"timed": True}))
        assert inputs_of(plain) == {}
        assert {"day", "at_time", "every"} <= inputs_of(timed).keys()
        assert plain["actions"][1]["data"]["timed"] is True
        assert len(timed["actions"]) == 1


def test_a_long_address_gets_a_line_of_its_own_where_two_columns_would_cut_it_off():
    card = draw(EXAMPLES["my-data"])
    assert not any(node.get("type") == "FactSet" for node in nodes(card))
    assert "**E-mail**: sam.okafor@northmoor.example" in words_of(card)


def test_the_sentences_for_a_lock_screen_name_nobody():
    card = draw(EXAMPLES["not-reached"])
    assert "Ada" not in card["speak"] + card["fallbackText"]


def test_a_page_at_a_bad_address_is_not_offered():
    card = draw(
        r.FileReady(title="Ready", file_name="a.pdf", address="javascript:alert(1)", minutes=5)
    )
    assert "actions" not in card


def test_the_longest_briefing_is_shown_whole():
    paragraph = ("Ask who lives in the home and write it down at every visit. " * 40)[:1990]
    card = draw(briefing(sections=tuple((name, paragraph) for name, _ in briefing().sections)))
    assert size(card) < 24 * 1024
    assert "…" not in words_of(card)


@pytest.mark.parametrize("name", CARDS)
def test_nothing_is_shown_as_a_lone_dash(name: str) -> None:
    texts = [value for node in nodes(draw(CARDS[name])) for value in node.values()]
    lone = [text for text in texts if isinstance(text, str) and text.strip("* ") in {"–", "—", "-"}]
    assert lone == []


def test_what_has_no_name_says_so() -> None:
    reply = r.Home(partnership="Ashford", lines=(("", "7"),), words=())
    assert '"title": "without a name", "value": "7"' in words_of(draw(reply))


def test_half_a_day_is_never_on_another_line_than_its_time() -> None:
    shown = words_of(draw(r.Said(title="At 9.30 am", text="From 7 am, until 10 pm. I am here.")))
    parts = ("9.30 am", "7 am", "10 pm", "I am here")
    assert [part for part in parts if part in shown] == ["I am here"]


def test_times_are_offered_as_people_say_them() -> None:
    choices = inputs_of(draw(EXAMPLES["confirm-timed"]))["at_time"]["choices"]
    assert {"title": "9.30\N{NO-BREAK SPACE}am", "value": "09:30"} in choices


def test_the_card_says_when_quiet_hours_end() -> None:
    starts = "from Monday at 7 am UK time, when quiet hours end"
    shown = words_of(draw(CONFIRM_BRIEFING.model_copy(update={"starts": starts})))
    assert "Sent once, from Monday at 7\N{NO-BREAK SPACE}am UK time, when quiet hours end" in shown


@pytest.mark.parametrize("name", ["confirm-had-before", "confirm-had-by-all"])
def test_people_who_have_had_it_are_left_out_unless_the_lead_chooses(name: str) -> None:
    box = inputs_of(draw(EXAMPLES[name]))["again"]
    assert box["value"] == "no"
    assert [choice["value"] for choice in box["choices"]] == ["no", "yes"]
    again = EXAMPLES[name].model_copy(update={"again": True})
    assert inputs_of(draw(again))["again"]["value"] == "yes"


def test_the_number_to_type_counts_those_who_have_had_it_where_they_are_chosen() -> None:
    label = inputs_of(draw(EXAMPLES["confirm-had-by-all"]))["typed"]["label"]
    assert label.endswith("type the number of people: 617 with those who have had it")
