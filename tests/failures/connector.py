"""A connector in its own process that fails on request, and remembers every message it was sent.

What it does with a message depends only on the seed, the chat and how many times that chat was
written to, so that two runs fail alike. A second port takes requests and returns what it saw; it
stays open when the first is shut.
"""

import asyncio
import json
import random
import re
import ssl
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from typing import Any, TextIO

from aiohttp import web

from tests.failures.door import Door
from tests.failures.people import conversation, number_of, place_of

# seconds: the limits of a Retry-After, and what counts where there is none
SHORTEST, LONGEST, USUAL = 1.0, 120.0, 2.0
ACCEPTS = frozenset({"taken", "accepted-503", "accepted-drop", "hang"})
HANGS, DROPS = frozenset({"hang", "silent"}), frozenset({"accepted-drop", "drop"})
_CONCERN = re.compile(rb'"concern":\s*"?(\d+)')


@dataclass(frozen=True, slots=True)
class Manner:
    """How messages are treated: each failure gets its share, all others are accepted.

    Every answer comes after `latency` seconds.

    `first` says how the first messages to each chat are treated, one each, whatever the shares. The
    `spared` first in its tenant (of all, where it is for all) are treated well. A `retry_after` of
    `date:5` is written as an HTTP date so many seconds ahead.
    """

    shares: Mapping[str, float] = field(default_factory=dict[str, float])
    first: tuple[str, ...] = ()
    retry_after: str | None = "1"
    hangs: float = 25.0
    latency: float = 0.0
    spared: int = 0

    @classmethod
    def told(cls, given: Mapping[str, Any]) -> "Manner":
        """Read it from an order."""
        return cls(**{**given, "first": tuple(given.get("first", ()))})


@dataclass(slots=True)
class Seen:
    """One message that came; times are seconds on this machine's monotonic clock."""

    chat: str
    at: float
    how: str
    accepted: bool
    wait: float = 0.0  # for how long the tenant must be still after this answer
    answered: float | None = None
    concern: int | None = None  # that it tells of

    def line(self) -> list[Any]:
        """Return it as it is kept and told."""
        after = [self.wait, self.answered, self.concern]
        return [self.chat, self.at, self.how, self.accepted, *after]


class Connector:
    """What came, and how what comes is treated."""

    def __init__(self, seed: int, log: TextIO) -> None:
        self.seed, self.log = seed, log
        self.usual = Manner()
        self.tenants: dict[str, Manner] = {}
        self.seen: list[Seen] = []
        self.times: Counter[str] = Counter()  # by chat
        self.came: Counter[str] = Counter()  # by tenant, where it is treated in a manner of its own
        self.opened = self.updated = 0

    def order(self, order: Mapping[str, Any]) -> None:
        """Treat messages differently from now on: `usual`, and `tenants` by their place."""
        self.usual = Manner.told(order.get("usual", {}))
        self.tenants = {
            place: Manner.told(given) for place, given in order.get("tenants", {}).items()
        }

    async def take(self, request: web.Request) -> web.Response:
        """Take a message, or fail it."""
        came = time.monotonic()
        body = await request.read()
        chat = request.match_info["conversation"]
        place = place_of(chat)
        manner = self.tenants.get(place, self.usual)
        how = self._how(chat, manner, place if place in self.tenants else "")
        found = _CONCERN.search(body)
        seen = Seen(chat, came, how, how in ACCEPTS, concern=int(found[1]) if found else None)
        self.seen.append(seen)
        self._note(seen)
        if pause := manner.hangs if how in HANGS else manner.latency:
            await asyncio.sleep(pause)
        answer = self._answer(request, seen, manner)
        seen.answered = time.monotonic()
        self._note(seen)
        return answer

    def _how(self, chat: str, manner: Manner, among: str) -> str:
        turn = self.times[chat]
        self.times[chat] += 1
        self.came[among] += 1
        if turn < len(manner.first):
            return manner.first[turn]
        if self.came[among] <= manner.spared:
            return "taken"
        drawn = random.Random(f"{self.seed}:{chat}:{turn}").random()
        for how, share in manner.shares.items():
            if drawn < share:
                return how
            drawn -= share
        return "taken"

    def _answer(self, request: web.Request, seen: Seen, manner: Manner) -> web.Response:
        match seen.how:
            case "accepted-503" | "503":
                return web.Response(status=503)
            case how if how in DROPS:
                if request.transport is not None:
                    request.transport.abort()
                return web.Response(status=500)
            case "blocked":
                gone = {"error": {"code": "ConversationBlockedByUser"}}
                return web.json_response(gone, status=403)
            case "429":
                header, seen.wait = asked_to_wait(manner.retry_after, time.time())
                headers = {} if header is None else {"Retry-After": header}
                return web.json_response(
                    {"error": {"code": "Throttled"}}, status=429, headers=headers
                )
            case _:
                return web.json_response({"id": f"activity-{len(self.seen)}"}, status=201)

    def _note(self, seen: Seen) -> None:
        self.log.write(json.dumps(seen.line()) + "\n")
        self.log.flush()

    async def open_chat(self, request: web.Request) -> web.Response:
        """Open the chat with someone, the same at every call."""
        asked = await request.json()
        self.opened += 1
        person, place = number_of(asked["members"][0]["id"]), number_of(asked["tenantId"])
        return web.json_response({"id": conversation(person, place)}, status=201)

    async def update(self, request: web.Request) -> web.Response:
        """Take a card that takes the place of another."""
        await request.read()
        self.updated += 1
        return web.json_response({"id": request.match_info["activity"]})

    def application(self) -> web.Application:
        """Return the routes that a bot uses."""
        application = web.Application()
        add = application.router.add_route
        add("POST", "/v3/conversations", self.open_chat)
        add("POST", "/v3/conversations/{conversation}/activities", self.take)
        add("PUT", "/v3/conversations/{conversation}/activities/{activity}", self.update)
        return application


