"""Replies drawn as pages: one drawing for each kind of reply that a dialog may give to a browser.

Autoescape is on for every template, and nothing that a person wrote is ever marked safe.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import web
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import escape

from bot.web.form_data import ONCE, Fields
from bot.web.paragraphs import paragraphs
from bot.web.phone_links import tappable
from bot.web.questions import asked
from bot.web.stylesheets import ADDRESSES
from dialogs.replies import (
    ConcernWords,
    Download,
    FormThanks,
    LeadsTo,
    OneTimeLinkOffer,
    ProblemReply,
    Reply,
    ShowBriefing,
    ShowForm,
)
from surveys.asking.instrument import Reader
from surveys.asking.notices import help_lines, notice
from surveys.problems import PROBLEMS, Refusal

_READERS = {reader.value: reader for reader in Reader} | {"child_via_worker": Reader.CHILD}
# A grade that a newer version wrote is drawn grey: its words are shown once and must not be lost.
_COLOURS = {"red": "govuk-tag--red", "amber": "govuk-tag--orange", "green": "govuk-tag--green"}
_ONCE_GOES_HERE = secrets.token_hex(16)  # made at the start, so that no form can hold it
# Every visible character of ASCII stays as it is.
_IN_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


@cache
def _environment() -> Environment:
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    own = FileSystemLoader(Path(__file__).parent / "templates")
    environment = Environment(
        loader=ChoiceLoader([own, macros]),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["tappable"] = tappable
    return environment


@dataclass(frozen=True, slots=True)
class Renderer:
    """Draws replies and refusals; `exit_url` is where “Exit this page” leads."""

    exit_url: str
    environment: Environment

    @classmethod
    def leading_to(cls, exit_url: str) -> "Renderer":
        """A renderer with the templates of this folder."""
        return cls(exit_url, _environment())

    def draw(self, reply: Reply) -> web.Response:
        """The page or file of a reply; KeyError for a kind that no dialog gives to a browser."""
        return DRAWINGS[type(reply)](self, reply)

    def refusal(
        self, refusal: Refusal, *, reader: Reader | None, kept: Fields | None = None
    ) -> web.Response:
        """A page with the sentence and the advice, and whom to call where a `reader` may need it.

        `kept` are answers to send again, held by the page itself.
        """
        leave = reader not in {None, Reader.PRACTITIONER}
        facts = {"advice": refusal.advice, "kept": kept, "leave": leave}
        lines = help_lines(reader) if reader else ()
        return self.page(
            "problem.html", refusal.sentence.rstrip("."), refusal.status, help=lines, **facts
        )

    def page(self, template: str, heading: str, status: int = 200, **facts: object) -> web.Response:
        """One template filled in; `help` are the numbers at its foot."""
        return _html(self.text(template, heading, **facts), status)

    def text(self, template: str, heading: str, **facts: object) -> str:
        """The words of that page."""
        return self.environment.get_template(template).render(
            heading=heading, styles=ADDRESSES, exit_url=self.exit_url, **facts
        )


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")


def _reader(reader: Reader | None, voice: str) -> Reader:
    return reader or _READERS.get(voice, Reader.PRACTITIONER)


@dataclass(frozen=True, slots=True)
class _Blank:
    """A form with nothing given yet, cached by its words: readers differ in `once` only."""

    words: str
    form: ShowForm = field(compare=False)


def _form(renderer: Renderer, form: ShowForm) -> web.Response:
    if form.given or form.problems:
        return _html(_form_text(renderer, form), 422 if form.problems else 200)
    blank = form.model_copy(update={"once": _ONCE_GOES_HERE})
    text = _blank_text(renderer, _Blank(blank.model_dump_json(), blank))
    return _html(text.replace(_ONCE_GOES_HERE, escape(form.once)))


@lru_cache(maxsize=64)
def _blank_text(renderer: Renderer, blank: _Blank) -> str:
    """Cached, because drawing a form costs fifty times what filling in its `once` costs."""
    return _form_text(renderer, blank.form)


def _form_text(renderer: Renderer, form: ShowForm) -> str:
    questions, reader = asked(form), _reader(form.reader, form.voice)
    return renderer.text(
        "form.html",
        form.title,
        form=form,
        questions=questions,
        errors=[
            {"text": f"Question {q.number}: {q.problem}", "href": f"#{q.html_id}"}
            for q in questions
            if q.problem
        ],
        can_skip=notice("can-skip", form.language)
        if any(question.required for question in questions)
        else "",
        choose_all=notice("choose-all", form.language),
        once_name=ONCE,
        partnership=form.partnership,
        young=reader is Reader.CHILD,
        leave=form.way_out,
        help=form.help_lines or help_lines(reader, language=form.language),
    )


def _thanks(renderer: Renderer, thanks: FormThanks) -> web.Response:
    reader = _reader(thanks.reader, thanks.voice)
    lines = thanks.help_lines or help_lines(reader)
    return renderer.page(
        "thanks.html",
        "Get help now" if thanks.help_now else "All done",
        thanks=thanks,
        help_first=notice("help-first"),
        calls=[line for line in lines if line.href],
        partnership=thanks.partnership,
        young=reader is Reader.CHILD,
        leave=thanks.way_out,
        help=() if thanks.help_now else lines,
    )


def _briefing(renderer: Renderer, briefing: ShowBriefing) -> web.Response:
    direct = [address for _, address in briefing.links]
    addresses = briefing.tracked if len(briefing.tracked) == len(direct) else direct
    return renderer.page(
        "briefing.html",
        briefing.title,
        briefing=briefing,
        sections=[(name, paragraphs(words)) for name, words in briefing.sections],
        links=[
            (title, address) for (title, _), address in zip(briefing.links, addresses, strict=True)
        ],
        has_read="read" in briefing.acts,
        partnership=briefing.partnership,
        help=help_lines(Reader.PRACTITIONER),
    )


def _one_time_link(renderer: Renderer, offer: OneTimeLinkOffer) -> web.Response:
    return renderer.page("one_time_link.html", offer.title, offer=offer)


def _concern(renderer: Renderer, concern: ConcernWords) -> web.Response:
    colour = _COLOURS.get(concern.grade, "govuk-tag--grey")
    return renderer.page("concern.html", f"Concern {concern.ref}", concern=concern, colour=colour)


def _download(_renderer: Renderer, file: Download) -> web.Response:
    kind = file.media_type if _MEDIA_TYPE.fullmatch(file.media_type) else "application/octet-stream"
    return web.Response(
        body=file.content,
        headers={"Content-Type": kind, "Content-Disposition": _attachment(file.file_name)},
    )


def _leads_to(_renderer: Renderer, link: LeadsTo) -> web.Response:
    """A redirect and nothing else; what no header can hold is percent-encoded as browsers do."""
    return web.Response(status=303, headers={"Location": quote(link.address, safe=_IN_ADDRESS)})


def _attachment(name: str) -> str:
    """The name twice (RFC 6266): in plain characters for old clients, and as it is."""
    kept = "".join(c for c in name if c.isprintable() and c not in '/\\"') or "file"
    plain = "".join(c if c.isascii() else "_" for c in kept)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(kept, safe='')}"


def _problem(renderer: Renderer, problem: ProblemReply) -> web.Response:
    status = PROBLEMS[problem.code].status
    heading = problem.sentence.rstrip(".")
    return renderer.page(
        "problem.html",
        heading,
        status,
        advice=problem.advice,
        leave=True,
        help=help_lines(Reader.FAMILY),
    )


DRAWINGS: Mapping[type[Reply], Callable[[Renderer, Any], web.Response]] = {
    ShowForm: _form,
    FormThanks: _thanks,
    LeadsTo: _leads_to,
    OneTimeLinkOffer: _one_time_link,
    ShowBriefing: _briefing,
    ConcernWords: _concern,
    Download: _download,
    ProblemReply: _problem,
}
