"""A form drawn as a page, and every page that can follow it.

None of them says whether words raised a concern. Where someone needs help now the numbers come
first, also where nothing was saved.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from aiohttp import web
from markupsafe import escape

from bot.web.form_data import AGAIN, GO, HELD, ONCE
from bot.web.help_asked import help_asked
from bot.web.questions import asked
from bot.web.templating import Templates, html
from dialogs.replies import AskAgain, FormNotSaved, FormThanks, ShowForm
from surveys.asking.bands import YOUNG
from surveys.asking.instrument import Reader
from surveys.asking.length import minutes_in_words
from surveys.asking.notices import HelpLine, help_lines, notice
from surveys.problems import PROBLEMS

_READERS = {reader.value: reader for reader in Reader} | {"child_via_worker": Reader.CHILD}
_ONCE_GOES_HERE = secrets.token_hex(16)  # made at the start, so that no form can hold it


def _reader(reader: Reader | None, voice: str) -> Reader:
    return reader or _READERS.get(voice, Reader.PRACTITIONER)


@dataclass(frozen=True, slots=True)
class _Blank:
    """A form with nothing given yet, cached by its words: readers differ in `once` only."""

    words: str
    form: ShowForm = field(compare=False)


def form_page(pages: Templates, form: ShowForm) -> web.Response:
    """A form; one with nothing given yet is drawn once for all who open it."""
    if form.unsaved:
        return html(_form_text(pages, form), PROBLEMS[form.unsaved].status)
    if form.given or form.problems:
        return html(_form_text(pages, form), 422 if form.problems else 200)
    blank = form.model_copy(update={"once": _ONCE_GOES_HERE})
    text = _blank_text(pages, _Blank(blank.model_dump_json(), blank))
    return html(text.replace(_ONCE_GOES_HERE, escape(form.once)))


@lru_cache(maxsize=64)
def _blank_text(pages: Templates, blank: _Blank) -> str:
    """Cached, because drawing a form costs fifty times what filling in its `once` costs."""
    return _form_text(pages, blank.form)


def _form_text(pages: Templates, form: ShowForm) -> str:
    questions, reader = asked(form), _reader(form.reader, form.voice)
    lines = form.help_lines or help_lines(reader, language=form.language)
    return pages.text(
        "form.html",
        form.title,
        form=form,
        questions=questions,
        errors=[
            *_errors_of_the_whole(form),
            *(
                {"text": f"Question {q.number}: {q.problem}", "href": f"#{q.html_id}"}
                for q in questions
                if q.problem
            ),
        ],
        takes=minutes_in_words(form.minutes) if form.minutes else "",
        not_saved_yet=notice("not-saved-yet", form.language),
        answer_again=notice("answer-again", form.language) if form.changes else "",
        again_name=AGAIN,
        can_skip=notice("can-skip", form.language)
        if any(question.required for question in questions)
        else "",
        choose_all=notice("choose-all", form.language),
        helped=help_asked(form),
        once_name=ONCE,
        partnership=form.partnership,
        young=reader in YOUNG,
        leave=form.way_out,
        calls=calls_of(form.help_now, lines),
        help=lines,
    )


def calls_of(help_now: bool, lines: Sequence[HelpLine]) -> list[HelpLine]:
    """The numbers to tap, where they come before everything else."""
    return [line for line in lines if line.href] if help_now else []


def _errors_of_the_whole(form: ShowForm) -> list[dict[str, str]]:
    """What is wrong with a page as a whole, where that is why nothing was saved."""
    if not form.unsaved:
        return []
    problem = PROBLEMS[form.unsaved]
    return [{"text": f"{problem.sentence} {problem.advice}"}]


def again_page(pages: Templates, question: AskAgain) -> web.Response:
    """The question whether a page that was used before changes what was sent."""
    lines = question.help_lines or help_lines(question.reader)
    return pages.page(
        "again.html",
        "You have already sent this form",
        asked=question,
        once_name=ONCE,
        again_name=AGAIN,
        held_name=HELD,
        go_name=GO,
        partnership=question.partnership,
        young=question.reader in YOUNG,
        leave=question.reader is not Reader.PRACTITIONER,
        calls=calls_of(question.help_now, lines),
        help=lines,
    )


def not_saved_page(pages: Templates, sent: FormNotSaved) -> web.Response:
    """A form that can be answered no more, with what was written in it."""
    problem, lines = PROBLEMS[sent.code], sent.help_lines or help_lines(sent.reader)
    return pages.page(
        "problem.html",
        problem.sentence.rstrip("."),
        problem.status,
        not_saved=notice("not-saved"),
        advice=problem.advice,
        start_again=sent.start_again,
        words=sent.words,
        notice=sent.notice,
        partnership=sent.partnership,
        young=sent.reader in YOUNG,
        leave=sent.way_out,
        calls=calls_of(sent.help_now, lines),
        help=lines,
    )


def thanks_page(pages: Templates, given: FormThanks) -> web.Response:
    """The thanks, the same for everyone who tapped the same."""
    reader = _reader(given.reader, given.voice)
    lines = given.help_lines or help_lines(reader)
    return pages.page(
        "thanks.html",
        "Get help now" if given.help_now else "All done",
        thanks=given,
        calls=calls_of(given.help_now, lines),
        partnership=given.partnership,
        young=reader in YOUNG,
        leave=given.way_out,
        help=() if given.help_now else lines,
    )
