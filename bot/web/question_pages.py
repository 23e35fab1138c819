"""The pages of a form that is asked one question a page, drawn from their replies.

Each is a form of its own that holds the answers so far, sealed; the first button of each is the one
that the Enter key presses.
"""

from aiohttp import web

from bot.web.form_data import AGAIN, CODE, GO, HELD, ONCE
from bot.web.forms import calls_of, in_one_line
from bot.web.help_asked import help_asked
from bot.web.questions import alone
from bot.web.templating import Templates, html
from bot.web.wording import offered
from dialogs.replies import (
    AskCode,
    AskLinkCode,
    LookThrough,
    ShowHelp,
    ShowQuestion,
    ShowStart,
    ShowYouSaid,
)
from dialogs.replies.question_pages import PageFrame
from surveys.asking import link_code, receipt_code
from surveys.asking.bands import YOUNG
from surveys.asking.instrument import Reader
from surveys.asking.length import minutes_in_words, questions_in_words
from surveys.asking.notices import notice
from surveys.problems import Problem, problem_in

_NAMES = {"held": HELD, "go": GO, "once": ONCE, "again": AGAIN, "code": CODE}


def start_page(pages: Templates, start: ShowStart) -> web.Response:
    """Who asks, about what, how long, what must be known before, and the button to start."""
    language, reader = start.language, start.reader
    counted = questions_in_words(start.questions, language)
    if start.up_to:
        counted = notice("up-to", language, reader).format(questions=counted)
    minutes = minutes_in_words(start.minutes, language)
    return _page(
        pages,
        "start.html",
        start,
        start.title,
        with_a_grown_up=start.reader is Reader.YOUNG_CHILD,
        how_long=notice("how-long", language, reader).format(questions=counted, minutes=minutes),
    )


def question_page(pages: Templates, asked: ShowQuestion) -> web.Response:
    """One question, which is the heading of its page."""
    place = notice("place", asked.language, asked.reader).format(at=asked.number, of=asked.of)
    question = alone(asked.question, asked.number, asked)
    wrong = [{"text": question.problem, "href": f"#{question.html_id}"}] if question.problem else []
    status = 422 if wrong else 200
    if asked.unsaved:
        problem = _problem(asked, asked.unsaved)
        wrong, status = [{"text": in_one_line(problem)}], problem.status
    return _page(
        pages,
        "question.html",
        asked,
        f"{place}: {asked.title}",
        status,
        place=place,
        question=question,
        errors=wrong,
    )


def help_page(pages: Templates, asked: ShowHelp) -> web.Response:
    """The numbers first, then the way to tell someone."""
    question = alone(asked.question, 0, asked) if asked.question else None
    heading = notice("tell-now" if asked.tell else "get-help", asked.language, asked.reader)
    return _page(pages, "help.html", asked, heading, question=question)


def look_through(pages: Templates, asked: LookThrough) -> web.Response:
    """All answers, each with a button to change it, and the button to send them."""
    heading = notice("look-through", asked.language, asked.reader)
    return _page(pages, "look_through.html", asked, heading, helped=help_asked(asked))


def you_said_page(pages: Templates, told: ShowYouSaid) -> web.Response:
    """What people asked for, and what was done."""
    heading = notice("you-said-we-did", told.language, told.reader)
    return _page(pages, "you_said.html", told, heading)


def code_page(pages: Templates, asked: AskCode) -> web.Response:
    """Where a receipt code is typed."""
    return _box_for_code(pages, asked, "enter-code", receipt_code.EXAMPLE)


def link_code_page(pages: Templates, asked: AskLinkCode) -> web.Response:
    """Where the code of a link is typed."""
    return _box_for_code(pages, asked, "enter-link-code", link_code.EXAMPLE)


def _box_for_code(
    pages: Templates, asked: AskCode | AskLinkCode, key: str, like: str
) -> web.Response:
    problem = _problem(asked, asked.problem) if asked.problem else None
    hint = notice(f"{key}-hint", asked.language, asked.reader)
    return _page(
        pages,
        "code.html",
        asked,
        notice(key, asked.language, asked.reader),
        problem.status if problem else 200,
        hint=hint.format(like=like),
        problem=in_one_line(problem) if problem else "",
    )


def _problem(asked: PageFrame, code: str) -> Problem:
    return problem_in(code, asked.language, to_a_child=asked.reader.is_a_child)


def _page(
    pages: Templates,
    template: str,
    asked: PageFrame,
    heading: str,
    status: int = 200,
    **facts: object,
) -> web.Response:
    text = pages.text(
        template,
        heading,
        form=asked,
        language=asked.language,
        reader=asked.reader,
        languages=offered(asked.languages, asked.language),
        names=_NAMES,
        tell=notice("tell-now" if asked.tell else "get-help", asked.language, asked.reader),
        partnership=asked.partnership,
        young=asked.reader in YOUNG,
        leave=asked.way_out,
        calls=calls_of(asked.help_now, asked.help_lines),
        help=asked.help_lines,
        some_required=False,
        **facts,
    )
    return html(text, status)
