"""A connector for development: records what the bot sends, and can fail in every way Teams does.

It listens on this machine only, asks for no token, and delivers to no one: read `delivered`.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web

MOST_UTF16_BYTES = 80 * 1024
Kind = str  # "message", "update", "open", "upload", "delete", "members"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request as it arrived; `at` counts seconds and never goes back."""

    kind: Kind
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float


@dataclass(frozen=True, slots=True)
class Treatment:
    """How to treat one request: accept it or not, wait, answer with `status` or disconnect."""

    status: int = 201
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: object = None
    accepts: bool = False
    drops: bool = False
    waits: float = 0.0


def _coded(
    status: int, code: str, message: str = "Refused by the development connector."
) -> Treatment:
    return Treatment(status, body={"error": {"code": code, "message": message}})


FAILURES: Mapping[str, Treatment] = {
    "throttled": Treatment(
        429, {"Retry-After": "2"}, {"error": {"code": "Throttled", "message": "Too many requests"}}
    ),
    "busy": _coded(412, "PreconditionFailed"),
    "bad-request": _coded(400, "BadArgument"),
    "not-registered": _coded(401, "BotNotRegistered"),
    "disabled-by-admin": _coded(403, "BotDisabledByAdmin"),
    "not-in-roster": _coded(403, "BotNotInConversationRoster"),
    "blocked-by-user": _coded(403, "ConversationBlockedByUser"),
    "not-installed": _coded(403, "ForbiddenOperationException"),
    "wrong-host": _coded(403, "InvalidBotApiHost"),
    "not-permitted": _coded(403, "NotEnoughPermissions"),
    "writes-blocked": Treatment(
        403, body={"errorCode": 209, "message": '{"subCode":"MessageWritesBlocked"}'}
    ),
    "undecryptable": _coded(403, "BadArgument", "Failed to decrypt conversation id"),
    "forbidden-without-code": Treatment(403),
    "chat-gone": _coded(404, "ConversationNotFound"),
    "activity-gone": _coded(404, "ActivityNotFoundInConversation"),
    "too-large": _coded(413, "MessageSizeTooBig"),
    "error": _coded(500, "ServiceError"),
    "unavailable": Treatment(503),
    "accepted-then-502": Treatment(502, accepts=True),
    "accepted-then-dropped": Treatment(accepts=True, drops=True),
    "dropped": Treatment(drops=True),
    "empty-200": Treatment(200, accepts=True),
    "empty-202": Treatment(202, accepts=True),
    "hanging": Treatment(accepts=True, waits=3600.0),
    "redirect": Treatment(307, {"Location": "http://127.0.0.1:9/elsewhere"}),
}


def throttled(retry_after: str | None) -> Treatment:
    """A 429 with any Retry-After, or none."""
    return replace(
        FAILURES["throttled"],
        headers={"Retry-After": retry_after} if retry_after is not None else {},
    )


class DevelopmentConnector:
    """All routes of the connector that the bot uses; it remembers at most `keeps` requests."""

    def __init__(self, keeps: int = 100_000) -> None:
        self.requests: deque[Recorded] = deque(maxlen=keeps)
        self.delivered: deque[Recorded] = deque(maxlen=keeps)
        self._scripts: dict[Kind, deque[Treatment]] = {}
        self._count = 0

    def script(self, *steps: Treatment | str, kind: Kind = "message") -> None:
        """Treat the next requests of a kind by these steps, in turn; names are of `FAILURES`."""
        queue = self._scripts.setdefault(kind, deque())
        queue.extend(FAILURES[step] if isinstance(step, str) else step for step in steps)

    def seen(self, kind: Kind) -> list[Recorded]:
        """Return the remembered requests of a kind, oldest first."""
        return [request for request in self.requests if request.kind == kind]

    def application(self) -> web.Application:
        """Return the routes as an application, to run on its own or mount in another."""
        application = web.Application(client_max_size=64 * 1024 * 1024)
        for method, path, kind in ROUTES:
            application.router.add_route(method, path, self._handler(kind))
        return application

    def _handler(self, kind: Kind) -> Any:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await self._take(kind, request)

        return handle

    async def _take(self, kind: Kind, request: web.Request) -> web.StreamResponse:
        recorded = Recorded(
            kind,
            request.method,
            request.path,
            dict(request.headers),
            await request.read(),
            time.monotonic(),
        )
        self.requests.append(recorded)
        queue = self._scripts.get(kind)
        step = queue.popleft() if queue else self.usual(recorded)
        if step is None or step.accepts:
            self.delivered.append(recorded)
        if step is None:
            return self._success(kind, request)
        return await _fail(step, request)

    def usual(self, recorded: Recorded) -> Treatment | None:
        """Return the treatment of a request that is not scripted; None accepts it."""
        return _usual(recorded)

    def _success(self, kind: Kind, request: web.Request) -> web.Response:
        self._count += 1
        match kind:
            case "open":
                return web.json_response({"id": f"a:chat-{self._count}"}, status=201)
            case "update":
                return web.json_response({"id": request.match_info["activity"]})
            case "members":
                return web.json_response([])
            case "delete" | "upload":
                return web.Response(status=200)
            case _:
                return web.json_response({"id": f"activity-{self._count}"}, status=201)


ROUTES: Iterable[tuple[str, str, Kind]] = (
    ("POST", "/v3/conversations", "open"),
    ("POST", "/v3/conversations/{conversation}/activities", "message"),
    ("POST", "/v3/conversations/{conversation}/activities/{activity}", "message"),
    ("PUT", "/v3/conversations/{conversation}/activities/{activity}", "update"),
    ("DELETE", "/v3/conversations/{conversation}/activities/{activity}", "delete"),
    ("GET", "/v3/conversations/{conversation}/members", "members"),
    ("GET", "/v3/conversations/{conversation}/pagedmembers", "members"),
    ("GET", "/v3/conversations/{conversation}/members/{member}", "members"),
    ("PUT", "/upload/{name}", "upload"),
)


def _usual(recorded: Recorded) -> Treatment | None:
    """Refuse what exceeds Teams' size limit, which counts UTF-16; accept everything else."""
    if recorded.kind not in {"message", "update"}:
        return None
    size = len(recorded.body.decode(errors="replace").encode("utf-16-le"))
    return FAILURES["too-large"] if size > MOST_UTF16_BYTES else None


async def _fail(step: Treatment, request: web.Request) -> web.StreamResponse:
    if step.waits:
        await asyncio.sleep(step.waits)
    if step.drops and request.transport is not None:
        request.transport.abort()
    if step.body is None:
        return web.Response(status=step.status, headers=step.headers)
    return web.json_response(step.body, status=step.status, headers=step.headers)


@asynccontextmanager
async def serving(application: web.Application, port: int = 0) -> AsyncGenerator[str]:
    """Run an application on 127.0.0.1 and yield its address; port 0 takes a free port."""
    runner = web.AppRunner(application, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
