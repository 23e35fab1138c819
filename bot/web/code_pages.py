"""The page where the code of a link is typed, and addresses that end with one.

A code that leads nowhere is answered later, the more of them are tried.
"""

from dataclasses import dataclass

from aiohttp import web

from bot.web.form_data import CODE, read_posted
from bot.web.ports import TakeTurn
from bot.web.rendering import Renderer
from bot.web.throttle import CodeTries
from dialogs.asking.type_code import TypeCode
from dialogs.replies import AskLinkCode

_ANY_LINK = "g"  # who guesses has no link yet, so all wait behind each other
_TYPED = r"[^/]{1,100}"


@dataclass(frozen=True, slots=True)
class CodePages:
    """Asks for the code of a link, and leads to its form."""

    turn: TakeTurn
    renderer: Renderer
    largest: int
    tries: CodeTries

    async def show(self, request: web.Request) -> web.Response:
        """Ask for a code, or take the one in the address."""
        return await self._answer(request.match_info.get("code", ""))

    async def submit(self, request: web.Request) -> web.Response:
        """Take the code that was typed."""
        posted = await read_posted(request, self.largest)
        return await self._answer(posted.only(CODE))

    async def _answer(self, typed: str) -> web.Response:
        reply = await self.turn(TypeCode(code=typed))
        if isinstance(reply, AskLinkCode) and reply.problem:
            await self.tries.sit_out(_ANY_LINK)
        return self.renderer.draw(reply)


def code_page_routes(turn: TakeTurn, renderer: Renderer, largest: int) -> list[web.RouteDef]:
    """Return the addresses of this page."""
    pages = CodePages(turn, renderer, largest, CodeTries())
    addresses = ("/g", f"/g/{{code:{_TYPED}}}")
    return [
        route
        for address in addresses
        for route in (web.get(address, pages.show), web.post(address, pages.submit))
    ]
