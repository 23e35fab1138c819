"""What `check` asks over the network, and what comes back: a status, content and the server's time.

Every look is given `ask`, which makes a request as the bot itself does, by the same way out.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

import aiohttp

from bot.network import Network
from bot.network.sessions import open_session, read_up_to
from bot.network.silence import was_refused, why_no_answer

_MOST = 1_000_000  # bytes of an answer


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """The result of a request, or `why` there was none; `date` is when the server says it is."""

    status: int = 0
    content: bytes = b""
    why: str = ""
    is_silence: bool = False
    date: datetime | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """The content as a JSON object; empty where it is none."""
        try:
            found: object = json.loads(self.content)
        except ValueError:
            return {}
        return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


class Ask(Protocol):
    """Makes one request: a GET, or a POST where there is a form or `headers` go with it."""

    def __call__(
        self,
        address: str,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> WebAnswer:
        """Return the answer, whatever it is; no network failure raises."""
        ...


def asking(network: Network, seconds: float) -> Ask:
    """Return what makes requests by the way out of a network, each of `seconds` at most."""
    limit = aiohttp.ClientTimeout(total=seconds)

    async def request(
        address: str, form: Mapping[str, str] | None, headers: Mapping[str, str] | None
    ) -> WebAnswer:
        method = "GET" if form is None else "POST"
        async with (
            open_session(network) as session,
            session.request(
                method, address, data=form, headers=headers, timeout=limit, allow_redirects=False
            ) as answer,
        ):
            content = await read_up_to(answer.content, _MOST)
            return WebAnswer(answer.status, content, date=_date(answer.headers.get("Date", "")))

    def ask(
        address: str,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> WebAnswer:
        if not address.startswith(("https://", "http://")):  # an answer may have named it
            return WebAnswer(why="it is no address of the web")
        try:
            return asyncio.run(request(address, form, headers))
        except (aiohttp.ClientError, OSError) as problem:
            why = why_no_answer(problem, network)
            return WebAnswer(why=why, is_silence=was_refused(problem))

    return ask


def _date(said: str) -> datetime | None:
    """Return the time of an answer, where the server says it with its zone."""
    try:
        found = parsedate_to_datetime(said)
    except ValueError:
        return None
    return found if found.tzinfo else None


def host_of(address: str) -> str:
    """Return the host of an address, or what was given."""
    return urlsplit(address).hostname or address
