"""The addresses that the Teams app names: what it is, what is kept, how it may be used."""

from dataclasses import dataclass

from aiohttp import web

from bot.web.ports import TakeTurn
from bot.web.rendering import Renderer
from dialogs.replies import AboutPage
from dialogs.trust.show_about import OpenAbout


@dataclass(frozen=True, slots=True)
class OneAboutPage:
    """One of them."""

    turn: TakeTurn
    renderer: Renderer
    page: AboutPage

    async def show(self, _request: web.Request) -> web.Response:
        """Show it; it is the same for everyone."""
        return self.renderer.draw(await self.turn(OpenAbout(page=self.page)))


def about_page_routes(turn: TakeTurn, renderer: Renderer) -> list[web.RouteDef]:
    """Return the addresses of these pages."""
    return [web.get(f"/{page}", OneAboutPage(turn, renderer, page).show) for page in AboutPage]
