"""Connections: a head that does not arrive in time is let go, and no response says what made it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot import connections
from bot.connections import LimitedRunner


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(connections, "LINGER_SECONDS", 0.3)
    app = web.Application()

    async def fails(_: web.Request) -> web.Response:
        raise RuntimeError("words of an answer")

    async def echo(request: web.Request) -> web.Response:
        return web.Response(body=await request.read())

    async def unread(_: web.Request) -> web.Response:
        return web.Response(text="ok", headers={"Connection": "close"})

    routes = [web.post("/echo", echo), web.get("/fails", fails), web.post("/unread", unread)]
    app.add_routes(routes)
    runner = LimitedRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield runner.addresses[0][1]
    await runner.cleanup()


async def told(port: int, *pieces: bytes, pause: float = 0.0) -> bytes:
    """Send pieces with a pause after each; returns everything until the server closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await asyncio.sleep(pause)
    try:
        return await asyncio.wait_for(reader.read(), 10)
    except ConnectionError:  # it was closed while we were writing
        return b""
    finally:
        writer.close()


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /fails HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"500"),
        (b"words of an answer\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nBad Header\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", b"400"),
    ],
)
async def test_no_response_says_what_made_it_or_echoes_what_was_sent(
    port: int, request_line: bytes, status: bytes
) -> None:
    answer = await told(port, request_line)
    assert answer.split()[1] == status
    assert b"server:" not in answer.lower()
    assert b"words of an answer" not in answer


@pytest.mark.parametrize(
    "pieces", [(), (b"GET",), (b"G", b"E", b"T", b" ", b"/", b" ", b"H"), (b"GET / HTTP/1.1\r\n",)]
)
async def test_a_head_that_does_not_arrive_in_time_is_let_go(
    port: int, pieces: tuple[bytes, ...]
) -> None:
    assert await told(port, *pieces, pause=0.1) == b""


async def test_the_head_of_a_second_request_is_held_to_the_same_time(port: int) -> None:
    whole = b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok"
    assert (await told(port, whole, b"POST /ec", pause=0.1)).endswith(b"ok")


async def test_a_connection_may_be_idle_for_longer_and_a_body_may_be_slow(port: int) -> None:
    head = b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n"
    last = head.replace(b"Host", b"Connection: close\r\nHost")
    answer = await told(port, head, b"o", b"k", last, b"n", b"o", pause=0.4)
    assert (answer.count(b"200 OK"), answer[-2:]) == (2, b"no")


async def test_what_is_still_sent_after_the_answer_keeps_no_connection_open(port: int) -> None:
    head = b"POST /unread HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n"
    assert (await told(port, head, b"x")).endswith(b"ok")


async def test_hundreds_of_slow_connections_hold_nobody_up(port: int) -> None:
    slow = [asyncio.create_task(told(port, b"GET /f")) for _ in range(300)]
    whole = b"POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
    assert (await told(port, whole)).endswith(b"ok")
    assert set(await asyncio.gather(*slow)) == {b""}
