"""What a family of North has written, for the commands that read and quote it."""

import json

from storage.asking.answers import NewResponse
from storage.unit import Unit
from surveys.asking.answers import Answer
from surveys.asking.identity import iso_week
from surveys.asking.kinds.values import Score
from tests.bot.console.conftest import Console
from tests.builders import stored

WORDS = "They came on time"


def a_text(filled: Console, families: int = 1) -> str:
    """Have so many families of North answer, and one of them write something; return its name."""

    def arrange(unit: Unit) -> None:
        action = unit.evidence.find_action(1, "A1")
        assert action is not None
        wave = stored.a_wave(unit, 1, "family", action_id=action.id, closes_at=None)
        week = iso_week(unit.now.date())
        for key in map(str, range(families)):
            new = NewResponse(wave, key, None, None, "web", None, week, finished=True)
            unit.answers.begin(new)
        unit.answers.keep(wave, "0", [(Answer("say", None, WORDS), Score())])

    filled.store.act_now(arrange)
    [one] = json.loads(filled("reading", "list", "--json").out)["texts"]
    return one["text"]
