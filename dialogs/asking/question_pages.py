"""The pages of a form that is asked one question a page, made from a walk through it."""

from typing import Any, TypeVar

from dialogs.asking.held_answers import CHECK
from dialogs.asking.in_words import said
from dialogs.asking.read_form import raw_answer
from dialogs.asking.response import Response
from dialogs.asking.walk_form import Walk
from dialogs.replies import AnswerLine, AskCode, LookThrough, ShowHelp, ShowQuestion, ShowStart
from dialogs.turn import Installation
from surveys.asking.assistance import asks_for_help, ticked
from surveys.asking.instrument import Question, say
from surveys.asking.length import told_minutes
from surveys.asking.lexicon import ConcernClass
from surveys.asking.notices import form_notice, gist, help_lines, notice, what_happens_next
from surveys.asking.routing import position, read_before, visible

_Page = TypeVar("_Page", ShowQuestion, LookThrough, ShowQuestion | LookThrough)


def start_page(installation: Installation, to: Response, once: str) -> ShowStart:
    """Return the first page of a form."""
    wave, instrument, language = to.wave, to.instrument, to.language
    words = form_notice(instrument, installation.local_help, language)
    return ShowStart(
        **frame(installation, to),
        about=wave.about if instrument.reader.value == "practitioner" else "",
        questions=len(instrument.asked),
        minutes=told_minutes(instrument, language),
        up_to=any(question.show_if for question in instrument.questions),
        gist=gist(instrument, language),
        notice=(words.taking_part, words.how_kept, words.not_read_at_once),
        once=once,
    )


def question_page(walk: Walk, held: str, problem: str = "", unsaved: str = "") -> ShowQuestion:
    """Return the page of the question where a walk is; `held` are its answers, sealed."""
    question = walk.instrument.question(walk.held.at)
    number, of = position(walk.instrument, walk.given, question.id)
    words = form_notice(walk.instrument, walk.installation.local_help, walk.to.language)
    raw = raw_answer(question, walk.held.fields)
    return ShowQuestion.model_validate(
        {
            **frame(walk.installation, walk.to),
            "held": held,
            "question": question,
            "section": tuple(read_before(walk.instrument, walk.given, question)),
            "number": number,
            "of": of,
            "given": raw,
            "problem": problem,
            "unsaved": unsaved,
            "kept": not raw and question.id in walk.before,
            "first": visible(walk.instrument, walk.given)[0] == question,
            "notice": (words.not_read_at_once,) if question.is_text else (),
        }
    )


def help_page(walk: Walk, held: str) -> ShowHelp:
    """Return the page with whom to call, and the question by which someone can be told."""
    question = walk.concern
    return ShowHelp.model_validate(
        {
            **frame(walk.installation, walk.to),
            "held": held,
            "question": question,
            "given": raw_answer(question, walk.held.fields) if question else None,
            "help_now": True,
        }
    )


def look_through(walk: Walk, held: str, problem: str = "") -> LookThrough:
    """Return all answers of a walk, to look through before they are sent."""
    shown = visible(walk.instrument, walk.given)
    return LookThrough(
        **frame(walk.installation, walk.to),
        held=held,
        lines=tuple(
            AnswerLine(
                asks=one.id, question=one.asks(walk.to.language), answer=_in_words(walk, one)
            )
            for one in shown
        ),
        problem=problem,
        helped=_helped(walk),
    )


def _helped(walk: Walk) -> tuple[str, ...] | None:
    """What is ticked of who helped; None where it is not asked, or was asked when it was sent."""
    is_open_form = walk.to.person_id is None and walk.to.ticket is None
    if not is_open_form or walk.held.again or not asks_for_help(walk.instrument.reader):
        return None
    return ticked(walk.held.fields)


def ask_code(
    installation: Installation, to: Response, typed: str = "", problem: str = ""
) -> AskCode:
    """Return the page that asks for a receipt code."""
    return AskCode(**frame(installation, to), typed=typed, problem=problem)


def page_at(walk: Walk, held: str, problem: str = "") -> ShowQuestion | LookThrough:
    """Return the page at which a walk has arrived."""
    if walk.held.at == CHECK:
        return look_through(walk, held, problem)
    return question_page(walk, held, problem)


def told(page: _Page, tap: ConcernClass) -> _Page:
    """Return the page after the person's own tap: the numbers first, and who was told."""
    words = what_happens_next(page.reader, tap, page.language)
    return page.model_copy(update={"told": words, "help_now": tap is ConcernClass.RED})


def frame(installation: Installation, to: Response) -> dict[str, Any]:
    """Return what every page of a form has."""
    instrument, language = to.instrument, to.language
    return {
        "title": say(instrument.title, language),
        "language": language,
        "languages": instrument.languages,
        "reader": instrument.reader,
        "partnership": to.wave.partnership,
        "help_lines": help_lines(instrument.reader, installation.local_help, language),
        "tell": any(question.concern for question in instrument.questions),
    }


def _in_words(walk: Walk, question: Question) -> str:
    answer = walk.answers.get(question.id)
    if answer is not None:
        return said(question, answer, walk.to.language)
    key = "not-answered"
    if question.id in walk.before:
        key = "words-not-shown" if question.is_text else "answer-not-shown"
    return notice(key, walk.to.language, walk.instrument.reader)
