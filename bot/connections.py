"""The limits of every connection, and responses that do not say what made them.

The head of a request has ten seconds to arrive, so that slow connections are let go and hold nobody
up; an idle connection is kept longer, because proxies use theirs again. Bodies have a limit where
they are read; what comes after the answer is read on for a moment only, so that the answer arrives.
What a broken request holds is not echoed.
"""

import asyncio
from functools import partial
from typing import Any

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage
from aiohttp.streams import StreamReader

HEAD_SECONDS = 10.0
IDLE_SECONDS = 75.0
LINGER_SECONDS = 2.0  # for what is still sent of a request that is answered already


class _Connection(web.RequestHandler):
    """One connection, closed unless the head of each request arrives in time."""

    __slots__ = ("_head_is_due",)

    _head_is_due: asyncio.TimerHandle | None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._head_is_due = self._loop.call_later(HEAD_SECONDS, self.force_close)

    def data_received(self, data: bytes) -> None:
        if self._head_is_due is None and self._current_request is None:
            self._head_is_due = self._loop.call_later(HEAD_SECONDS, self.force_close)
        super().data_received(data)

    def connection_lost(self, exc: BaseException | None) -> None:
        self.head_arrived()
        super().connection_lost(exc)

    def head_arrived(self) -> None:
        """Stop waiting for the head of this request."""
        if self._head_is_due is not None:
            self._head_is_due.cancel()
            self._head_is_due = None

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,  # noqa: ARG002 - it quotes the request
    ) -> web.StreamResponse:
        """Answer a broken request by its status alone."""
        answer = super().handle_error(request, status, exc, None)
        if isinstance(answer, web.Response):
            answer.text = ""
        return answer


class _Request(web.Request):
    """A request whose response does not say what made it, where the request was broken too."""

    async def _prepare_hook(self, response: web.StreamResponse) -> None:
        await super()._prepare_hook(response)
        response.headers.popall("Server", None)


class _Server(web.Server):
    def __call__(self) -> _Connection:
        return _Connection(
            self,
            loop=asyncio.get_running_loop(),
            access_log=None,  # pyright: ignore[reportArgumentType] - none, it would hold addresses
            keepalive_timeout=IDLE_SECONDS,
            lingering_time=LINGER_SECONDS,
        )


class LimitedRunner(web.AppRunner):
    """Runs an application behind the limits of this module."""

    async def _make_server(self) -> web.Server:
        server = await super()._make_server()
        make = partial(server.request_factory, _cls=_Request)

        def request_of(
            message: RawRequestMessage,
            payload: StreamReader,
            protocol: web.RequestHandler,
            writer: AbstractStreamWriter,
            task: "asyncio.Task[None]",
        ) -> Any:
            if isinstance(protocol, _Connection):
                protocol.head_arrived()
            return make(message, payload, protocol, writer, task)

        return _Server(server.request_handler, request_factory=request_of)
