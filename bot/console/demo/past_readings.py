"""The lead of the demonstration reads what people wrote in answers, before anyone quotes it.

What was said about briefings still waits, so that a lead who is played has something to read.
"""

from collections.abc import Mapping

from dialogs.trust.read_texts import JudgeText, judged
from dialogs.trust.texts_to_read import name_of
from dialogs.turn import Turn
from surveys.trust.reading import Mark, Written

MONTHS = 0.3  # before today
MOST = 10_000
# What the lead shortens, because someone could be recognised, and what is not to be quoted.
SHORTENED: Mapping[str, str] = {
    "Dad came to the meeting for the first time since we began.": "A parent came to the meeting.",
}
WITHHELD = frozenset({"Phone the next worker before I send the form."})


def read_answers(turn: Turn) -> None:
    """Judge every text of an answer in the lead's partnership."""
    for written in turn.unit.texts_to_read.unread([turn.person().partnership_id], MOST):
        judged(turn, written, _judgement(turn, written), second=False)


def _judgement(turn: Turn, written: Written) -> JudgeText:
    ref = name_of(turn.unit, written.place)
    if version := SHORTENED.get(written.words):
        return JudgeText(ref=ref, mark=Mark.REDACTED, version=version)
    mark = Mark.WITHHELD if written.words in WITHHELD else Mark.RELEASED
    return JudgeText(ref=ref, mark=mark)
