"""The card of one question: a tap on an answer gives it and goes on.

Words and several choices have inputs, which only “Next” sends; Skip, Back and “Finish later” work
whatever is in the boxes. A blank sent by “Next” is asked again, to answer or skip.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.teams.cards.actions import leave, press, primary
from bot.teams.cards.inputs import choose, give_back
from bot.teams.cards.parts import Card, card, heading, in_browser, text, warning
from bot.teams.cards.rows import MOST_ROWS, Key, keys, quiet, row
from dialogs.replies import AskQuestion, Option
from surveys.asking.instrument import say
from surveys.asking.kinds import QuestionKind
from surveys.asking.kinds.numbers import SCALE_HIGH, SCALE_LOW
from surveys.asking.notices import notice

# A story and, as its last sentence, what is asked about it.
_STORY = re.compile(r"(.+[.!?”])\s+([^.!?]+\?)", re.DOTALL)


def ask(reply: AskQuestion) -> Card:
    """One question in the same message, with its place among the others."""
    language = reply.language
    place = notice("question-place", language).format(at=reply.number, of=reply.of)
    asked = say(reply.question.text, language)
    answers = INPUTS[reply.question.kind](reply)
    body = [
        text(f"{place} · {reply.survey}", subtle=True),
        *warning(reply.problem),
        *warning(notice("typed-not-saved", language) if reply.typed else None),
        *_as_question(asked),
        *(text(words, subtle=True, gap="Small") for words in (*_hint(reply), *reply.notice)),
        *answers,
        *quiet(_ways(reply)),
        *in_browser(reply.page, language),
    ]
    has_box = any(part["type"].startswith("Input.") for part in answers)
    next_one = notice("next", language)
    send = [primary(press(next_one, "answer", **_where(reply)))] if has_box else []
    return card(reply, body, send, speak=f"{asked} {place}.", language=language)


def _as_question(asked: str) -> list[Card]:
    """The question as a heading, below its story where it has one."""
    told = _STORY.fullmatch(asked)
    return [text(told[1]), heading(told[2])] if told else [heading(asked)]


def _hint(reply: AskQuestion) -> list[str]:
    """What helps to answer; several choices are labelled with it."""
    hint, kind = reply.question.hint, reply.question.kind
    return [say(hint, reply.language)] if hint and INPUTS[kind] is not _several else []


def _survey(reply: AskQuestion) -> dict[str, Any]:
    return {"wave": reply.wave, **({"ticket": reply.ticket} if reply.ticket else {})}


def _where(reply: AskQuestion) -> dict[str, Any]:
    return {**_survey(reply), "question": reply.question.id}


def _ways(reply: AskQuestion) -> list[Card]:
    """The ways on without an answer; from the second of two numbers, back to the first."""
    where = _where(reply)
    answered = reply.words_kept or reply.given is not None
    skip = notice("leave-out" if answered else "skip-in-brief", reply.language)
    stop = notice("stop-here" if reply.ticket else "finish-later", reply.language)
    half = {} if reply.before is None else {"before": reply.before}
    can_go_back = reply.can_go_back or half
    return [
        *([leave(notice("back", reply.language), "back", **where, **half)] if can_go_back else []),
        *([] if reply.question.required else [leave(skip, "skip", **where)]),
        leave(stop, "later", **_survey(reply)),
    ]


def _offered(reply: AskQuestion) -> list[Option]:
    return [Option(value=c.code, text=say(c.text, reply.language)) for c in reply.question.choices]


def _choice(reply: AskQuestion) -> list[Card]:
    offered = _offered(reply)
    if len(offered) > MOST_ROWS:
        return _chosen_from(reply, notice("your-answer", reply.language), offered)
    return [
        row(
            one.text,
            "answer",
            {**_where(reply), "value": one.value},
            chosen=one.value == reply.given,
            language=reply.language,
        )
        for one in offered
    ]


def _several(reply: AskQuestion) -> list[Card]:
    hint = reply.question.hint
    label = say(hint, reply.language) if hint else notice("choose-all", reply.language)
    return _chosen_from(reply, label, _offered(reply), several=True)


def _scale(reply: AskQuestion) -> list[Card]:
    given = reply.given if isinstance(reply.given, int) else None
    return [*_numbers(reply, "value", {}, given), *_choice(reply)]


def _chosen_from(
    reply: AskQuestion, label: str, options: list[Option], *, several: bool = False
) -> list[Card]:
    made = choose(
        "value",
        label,
        options,
        error=_wanted(reply, "please-choose"),
        required=reply.question.required,
        several=several,
        value=_as_sent(reply.given),
    )
    words = notice("choose-from-list", reply.language)
    return [{**part, "placeholder": words} if "placeholder" in part else part for part in made]


def _before_now(reply: AskQuestion) -> list[Card]:
    """The first of two numbers, or the second, whose keys carry the first."""
    given = reply.given if isinstance(reply.given, dict) else {}
    if reply.before is None:
        shown = [text(notice("before-looking-back", reply.language), strong=True)]
        return [*shown, *_numbers(reply, "before", {}, given.get("before"))]
    before, now = notice("before", reply.language), notice("now", reply.language)
    shown = [text(f"{before}: {reply.before}", gap="Small"), text(now, strong=True)]
    return [*shown, *_numbers(reply, "now", {"before": reply.before}, given.get("now"))]


def _words(reply: AskQuestion) -> list[Card]:
    """A box for words; those kept are not shown again, and those not saved are given back."""
    question = reply.question
    box = give_back(
        "value",
        notice("your-answer", reply.language),
        reply.typed,
        error=_wanted(reply, "please-write"),
        required=question.required and not reply.words_kept,
        longest=question.max_length,
    )
    return (
        [text(notice("words-kept", reply.language), strong=True), *box] if reply.words_kept else box
    )


def _wanted(reply: AskQuestion, what: str) -> str:
    """What “Next” needs."""
    return notice(what if reply.question.required else f"{what}-or-skip", reply.language)


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
        Key(
            at,
            ends.get(at, ""),
            {**_where(reply), **others, name: at},
            chosen=at == given,
            language=reply.language,
        )
        for at in range(SCALE_LOW, SCALE_HIGH + 1)
    ]
    means = [text(f"{at} = {words}", gap="Small") for at, words in ends.items()]
    return [*means, *keys(numbers, "answer")]


def _as_sent(given: str | int | dict[str, int] | list[str] | None) -> str:
    """An earlier answer as the input takes it: codes joined by commas."""
    if isinstance(given, list):
        return ",".join(given)
    return "" if given is None or isinstance(given, dict) else str(given)


INPUTS: Mapping[QuestionKind, Callable[[AskQuestion], list[Card]]] = {
    QuestionKind.SINGLE: _choice,
    QuestionKind.AGREEMENT: _choice,
    QuestionKind.YES_NO: _choice,
    QuestionKind.SCENARIO: _choice,
    QuestionKind.SEVERAL: _several,
    QuestionKind.SCALE: _scale,
    QuestionKind.BEFORE_NOW: _before_now,
    QuestionKind.TEXT: _words,
}
