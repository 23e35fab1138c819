"""A card drawn once for everyone is the one that would be drawn for each."""

import json
from typing import Any

import pytest

from bot.teams.card_json import answer_json
from bot.teams.cards import DRAWINGS, draw, draw_answer
from dialogs.conversations import Answered
from dialogs.replies import AskQuestion, Reply
from dialogs.telling.web_pages import page_of_survey
from storage.trust.encryption import new_keyring
from surveys.library import shipped
from surveys.sending.message_version import MessageVersion
from tests.builders.replies import EXAMPLES

KEYS = new_keyring()
CARDS = {name: reply for name, reply in EXAMPLES.items() if type(reply) in DRAWINGS}
QUESTIONS = [
    (instrument.code, question.id)
    for instrument in shipped().values()
    for question in instrument.questions
]


def asked(code: str, question: str, person: int = 1, **facts: Any) -> AskQuestion:
    page = page_of_survey(KEYS, "https://bot.example.org", 7, person, facts.get("ticket"))
    common: dict[str, Any] = {"number": 2, "of": 9, "can_go_back": True, "page": page}
    one = shipped()[code].question(question)
    return AskQuestion(wave=7, survey="Six weeks on", question=one, **common | facts)


def as_drawn(reply: Reply, message: MessageVersion | None) -> dict[str, Any]:
    return draw_answer(Answered(reply, message), {})


def by_json(reply: Reply, message: MessageVersion | None) -> dict[str, Any]:
    return json.loads(answer_json(Answered(reply, message), {}))


@pytest.mark.parametrize("name", CARDS)
@pytest.mark.parametrize("at", [None, MessageVersion("d7", 3)])
def test_the_json_of_every_card_is_what_is_drawn(name: str, at: MessageVersion | None) -> None:
    assert by_json(CARDS[name], at) == as_drawn(CARDS[name], at)


@pytest.mark.parametrize(("code", "question"), QUESTIONS)
def test_each_person_gets_their_own_page_and_message(code: str, question: str) -> None:
    for person, message in ((1, MessageVersion("d7", 2)), (2, MessageVersion("rAb_-9", 11))):
        reply = asked(code, question, person)
        assert reply.page in str(draw(reply))
        assert by_json(reply, message) == as_drawn(reply, message)


@pytest.mark.parametrize(
    "facts",
    [
        {"given": "yes"},
        {"ticket": "T" * 43},
        {"problem": "Please choose one."},
        {"typed": "Words that were not saved", "problem": "It is too long."},
        {"words_kept": True},
        {"page": ""},
        {"page": "https://bot.example.org/q/short"},
    ],
)
def test_what_is_one_persons_own_is_drawn_for_them(facts: dict[str, Any]) -> None:
    at = MessageVersion("d7", 3)
    new, theirs = asked("follow-up-6-weeks", "used"), asked("follow-up-6-weeks", "used", **facts)

    for reply in (new, theirs, new):
        assert by_json(reply, at) == as_drawn(reply, at)
