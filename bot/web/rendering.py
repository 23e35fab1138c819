"""Replies drawn as pages: one drawing for each kind of reply that a dialog may give to a browser.

Autoescape is on for every template, and nothing that a person wrote is ever marked safe.
"""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.web import forms, question_pages
from bot.web.form_data import Fields
from bot.web.paragraphs import paragraphs
from bot.web.templating import Templates, environment
from dialogs.replies import (
    AboutPage,
    AskAgain,
    AskCode,
    AskLinkCode,
    ConcernWords,
    Download,
    FormNotSaved,
    FormThanks,
    LeadsTo,
    LookThrough,
    OneTimeLinkOffer,
    ProblemReply,
    Reply,
    ShowAbout,
    ShowBriefing,
    ShowForm,
    ShowHelp,
    ShowQuestion,
    ShowStart,
    ShowYouSaid,
)
from surveys.asking.instrument import Reader
from surveys.asking.notices import help_lines, notice
from surveys.languages import ENGLISH
from surveys.problems import PROBLEMS, Refusal
from surveys.trust.retention import RETENTION

ABOUT_TITLES: Mapping[AboutPage, str] = {
    AboutPage.ABOUT: "About Golden Thread",
    AboutPage.PRIVACY: "Privacy",
    AboutPage.TERMS: "Terms of use",
}
_READERS = {reader.value: reader for reader in Reader} | {"child_via_worker": Reader.CHILD}
# A grade that a newer version wrote is drawn grey: its words are shown once and must not be lost.
_COLOURS = {"red": "govuk-tag--red", "amber": "govuk-tag--orange", "green": "govuk-tag--green"}
_ONCE_GOES_HERE = secrets.token_hex(16)  # made at the start, so that no form can hold it
# Every visible character of ASCII stays as it is.
_IN_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


@dataclass(frozen=True, slots=True)
class Renderer(Templates):
    """Draws replies and refusals."""

    @classmethod
    def leading_to(cls, exit_url: str) -> "Renderer":
        """A renderer with the templates of this folder."""
        return cls(exit_url, environment())

    def draw(self, reply: Reply) -> web.Response:
        """The page or file of a reply; KeyError for a kind that no dialog gives to a browser."""
        return DRAWINGS[type(reply)](self, reply)

    def refusal(
        self,
        refusal: Refusal,
        *,
        reader: Reader | None,
        kept: Fields | None = None,
        words: Sequence[tuple[str, str]] | None = None,
        language: str = ENGLISH,
    ) -> web.Response:
        """A page with the sentence and the advice, and whom to call where a `reader` may need it.

        `kept` are answers to send again, held by the page itself; `words` are given back, said to
        be not saved.
        """
        leave = reader not in {None, Reader.PRACTITIONER}
        problem = refusal.said_in(language)
        return self.page(
            "problem.html",
            forms.as_heading(problem.sentence),
            problem.status,
            language=language,
            advice=problem.advice,
            kept=kept,
            words=words,
            not_saved="" if words is None else notice("not-saved", language),
            leave=leave,
            help=help_lines(reader, language=language) if reader else (),
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


def _about(renderer: Renderer, about: ShowAbout) -> web.Response:
    template, title = f"{about.page}.html", ABOUT_TITLES[about.page]
    return renderer.page(
        template,
        title,
        partnerships=about.partnerships,
        pages=ABOUT_TITLES.items(),
        kept=RETENTION.values(),
    )


def _one_time_link(renderer: Renderer, offer: OneTimeLinkOffer) -> web.Response:
    return renderer.page("one_time_link.html", offer.title, offer=offer, training=offer.training)


def _concern(renderer: Renderer, concern: ConcernWords) -> web.Response:
    lines = (
        ("Raised", concern.raised),
        *concern.facts,
        ("From", concern.from_whom),
        ("In answer to", concern.about or "Not known"),
    )
    return renderer.page(
        "concern.html",
        f"Concern {concern.ref}",
        concern=concern,
        colour=_COLOURS.get(concern.grade, "govuk-tag--grey"),
        lines=[{"key": {"text": name}, "value": {"text": value}} for name, value in lines if value],
        training=concern.training,
    )


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
    ShowForm: forms.form_page,
    ShowStart: question_pages.start_page,
    ShowQuestion: question_pages.question_page,
    ShowHelp: question_pages.help_page,
    LookThrough: question_pages.look_through,
    AskCode: question_pages.code_page,
    AskLinkCode: question_pages.link_code_page,
    ShowYouSaid: question_pages.you_said_page,
    FormThanks: forms.thanks_page,
    AskAgain: forms.again_page,
    FormNotSaved: forms.not_saved_page,
    LeadsTo: _leads_to,
    OneTimeLinkOffer: _one_time_link,
    ShowAbout: _about,
    ShowBriefing: _briefing,
    ConcernWords: _concern,
    Download: _download,
    ProblemReply: _problem,
}
