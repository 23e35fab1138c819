"""What every request passes on its way in and out: the throttle, readable errors, security headers.

Whatever goes wrong behind the door, the person reads a plain page, and the log gets a code and no
content.
"""

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.web.form_data import accepted
from bot.web.ports import WebSettings
from bot.web.rendering import Renderer
from bot.web.throttle import Throttle
from surveys.asking.instrument import Reader
from surveys.languages import ENGLISH, TRANSLATED, preferred
from surveys.problems import Refusal

log = logging.getLogger("golden_thread.web")

_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
_WITH_SCRIPT = f"{_POLICY}; script-src 'self'"  # reads a form aloud; every page works without it
_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
_HTTPS_ONLY = "max-age=63072000; includeSubDomains"
_OTHER_DOORS = ("/api/",)
_STAFF = ("/evaluate/", "/concern/", "/r/", "/about", "/privacy", "/terms")
_INVITED = ("/q/",)
_CODE_OF_STATUS = {404: "page-not-found", 405: "page-not-found", 413: "too-large"}

SetHeaders = Callable[[web.Request, web.StreamResponse], Awaitable[None]]


def page_middleware(renderer: Renderer, settings: WebSettings) -> Middleware:
    """Middleware for the whole application; leaves the addresses of other doors alone."""
    throttle = Throttle(settings)

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith(_OTHER_DOORS):
            return await handler(request)
        seconds = throttle.wait(request)
        if request.method == "POST":  # what was sent is heard and kept before any delay
            response = await _respond(renderer, request, handler)
            await throttle.sit_out(seconds)
            return response
        await throttle.sit_out(seconds)
        return await _respond(renderer, request, handler)

    return answer


async def _respond(
    renderer: Renderer, request: web.Request, handler: Handler
) -> web.StreamResponse:
    """Return the handler's page, or one that says what went wrong."""
    try:
        response = await handler(request)
    except Refusal as refusal:
        response = _refused(renderer, request, refusal)
    except web.HTTPException as error:
        response = _of_status(renderer, request, error)
    except Exception as error:
        note_failure("not-working", error)
        response = _refused(renderer, request, Refusal("not-working"))
    if request.can_read_body:
        response.force_close()  # what was not read is not worth reading
    return response


def header_signal(settings: WebSettings) -> SetHeaders:
    """A signal for `on_response_prepare`: the headers of every response, without a `Server`."""
    headers = _HEADERS | ({"Strict-Transport-Security": _HTTPS_ONLY} if settings.production else {})

    async def set_headers(request: web.Request, response: web.StreamResponse) -> None:
        response.headers.popall("Server", None)
        response.headers.update(headers)
        is_of_staff = request.path.startswith(_STAFF)
        response.headers["Content-Security-Policy"] = _POLICY if is_of_staff else _WITH_SCRIPT
        response.headers.setdefault("Cache-Control", "no-store")

    return set_headers


def reader_of(request: web.Request) -> Reader | None:
    """Who reads a page that says what went wrong: it decides the help numbers; staff need none."""
    if request.path.startswith(_STAFF):
        return None
    return Reader.PRACTITIONER if request.path.startswith(_INVITED) else Reader.FAMILY


def language_of_page(request: web.Request, chosen: str = "") -> str:
    """The language of such a page: the one chosen, else as the browser asks; of staff, English."""
    if reader_of(request) is None:
        return ENGLISH
    wanted = (chosen or request.query.get("lang", ""), *accepted(request))
    return preferred((ENGLISH, *TRANSLATED), wanted) or ENGLISH


def _refused(renderer: Renderer, request: web.Request, refusal: Refusal) -> web.Response:
    language = language_of_page(request)
    return renderer.refusal(refusal, reader=reader_of(request), language=language)


def note_failure(code: str, error: Exception) -> None:
    """Log the code and the kind of an error, never its message, which may quote an answer."""
    log.error("request failed code=%s kind=%s", code, type(error).__name__)


def _of_status(renderer: Renderer, request: web.Request, error: web.HTTPException) -> web.Response:
    """Aiohttp's own refusals (no such page, no such method) as a page with the same status."""
    if error.status < 400:
        raise error
    code = _CODE_OF_STATUS.get(error.status, "form-unreadable")
    response = _refused(renderer, request, Refusal(code))
    response.set_status(error.status)
    if "Allow" in error.headers:
        response.headers["Allow"] = error.headers["Allow"]
    return response
