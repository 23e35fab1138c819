"""How each kind of question is answered on a card: rows and keys to tap, or a box.

A tap on a row or a key answers and goes on; what is in a box is sent by “Next”.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.teams.cards.faces import SIGNS
from bot.teams.cards.inputs import choose, day_or_none, give_back, narrowed, number
from bot.teams.cards.parts import Card, text
from bot.teams.cards.rows import MOST_ROWS, Key, keys, row
from dialogs.replies import AskQuestion, Option
from surveys.asking.faces import faces_of
from surveys.asking.instrument import say
from surveys.asking.kinds import KINDS, QuestionKind
from surveys.asking.kinds.numbers import SCALE_HIGH, SCALE_LOW
from surveys.asking.kinds.written_number import bounds
from surveys.asking.notices import notice


def survey_of(reply: AskQuestion) -> dict[str, Any]:
    """Return the fields by which a button names its survey."""
    return {"wave": reply.wave, **({"ticket": reply.ticket} if reply.ticket else {})}


def where(reply: AskQuestion) -> dict[str, Any]:
    """Return the fields by which a button names its question."""
    return {**survey_of(reply), "question": reply.question.id}


def _offered(reply: AskQuestion) -> list[Option]:
    return [Option(value=c.code, text=say(c.text, reply.language)) for c in reply.question.choices]


def _choice(reply: AskQuestion) -> list[Card]:
    offered = _offered(reply)
    if len(offered) > MOST_ROWS:
        return _chosen_from(reply, notice("your-answer", reply.language), offered)
    faces = faces_of(reply.question)
    return [
        row(
            one.text,
            "answer",
            {**where(reply), "value": one.value},
            sign=SIGNS[faces[one.value]] if one.value in faces else "",
            chosen=one.value == reply.given,
        )
        for one in offered
    ]


def several(reply: AskQuestion) -> list[Card]:
    """Boxes to tick, labelled with the hint."""
    hint = reply.question.hint
    label = say(hint, reply.language) if hint else notice("choose-all", reply.language)
    return _chosen_from(reply, label, _offered(reply), ticked=True)


def _scale(reply: AskQuestion) -> list[Card]:
    given = reply.given if isinstance(reply.given, int) else None
    return [*_numbers(reply, "value", {}, given), *_choice(reply)]


def _chosen_from(
    reply: AskQuestion, label: str, options: list[Option], *, ticked: bool = False
) -> list[Card]:
    box = choose(
        "value",
        label,
        options,
        error=_wanted(reply, "choose an answer"),
        required=reply.question.required,
        several=ticked,
        value=_as_sent(reply.given),
    )
    return narrowed(box)


def _before_now(reply: AskQuestion) -> list[Card]:
    """The first of two numbers, or the second, whose keys carry the first."""
    given = reply.given if isinstance(reply.given, dict) else {}
    if reply.before is None:
        shown = [text("Before, looking back", strong=True)]
        return [*shown, *_numbers(reply, "before", {}, given.get("before"))]
    shown = [text(f"Before: {reply.before}", gap="Small"), text("Now", strong=True)]
    return [*shown, *_numbers(reply, "now", {"before": reply.before}, given.get("now"))]


def _words(reply: AskQuestion) -> list[Card]:
    """A box for words; those kept are not shown again, and those not saved are given back."""
    question = reply.question
    box = give_back(
        "value",
        notice("your-answer", reply.language),
        reply.typed,
        error=_wanted(reply, "write something"),
        required=question.required and not reply.words_kept,
        longest=question.max_length,
    )
    return (
        [text(notice("words-kept", reply.language), strong=True), *box] if reply.words_kept else box
    )


def whole_order(reply: AskQuestion) -> tuple[str, ...]:
    """The order in which every choice has a place, tapped now or given before; else nothing."""
    if not KINDS[reply.question.kind].in_order:
        return ()
    given = tuple(reply.given) if isinstance(reply.given, list) else ()
    order = reply.order or given
    return order if len(order) == len(reply.question.codes) else ()


def _number(reply: AskQuestion) -> list[Card]:
    """A box for a number; what it counts is said in its label."""
    question, label = reply.question, notice("your-answer", reply.language)
    unit = f" ({say(question.unit, reply.language)})" if question.unit else ""
    low, high = bounds(question)
    box = number(
        "value",
        f"{label}{unit}",
        error=_wanted(reply, f"write a number from {low:,} to {high:,}"),
        low=low,
        high=high,
        required=question.required,
        value=reply.given if isinstance(reply.given, int | float) else None,
    )
    return [box]


def _date(reply: AskQuestion) -> list[Card]:
    """A box for a date; whether it is early or late enough is looked at when it is sent."""
    given = reply.given if isinstance(reply.given, str) else ""
    box = day_or_none(
        "value",
        notice("your-answer", reply.language),
        error=_wanted(reply, "choose a date"),
        value=date.fromisoformat(given) if given else None,
    )
    return [{**box, "isRequired": reply.question.required}]


def _ranking(reply: AskQuestion) -> list[Card]:
    """The order so far, and a row for each choice that has no place yet."""
    words = {one.value: one.text for one in _offered(reply)}
    so_far = reply.order or whole_order(reply)
    placed = [text(f"{at}: {words[code]}") for at, code in enumerate(so_far, start=1)]
    left = [code for code in words if code not in reply.order]
    rows = [
        row(words[code], "answer", {**where(reply), "order": ",".join((*reply.order, code))})
        for code in left
    ]
    asked = notice("tap-first" if not reply.order else "tap-next", reply.language)
    return [*placed, *([text(asked, strong=True), *rows] if rows else [])]


def _wanted(reply: AskQuestion, what: str) -> str:
    """What “Next” needs."""
    skipping = "" if reply.question.required else ", or skip this question"
    return f"Please {what}{skipping}."


def _numbers(
    reply: AskQuestion, name: str, others: Mapping[str, Any], given: int | None
) -> list[Card]:
    """Keys from 0 to 10, each of which sends itself as `name`, below what the ends mean."""
    ends = {
        at: say(meaning, reply.language)
        for at, meaning in ((SCALE_LOW, reply.question.low), (SCALE_HIGH, reply.question.high))
        if meaning
    }
    numbers = [
        Key(at, ends.get(at, ""), {**where(reply), **others, name: at}, chosen=at == given)
        for at in range(SCALE_LOW, SCALE_HIGH + 1)
    ]
    means = [text(f"{at} = {words}", gap="Small") for at, words in ends.items()]
    return [*means, *keys(numbers, "answer")]


def _as_sent(given: str | int | float | dict[str, int] | list[str] | None) -> str:
    """An earlier answer as the input takes it: codes joined by commas."""
    if isinstance(given, list):
        return ",".join(given)
    return "" if given is None or isinstance(given, dict) else str(given)


INPUTS: Mapping[QuestionKind, Callable[[AskQuestion], list[Card]]] = {
    QuestionKind.SINGLE: _choice,
    QuestionKind.AGREEMENT: _choice,
    QuestionKind.YES_NO: _choice,
    QuestionKind.SCENARIO: _choice,
    QuestionKind.SEVERAL: several,
    QuestionKind.SCALE: _scale,
    QuestionKind.BEFORE_NOW: _before_now,
    QuestionKind.TEXT: _words,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.RANKING: _ranking,
    QuestionKind.MATRIX: _choice,
    QuestionKind.SMILEYS: _choice,
}
