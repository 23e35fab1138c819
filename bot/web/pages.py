"""The browser door's table of addresses: forms, letters, single-use slips, tracked links, health, style sheets.

A handler reads the request, runs one command and draws the reply; opening a slip spends nothing, because mail
scanners follow links and do not press buttons.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from aiohttp import web

from bot.web.email_pages import letter_routes
from bot.web.form_data import ONCE, read_posted
from bot.web.health import Health, live
from bot.web.middleware import header_signal, note_failure, page_middleware
from bot.web.ports import AskReadiness, TakeTurn, WebSettings
from bot.web.rendering import Renderer
from bot.web.saving import Saving
from bot.web.stylesheets import serve_sheet
from dialogs.asking.answer_form import OpenForm, SubmitForm
from dialogs.telling.open_link import FollowLink
from dialogs.trust.one_time_links import OpenOneTimeLink, UseOneTimeLink
from surveys.asking.instrument import Reader
from surveys.problems import Refusal

SlipKind = Literal["file", "concern"]
_OPAQUE = "[A-Za-z0-9_-]{4,128}"
_PLACE = r"[A-Za-z0-9_.-]{1,128}"
_SLIPS: Mapping[str, SlipKind] = MappingProxyType(
    {"/evaluate/download": "file", "/concern": "concern"}
)


@dataclass(frozen=True, slots=True)
class FormPages:
    """A public form: shown, and sent in one piece."""

    turn: TakeTurn
    easel: Renderer
    largest: int

    async def show(self, request: web.Request) -> web.Response:
        """The form behind a link."""
        return self.easel.draw(await self.turn(OpenForm(link=request.match_info["link"])))

    async def submit(self, request: web.Request) -> web.Response:
        """Take the answers; if they could not be saved the page holds them, to be sent again."""
        posted = await read_posted(request, self.largest)
        once = posted.get(ONCE, ())
        if len(once) != 1:
            raise Refusal("form-unreadable")
        fields = {name: values for name, values in posted.items() if name != ONCE}
        command = SubmitForm(link=request.match_info["link"], once=once[0], fields=fields)
        return await Saving(self.turn, self.easel, Reader.FAMILY).save(command, posted)


@dataclass(frozen=True, slots=True)
class OneTimeLinkPages:
    """A single-use address: a page with a button, and what stands behind the button, once."""

    turn: TakeTurn
    easel: Renderer
    kind: SlipKind

    async def offer(self, request: web.Request) -> web.Response:
        """Say what is here; spends nothing."""
        return self.easel.draw(
            await self.turn(OpenOneTimeLink(token=request.match_info["token"], kind=self.kind))
        )

    async def take(self, request: web.Request) -> web.Response:
        """Hand it over."""
        return self.easel.draw(
            await self.turn(UseOneTimeLink(token=request.match_info["token"], kind=self.kind))
        )


@dataclass(frozen=True, slots=True)
class TrackedLinkPages:
    """A tracked link of a briefing: the visit is kept, then the answer is where it leads."""

    turn: TakeTurn
    easel: Renderer

    async def follow(self, request: web.Request) -> web.Response:
        """Lead on; a HEAD is only a look. Where our records cannot be read, nobody knows where to."""
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
        return self.easel.draw(reply)


def web_routes(
    turn: TakeTurn, readiness: AskReadiness, settings: WebSettings
) -> list[web.RouteDef]:
    """Every address of the browser door, for an application with `page_middleware` and `header_signal`."""
    easel = Renderer.leading_to(settings.exit_url)
    links = TrackedLinkPages(turn, easel)
    forms, health = (
        FormPages(turn, easel, settings.largest_form),
        Health(readiness, settings.metrics_token),
    )
    routes = [
        web.get(f"/f/{{link:{_OPAQUE}}}", forms.show),
        web.post(f"/f/{{link:{_OPAQUE}}}", forms.submit),
        web.get(f"/r/{{place:{_PLACE}}}", links.follow),
        *letter_routes(turn, easel, settings.largest_form),
        web.get("/healthz", live),
        web.get("/readyz", health.ready),
        web.get("/metrics", health.metrics),
        web.get("/static/{tail:.+}", serve_sheet),
    ]
    for address, kind in _SLIPS.items():
        slips = OneTimeLinkPages(turn, easel, kind)
        routes += [
            web.get(f"{address}/{{token:{_OPAQUE}}}", slips.offer),
            web.post(f"{address}/{{token:{_OPAQUE}}}", slips.take),
        ]
    return routes


def open_web_door(
    app: web.Application, turn: TakeTurn, readiness: AskReadiness, settings: WebSettings
) -> None:
    """Put the routes, the middleware and the headers on an application that may have other doors too."""
    app.middlewares.append(page_middleware(Renderer.leading_to(settings.exit_url), settings))
    app.on_response_prepare.append(header_signal(settings))
    app.add_routes(web_routes(turn, readiness, settings))
