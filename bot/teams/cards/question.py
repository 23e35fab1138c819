"""The card of one question: its input by kind, what was answered before, and the ways on and back.

Only “Next” sends what is chosen; Skip, Back and “Finish later” work whatever is in the boxes. An
input is marked as required only where it is; a blank sent by “Next” is asked again, to answer or
skip.
"""

from collections.abc import Callable, Mapping

from bot.teams.cards.actions import leave, press
from bot.teams.cards.inputs import choose, give_back
from bot.teams.cards.parts import Card, card, in_browser, subheading, text, warning
from dialogs.replies import AskQuestion, Option
from surveys.asking.instrument import say
from surveys.asking.kinds import QuestionKind
from surveys.asking.kinds.numbers import SCALE_HIGH, SCALE_LOW
from surveys.asking.notices import notice


def ask(reply: AskQuestion) -> Card:
    """One question in the same message, with its place among the others."""
    place = f"Question {reply.number} of {reply.of}"
    body = [
        text(f"{place} · {reply.survey}", subtle=True),
        *warning(reply.problem),
        *warning(notice("typed-not-saved") if reply.typed else None),
        *(text(words, subtle=True) for words in reply.notice),
        *INPUTS[reply.question.kind](reply),
        *in_browser(reply.page),
    ]
    spoken = f"{place}. {say(reply.question.text, reply.language)}"
    return card(reply, body, _ways(reply), speak=spoken, language=reply.language)


def _ways(reply: AskQuestion) -> list[Card]:
    survey: dict[str, int | str] = {"wave": reply.wave} | (
        {"ticket": reply.ticket} if reply.ticket else {}
    )
    where = {**survey, "question": reply.question.id}
    answered = reply.words_kept or reply.given is not None
    return [
        press("Next", "answer", **where),
        *(
            []
            if reply.question.required
            else [leave("Leave it out" if answered else "Skip", "skip", **where)]
        ),
        *([leave("Back", "back", **where)] if reply.can_go_back else []),
        leave("Stop here" if reply.ticket else "Finish later", "later", **survey),
    ]


def _label(reply: AskQuestion, hint: str = "") -> str:
    """The question, whether it can be skipped, and its hint: all are read out with the input."""
    question = reply.question
    words = (
        say(question.text, reply.language),
        "" if question.required else notice("can-skip", reply.language),
        say(question.hint, reply.language) if question.hint else hint,
    )
    return " ".join(word for word in words if word)


def _offered(reply: AskQuestion) -> list[Option]:
    return [Option(value=c.code, text=say(c.text, reply.language)) for c in reply.question.choices]


def _choice(reply: AskQuestion) -> list[Card]:
    return _chosen_from(reply, _label(reply), _offered(reply))


def _several(reply: AskQuestion) -> list[Card]:
    label = _label(reply, notice("choose-all", reply.language))
    return _chosen_from(reply, label, _offered(reply), several=True)


def _scale(reply: AskQuestion) -> list[Card]:
    return _chosen_from(reply, _label(reply), [*_numbers(reply), *_offered(reply)])


def _chosen_from(
    reply: AskQuestion, label: str, options: list[Option], *, several: bool = False
) -> list[Card]:
    error, required = _wanted(reply, "choose an answer"), reply.question.required
    return choose(
        "value",
        label,
        options,
        error=error,
        required=required,
        several=several,
        value=_as_sent(reply.given),
    )


def _before_now(reply: AskQuestion) -> list[Card]:
    """Two lists under one question: a pair of ten buttons each would not fit a phone."""
    given = reply.given if isinstance(reply.given, dict) else {}
    return [
        subheading(_label(reply)),
        *(
            part
            for name, label in (("before", "Before, looking back"), ("now", "Now"))
            for part in choose(
                name,
                label,
                _numbers(reply),
                error=_wanted(reply, "choose a number"),
                required=reply.question.required,
                value=_as_sent(given.get(name)),
            )
        ),
    ]


def _words(reply: AskQuestion) -> list[Card]:
    """A box for words; those kept are not shown again, and those not saved are given back."""
    question = reply.question
    box = give_back(
        "value",
        _label(reply),
        reply.typed,
        error=_wanted(reply, "write something"),
        required=question.required and not reply.words_kept,
        longest=question.max_length,
    )
    return (
        [text(notice("words-kept", reply.language), strong=True), *box] if reply.words_kept else box
    )


def _wanted(reply: AskQuestion, what: str) -> str:
    """What “Next” needs."""
    skipping = "" if reply.question.required else ", or skip this question"
    return f"Please {what}{skipping}."


def _numbers(reply: AskQuestion) -> list[Option]:
    """0 to 10, with what the ends mean."""
    ends = {SCALE_LOW: reply.question.low, SCALE_HIGH: reply.question.high}
    return [
        Option(
            value=str(at),
            text=str(at),
            detail=say(meaning, reply.language) if (meaning := ends.get(at)) else "",
        )
        for at in range(SCALE_LOW, SCALE_HIGH + 1)
    ]


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
