"""A card of a training partnership says first, aloud and in its language, that it is not real."""

import json

import pytest

from bot.teams.cards import attachment
from bot.teams.door import to_bytes
from dialogs.replies import Said, Thanks
from surveys.asking.notices import notice
from surveys.languages import TRANSLATED
from surveys.trust.training import MARK
from tests.bot.teams.cards.lint import faults


@pytest.mark.parametrize("language", ["en", *TRANSLATED])
def test_it_is_the_first_line_and_is_read_out_first(language: str) -> None:
    reply = Thanks(survey="Survey", language=language, wave=1, notice=("Help",), training=True)
    card = attachment(reply)["content"]
    words = notice("training", language)
    assert card["body"][0]["text"] == words
    assert card["speak"].startswith(words)
    assert card["fallbackText"].startswith(words)
    assert faults(card) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_language_has_words_of_its_own_for_it(language: str) -> None:
    assert notice("training", language) != MARK


def test_a_notification_begins_with_it() -> None:
    said = json.loads(to_bytes(Said(title="A title", text="Words.", training=True)))
    assert said["summary"] == "Training: Done"
    assert json.loads(to_bytes(Said(title="A title", text="Words.")))["summary"] == "Done"
