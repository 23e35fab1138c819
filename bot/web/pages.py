"""The addresses of the browser door: forms, e-mailed pages, one-time links, tracked links, health.

A handler reads the request, runs one command and draws the reply. Opening a one-time link spends
nothing, because mail scanners follow links and do not press buttons.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from aiohttp import web

from bot.proxies import Proxies, family_of
from bot.web.about_pages import about_page_routes
from bot.web.bursts import Bursts
from bot.web.code_pages import code_page_routes
from bot.web.email_pages import email_page_routes
from bot.web.form_data import (
    AGAIN,
    CODE,
    GO,
    LANGUAGE,
    ONCE,
    SPEAK,
    Posted,
    accepted,
    read_posted,
    view_of,
)
from bot.web.health import Health
from bot.web.middleware import header_signal, language_of_page, note_failure, page_middleware
from bot.web.ports import TakeTurn, Watched, WebSettings
from bot.web.rendering import Renderer
from bot.web.saving import Saving
from bot.web.static_files import serve_static
from bot.web.throttle import CodeTries
from dialogs.asking.answer_form import OpenForm, SubmitForm
from dialogs.asking.step_form import CODE as TRY_CODE
from dialogs.asking.step_form import StepForm
from dialogs.asking.walk_form import SEND
from dialogs.telling.open_link import FollowLink
from dialogs.trust.one_time_links import OpenOneTimeLink, UseOneTimeLink
from surveys.asking.instrument import Reader
from surveys.problems import Refusal

OneTimeLinkKind = Literal["file", "concern"]
_OPAQUE = "[A-Za-z0-9_-]{4,128}"
_PLACE = r"[A-Za-z0-9_.-]{1,128}"
_ONE_TIME_LINKS: Mapping[str, OneTimeLinkKind] = MappingProxyType(
    {"/evaluate/download": "file", "/concern": "concern"}
)


@dataclass(frozen=True, slots=True)
class FormPages:
    """A public form: its first page, one page for each question, or sent in one piece."""

    turn: TakeTurn
    renderer: Renderer
    largest: int
    proxies: Proxies
    bursts: Bursts
    tries: CodeTries

    async def show(self, request: web.Request) -> web.Response:
        """The first page behind a link, or whether this page changes what it sent before."""
        command = OpenForm(
            link=request.match_info["link"],
            page=request.query.get("page", ""),
            again=request.query.get("again", ""),
            view=view_of(request),
            language=request.query.get("lang", ""),
            accepts=accepted(request),
            by_browser=request.headers.get("Sec-Fetch-Mode") == "navigate",
        )
        return self.renderer.draw(await self.turn(command))

    async def submit(self, request: web.Request) -> web.Response:
        """Take the answers; where they are not saved the page holds them, to be sent again."""
        posted = await read_posted(request, self.largest)
        command = self._step(request, posted) if posted.is_step else self._whole(request, posted)
        if posted.only(GO) == TRY_CODE:
            await self.tries.sit_out(request.match_info["link"])
        language = language_of_page(request, posted.only(LANGUAGE))
        return await Saving(self.turn, self.renderer, Reader.FAMILY, language).save(command, posted)

    def _whole(self, request: web.Request, posted: Posted) -> SubmitForm:
        return SubmitForm(
            link=request.match_info["link"],
            once=posted.only(ONCE),
            again=posted.only(AGAIN),
            language=posted.only(LANGUAGE),
            speak=posted.only(SPEAK),
            fields=posted.answers,
            unread=posted.unread,
            at_once=self._is_at_once(request),
        )

    def _step(self, request: web.Request, posted: Posted) -> StepForm:
        sends = posted.only(GO) == SEND
        return StepForm(
            link=request.match_info["link"],
            **posted.step,
            code=posted.only(CODE),
            at_once=sends and self._is_at_once(request),
        )

    def _is_at_once(self, request: web.Request) -> bool:
        forwarded = request.headers.getall("X-Forwarded-For", [])
        family = family_of(request.remote, forwarded, self.proxies)
        return self.bursts.is_in_one(family, request.match_info["link"])


@dataclass(frozen=True, slots=True)
class OneTimeLinkPages:
    """A one-time link: a page with a button, and what the button hands over, once."""

    turn: TakeTurn
    renderer: Renderer
    kind: OneTimeLinkKind

    async def offer(self, request: web.Request) -> web.Response:
        """Say what is here; spends nothing."""
        return self.renderer.draw(
            await self.turn(OpenOneTimeLink(token=request.match_info["token"], kind=self.kind))
        )

    async def take(self, request: web.Request) -> web.Response:
        """Hand it over."""
        return self.renderer.draw(
            await self.turn(UseOneTimeLink(token=request.match_info["token"], kind=self.kind))
        )


@dataclass(frozen=True, slots=True)
class TrackedLinkPages:
    """A tracked link of a briefing: the visit is recorded, then the browser is sent on."""

    turn: TakeTurn
    renderer: Renderer

    async def follow(self, request: web.Request) -> web.Response:
        """Redirect; a HEAD is not counted. Refuses link-not-now while records cannot be read."""
        command = FollowLink(place=request.match_info["place"], counted=request.method == "GET")
        try:
            reply = await self.turn(command)
        except Refusal as refusal:
            if refusal.status < 500:
                raise
            raise Refusal("link-not-now") from None
        except Exception as error:
            note_failure("link-not-now", error)
            raise Refusal("link-not-now") from None
        return self.renderer.draw(reply)


def web_routes(turn: TakeTurn, watched: Watched, settings: WebSettings) -> list[web.RouteDef]:
    """Every address, for an application with `page_middleware` and `header_signal`."""
    renderer = Renderer.leading_to(settings.exit_url)
    links = TrackedLinkPages(turn, renderer)
    counted = (Bursts(), CodeTries())
    forms = FormPages(turn, renderer, settings.largest_form, settings.proxies, *counted)
    health = Health(watched, settings.metrics_token, settings.proxies)
    routes = [
        web.get(f"/f/{{link:{_OPAQUE}}}", forms.show),
        web.post(f"/f/{{link:{_OPAQUE}}}", forms.submit),
        web.get(f"/r/{{place:{_PLACE}}}", links.follow),
        *about_page_routes(turn, renderer),
        *code_page_routes(turn, renderer, settings.largest_form),
        *email_page_routes(turn, renderer, settings.largest_form),
        web.get("/healthz", health.live),
        web.get("/readyz", health.ready),
        web.get("/metrics", health.metrics),
        web.get("/static/{tail:.+}", serve_static),
    ]
    for address, kind in _ONE_TIME_LINKS.items():
        once = OneTimeLinkPages(turn, renderer, kind)
        routes += [
            web.get(f"{address}/{{token:{_OPAQUE}}}", once.offer),
            web.post(f"{address}/{{token:{_OPAQUE}}}", once.take),
        ]
    return routes


def open_web_door(
    app: web.Application, turn: TakeTurn, watched: Watched, settings: WebSettings
) -> None:
    """Add routes, middleware and headers to an application that may have other doors."""
    app.middlewares.append(page_middleware(Renderer.leading_to(settings.exit_url), settings))
    app.on_response_prepare.append(header_signal(settings))
    app.add_routes(web_routes(turn, watched, settings))
