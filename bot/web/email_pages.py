"""The pages that e-mails lead to: what Teams could not deliver, and the way to stop all messages.

Each person has an address of their own. Opening it changes nothing, because mail scanners follow
links and do not press buttons.
"""

from dataclasses import dataclass

from aiohttp import web

from bot.web.form_data import LANGUAGE, SPEAK, read_posted, view_of
from bot.web.middleware import language_of_page
from bot.web.ports import TakeTurn
from bot.web.rendering import Renderer
from bot.web.saving import Saving
from dialogs.asking.answer_by_email import OpenEmailPage, OpenStop, SubmitEmailPage, TakeStop
from dialogs.asking.step_by_email import StepEmailPage
from surveys.asking.instrument import Reader

_TOKEN = "{token:[A-Za-z0-9_.-]{4,128}}"  # noqa: S105 - a placeholder, no secret


@dataclass(frozen=True, slots=True)
class EmailPages:
    """A survey or a briefing for one invited person."""

    turn: TakeTurn
    renderer: Renderer
    largest: int

    async def show(self, request: web.Request) -> web.Response:
        """The page that an e-mail leads to."""
        command = OpenEmailPage(
            token=request.match_info["token"],
            view=view_of(request),
            language=request.query.get("lang", ""),
        )
        return self.renderer.draw(await self.turn(command))

    async def submit(self, request: web.Request) -> web.Response:
        """Take what was sent; where it is not saved the page holds it, to be sent again."""
        posted = await read_posted(request, self.largest)
        token = request.match_info["token"]
        command = (
            StepEmailPage(token=token, **posted.step)
            if posted.is_step
            else SubmitEmailPage(
                token=token,
                fields=posted.answers,
                unread=posted.unread,
                language=posted.only(LANGUAGE),
                speak=posted.only(SPEAK),
            )
        )
        language = language_of_page(request, posted.only(LANGUAGE))
        saving = Saving(self.turn, self.renderer, Reader.PRACTITIONER, language)
        return await saving.save(command, posted)


@dataclass(frozen=True, slots=True)
class StopPage:
    """The page on which a person stops all messages, or starts them again."""

    turn: TakeTurn
    renderer: Renderer
    out: bool

    async def ask(self, request: web.Request) -> web.Response:
        """Ask first; changes nothing."""
        return self.renderer.draw(
            await self.turn(OpenStop(token=request.match_info["token"], out=self.out))
        )

    async def take(self, request: web.Request) -> web.Response:
        """Do it; a mail program may press this button for its reader (RFC 8058)."""
        return self.renderer.draw(
            await self.turn(TakeStop(token=request.match_info["token"], out=self.out))
        )


def email_page_routes(turn: TakeTurn, renderer: Renderer, largest: int) -> list[web.RouteDef]:
    """Every address that an e-mail holds."""
    pages = EmailPages(turn, renderer, largest)
    routes = [web.get(f"/q/{_TOKEN}", pages.show), web.post(f"/q/{_TOKEN}", pages.submit)]
    for name, out in (("stop", True), ("start", False)):
        stopping = StopPage(turn, renderer, out)
        routes += [
            web.get(f"/q/{_TOKEN}/{name}", stopping.ask),
            web.post(f"/q/{_TOKEN}/{name}", stopping.take),
        ]
    return routes
