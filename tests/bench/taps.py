"""What Teams would send while people answer: one `Action.Execute` for each person and question.

A hundred people at a time go through the same survey, so that at any moment different people
answer, and each of them answers every question once.
"""

import json
from collections.abc import Iterator

from surveys.asking.instrument import Question, QuestionKind
from surveys.library import shipped
from tests.stand_ins.activities import CLIENT_ID, SERVICE_URL, TENANT, execute

__all__ = [
    "CLIENT_ID",
    "SERVICE_URL",
    "TENANT",
    "conversation",
    "human",
    "tap",
    "taps",
    "teams_user",
]

INSTRUMENT = shipped()["follow-up-6-weeks"]
TOGETHER = 100
WORDS = "We rang each other on the day and the family heard one message."


def human(person: int) -> str:
    """Return the Entra object id of a person by number, from 0."""
    return f"{person:08x}-aaaa-4bbb-8ccc-dddddddddddd"


def conversation(person: int) -> str:
    """Return the chat of a person."""
    return f"a:chat-{person}"


def teams_user(person: int) -> str:
    """Return how Teams names a person in a chat."""
    return f"29:{person}"


def tap(number: int, wave: int, service_url: str) -> bytes:
    """Return the activity of one answer as sent by Teams; `number` counts all answers from 0.

    It is on the card of the first send, in the version that the person's earlier taps made.
    """
    group, within = divmod(number, TOGETHER * len(INSTRUMENT.questions))
    turn, place = divmod(within, TOGETHER)
    person, question = group * TOGETHER + place, INSTRUMENT.questions[turn]
    data = {
        "verb": "answer",
        "message": f"d1.{turn + 1}",
        "wave": wave,
        "question": question.id,
        "value": _value(question, person),
    }
    activity = execute(
        "answer",
        data,
        id=f"f:{number}",
        serviceUrl=service_url,
        **{"from": {"id": teams_user(person), "name": "Sam", "aadObjectId": human(person)}},
        conversation={
            "id": conversation(person),
            "conversationType": "personal",
            "tenantId": TENANT,
        },
    )
    return json.dumps(activity).encode()


def taps(first: int, count: int, wave: int, service_url: str) -> Iterator[bytes]:
    """Yield `count` answers from number `first` on."""
    return (tap(number, wave, service_url) for number in range(first, first + count))


def _value(question: Question, person: int) -> str:
    """Return what the input of that question would send."""
    if question.kind is QuestionKind.TEXT:
        return WORDS
    if question.kind is QuestionKind.SCALE:
        return str(person % 11)
    return question.codes[0]
