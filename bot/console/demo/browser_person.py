"""One person with a browser: opens a page, sends its form, and reads what comes back.

No cookie is kept, so that every page must work without.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

import aiohttp

from bot.console.demo.cards import NotSeen


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: the status, the words with their markup, and the bytes."""

    status: int
    text: str
    content: bytes

    @property
    def once(self) -> str:
        """The hidden field that makes sending this page twice idempotent; raises `NotSeen`."""
        found = re.search(r'name="_once" value="([^"]+)"', self.text)
        if found is None:
            raise NotSeen("The page has no form to send.")
        return unescape(found[1])


async def opened(session: aiohttp.ClientSession, address: str) -> Page:
    """Open a page."""
    async with session.get(address, allow_redirects=False) as answer:
        return await _page(answer)


async def sent(session: aiohttp.ClientSession, address: str, fields: Mapping[str, str]) -> Page:
    """Send a form."""
    async with session.post(address, data=dict(fields), allow_redirects=False) as answer:
        return await _page(answer)


async def pressed(session: aiohttp.ClientSession, address: str) -> Page:
    """Press the button of a page that has nothing to fill in."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with session.post(address, data=b"", headers=headers, allow_redirects=False) as answer:
        return await _page(answer)


async def _page(answer: aiohttp.ClientResponse) -> Page:
    content = await answer.read()
    return Page(answer.status, content.decode(errors="replace"), content)
