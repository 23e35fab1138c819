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

from bot.web.form_data import AGAIN, GO, HELD, ONCE, SPEAK
from bot.web.help_asked import help_asked
from bot.web.questions import asked
from bot.web.templating import Templates, html
from bot.web.wording import offered
from dialogs.replies import AskAgain, FormNotSaved, FormThanks, ShowForm
from surveys.asking.bands import YOUNG
from surveys.asking.instrument import Reader
from surveys.asking.length import minutes_in_words
from surveys.asking.notices import HelpLine, help_lines, notice
from surveys.problems import PROBLEMS, Problem, problem_in

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
    wrong = notice("problem-with-question", form.language, reader)
    return pages.text(
        "form.html",
        form.title,
        form=form,
        questions=questions,
        errors=[
            *_errors_of_the_whole(form),
            *(
                {"text": wrong.format(number=q.number, problem=q.problem), "href": f"#{q.html_id}"}
                for q in questions
                if q.problem
            ),
        ],
        language=form.language,
        reader=reader,
        takes=minutes_in_words(form.minutes, form.language) if form.minutes else "",
        again_name=AGAIN,
        some_required=any(question.required for question in questions),
        helped=help_asked(form),
        once_name=ONCE,
        speak_name=SPEAK,
        languages=offered(form.languages, form.language),
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
    to_a_child = _reader(form.reader, form.voice).is_a_child
    return [{"text": in_one_line(problem_in(form.unsaved, form.language, to_a_child=to_a_child))}]


def in_one_line(problem: Problem) -> str:
    """What is wrong, and what to do about it."""
    return f"{problem.sentence} {problem.advice}".strip()


def as_heading(sentence: str) -> str:
    """A sentence without the full stop of its script."""
    return sentence.rstrip(".۔।")


def again_page(pages: Templates, question: AskAgain) -> web.Response:
    """The question whether a page that was used before changes what was sent."""
    language, reader = question.language, question.reader
    lines = question.help_lines or help_lines(reader, language=language)
    return pages.page(
        "again.html",
        notice("sent-already", language, reader),
        language=language,
        reader=reader,
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
    language, reader = sent.language, sent.reader
    problem = problem_in(sent.code, language, to_a_child=reader.is_a_child)
    lines = sent.help_lines or help_lines(reader, language=language)
    return pages.page(
        "problem.html",
        as_heading(problem.sentence),
        problem.status,
        language=language,
        reader=reader,
        not_saved=notice("not-saved", language, reader),
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
    language = given.language
    lines = given.help_lines or help_lines(reader, language=language)
    return pages.page(
        "thanks.html",
        notice("get-help" if given.help_now else "all-done", language, reader),
        language=language,
        reader=reader,
        thanks=given,
        calls=calls_of(given.help_now, lines),
        partnership=given.partnership,
        young=reader in YOUNG,
        leave=given.way_out,
        help=() if given.help_now else lines,
    )