def asked_to_wait(retry_after: str | None, now: float) -> tuple[str | None, float]:
    """Return the header to send, and the seconds that it must be read as."""
    text = retry_after or ""
    if text.startswith("date:"):
        # such a date has no parts of a second
        until = int(now) + int(text.removeprefix("date:")) + 1
        return formatdate(until, usegmt=True), min(max(until - now, SHORTEST), LONGEST)
    try:
        return retry_after, min(max(float(text), SHORTEST), LONGEST)
    except ValueError:
        return retry_after, USUAL


def orders_of(connector: Connector, door: Door) -> web.Application:
    """Return the routes by which it is told what to do, and tells what it saw."""

    async def order(request: web.Request) -> web.Response:
        given = await request.json()
        if "manner" in given:
            connector.order(given["manner"])
        if "door" in given:
            await door.be(given["door"])
        return web.json_response({})

    async def told(_request: web.Request) -> web.Response:
        seen = [one.line() for one in connector.seen]
        counts = {"opened": connector.opened, "updated": connector.updated, "cut": door.cut}
        return web.json_response({"seen": seen, **counts})

    async def count(_request: web.Request) -> web.Response:
        return web.json_response(len(connector.seen))

    application = web.Application()
    application.add_routes(
        [web.post("/_control", order), web.get("/_seen", told), web.get("/_count", count)],
    )
    return application


async def serve(of: Namespace, connector: Connector) -> None:
    """Take messages until the process is ended."""
    messages = web.AppRunner(connector.application(), access_log=None, shutdown_timeout=0.1)
    await messages.setup()
    door = Door(of.port, messages, _secured(of.certificate))
    await door.be(of.door)
    orders = web.AppRunner(orders_of(connector, door), access_log=None)
    await orders.setup()
    await web.TCPSite(orders, "127.0.0.1", of.orders).start()
    await asyncio.Event().wait()


def _secured(certificate: str | None) -> ssl.SSLContext | None:
    if certificate is None:
        return None
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secured.load_cert_chain(certificate)
    return secured


def _arguments(given: list[str]) -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument(
        "orders", type=int, help="the port on which it is told what to do and tells what it saw"
    )
    parser.add_argument(
        "log",
        help="a file to which every message is added as it comes, and again when it is answered",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--door", default="open", choices=["open", "shut", "resets"])
    parser.add_argument("--certificate", help="a file with a certificate and its key: speak TLS")
    return parser.parse_args(given)


if __name__ == "__main__":
    given = _arguments(sys.argv[1:])
    with Path(given.log).open("a", encoding="utf-8") as added:
        asyncio.run(serve(given, Connector(given.seed, added)))
