"""Save what was sent from a page; where that fails, the page holds it, to be sent again."""

from dataclasses import dataclass

from aiohttp import web

from bot.web.form_data import Fields
from bot.web.middleware import note_failure
from bot.web.ports import TakeTurn
from bot.web.rendering import Renderer
from dialogs.turn import Command
from surveys.asking.instrument import Reader
from surveys.problems import Refusal


@dataclass(frozen=True, slots=True)
class Saving:
    """How a page of one kind of reader is saved."""

    turn: TakeTurn
    renderer: Renderer
    reader: Reader

    async def save(self, command: Command, posted: Fields) -> web.Response:
        """Run a command and draw its reply; where we fail, draw a page that holds what was sent.

        Refusals that the person can put right are raised.
        """
        try:
            return self.renderer.draw(await self.turn(command))
        except Refusal as refusal:
            if refusal.status < 500:
                raise
            return self._not_saved(refusal, posted)
        except Exception as error:
            note_failure("not-saved", error)
            return self._not_saved(Refusal("not-saved"), posted)

    def _not_saved(self, refusal: Refusal, posted: Fields) -> web.Response:
        return self.renderer.refusal(refusal, reader=self.reader, kept=posted)
