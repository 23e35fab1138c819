"""Save what was sent from a page; where that fails, the page holds it, to be sent again."""

from dataclasses import dataclass
from time import monotonic

from aiohttp import web

from bot.answer_time import PAGE_TICK, leave_at_tick
from bot.web.form_data import Posted
from bot.web.middleware import note_failure
from bot.web.ports import TakeTurn
from bot.web.rendering import Renderer
from dialogs.turn import Command
from surveys.asking.instrument import Reader
from surveys.asking.notices import notice
from surveys.problems import Refusal


@dataclass(frozen=True, slots=True)
class Saving:
    """How a page of one kind of reader is saved, and in which language it was read."""

    turn: TakeTurn
    renderer: Renderer
    reader: Reader
    language: str

    async def save(self, command: Command, posted: Posted) -> web.Response:
        """Run a command and draw its reply; where nothing is saved, the page gives back what came.

        Where we failed, it can be sent again as it is. Every page leaves at a tick.
        """
        began = monotonic()
        page = await self._page(command, posted)
        await leave_at_tick(began, PAGE_TICK)
        return page

    async def _page(self, command: Command, posted: Posted) -> web.Response:
        try:
            return self.renderer.draw(await self.turn(command))
        except Refusal as refusal:
            if refusal.status < 500:
                return self.renderer.refusal(
                    refusal,
                    reader=self.reader,
                    words=_words(posted, self.language),
                    language=self.language,
                )
            return self._not_saved(refusal, posted)
        except Exception as error:
            note_failure("not-saved", error)
            return self._not_saved(Refusal("not-saved"), posted)

    def _not_saved(self, refusal: Refusal, posted: Posted) -> web.Response:
        return self.renderer.refusal(
            refusal, reader=self.reader, kept=posted.fields, language=self.language
        )


def _words(posted: Posted, language: str) -> list[tuple[str, str]]:
    """Return what a person wrote; what has no space in it was chosen."""
    label = notice("you-wrote", language)
    return [
        (label, value)
        for values in posted.answers.values()
        for value in values
        if len(value.split()) > 1
    ]
