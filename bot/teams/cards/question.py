"""The card of one question: a tap on an answer gives it and goes on.

Words and several choices have inputs, which only “Next” sends; Skip, Back and “Finish later” work
whatever is in the boxes. A blank sent by “Next” is asked again, to answer or skip.
"""

import re
from typing import Any

from bot.teams.cards.actions import buttons, leave, press, primary
from bot.teams.cards.folding import Fold, folds
from bot.teams.cards.parts import Card, card, heading, in_browser, subheading, text, warning
from bot.teams.cards.question_inputs import INPUTS, several, survey_of, where, whole_order
from bot.teams.cards.rows import quiet
from dialogs.replies import AskQuestion
from surveys.asking.instrument import say
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
        *_section(reply),
        *_as_question(asked, reply),
        *(text(words, subtle=True, gap="Small") for words in (*_hint(reply), *reply.notice)),
        *answers,
        *_next(reply, answers),
        *quiet(_ways(reply)),
        *in_browser(reply.page, language),
        *_last_time(reply),
    ]
    return card(reply, body, speak=f"{asked} {place}.", language=reply.language)


def _next(reply: AskQuestion, answers: list[Card]) -> list[Card]:
    """“Next” beside the boxes that it sends, or below a whole order, before the quieter ways on."""
    has_box = any(part["type"].startswith("Input.") for part in answers)
    order = ",".join(whole_order(reply))
    whole = {"value": order} if order else {}
    send = primary(press(notice("next", reply.language), "answer", **where(reply), **whole))
    return buttons([send]) if has_box or whole else []


def _section(reply: AskQuestion) -> list[Card]:
    """The words to read before the question."""
    parts: list[Card] = []
    for one in reply.section:
        words = say(one.text, reply.language)
        more = [text(say(one.hint, reply.language))] if one.hint else []
        parts += [subheading(words), *more] if more else [text(words)]
    return parts


def _last_time(reply: AskQuestion) -> list[Card]:
    """What was done about earlier answers, folded below the question."""
    if not reply.last_time:
        return []
    said, did = notice("you-said", reply.language), notice("we-did", reply.language)
    inside = [
        text(words, gap="Small")
        for line in reply.last_time
        for words in (f"{said}: {line.said}", f"{did}: {line.did}")
    ]
    return folds([Fold(notice("last-time", reply.language), inside)], name="last")


def _as_question(asked: str, reply: AskQuestion) -> list[Card]:
    """The question as a heading, below its story or what is asked of all rows, if it has one."""
    stem = reply.question.stem
    if stem:
        return [text(say(stem, reply.language)), heading(asked)]
    told = _STORY.fullmatch(asked)
    return [text(told[1]), heading(told[2])] if told else [heading(asked)]


def _hint(reply: AskQuestion) -> list[str]:
    """What helps to answer; several choices are labelled with it."""
    hint, kind = reply.question.hint, reply.question.kind
    return [say(hint, reply.language)] if hint and INPUTS[kind] is not several else []


def _ways(reply: AskQuestion) -> list[Card]:
    """The ways on without an answer; from the second of two numbers, back to the first."""
    here = where(reply)
    answered = reply.words_kept or reply.given is not None
    skip = notice("leave-out" if answered else "skip-in-brief", reply.language)
    stop = notice("stop-here" if reply.ticket else "finish-later", reply.language)
    half = _half(reply)
    can_go_back = reply.can_go_back or half
    return [
        *([leave(notice("back", reply.language), "back", **here, **half)] if can_go_back else []),
        *([] if reply.question.required else [leave(skip, "skip", **here)]),
        leave(stop, "later", **survey_of(reply)),
    ]


def _half(reply: AskQuestion) -> dict[str, Any]:
    """What has been given of an answer in steps."""
    if reply.order:
        return {"order": ",".join(reply.order)}
    return {} if reply.before is None else {"before": reply.before}
