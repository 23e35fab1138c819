"""A real server with the browser door open, and a turn made of plain functions behind it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web import ProcessFacts, Readiness, Watched, WebSettings, open_web_door
from bot.web.ports import AskFigures, AskReadiness
from dialogs.asking.answer_form import OpenForm, SubmitForm
from dialogs.figures import Figures
from dialogs.replies import Reply
from dialogs.telling.open_link import FollowLink
from dialogs.trust.one_time_links import OpenOneTimeLink, UseOneTimeLink
from dialogs.turn import Command
from surveys.problems import Refusal
from tests.bot.web.replies import FILE, LINK, OFFER, WORDS, a_form, thanks

Client = TestClient[web.Request, web.Application]


@dataclass
class House:
    """Answers commands by kind, and remembers them; an exception in place of a reply is raised."""

    answers: dict[type[Command], Reply | Exception] = field(default_factory=dict)
    asked: list[Command] = field(default_factory=list)

    async def turn(self, command: Command) -> Reply:
        self.asked.append(command)
        answer = self.answers.get(type(command)) or self._usual(command)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _usual(self, command: Command) -> Reply | Exception:
        if isinstance(command, UseOneTimeLink):
            spent = sum(isinstance(one, UseOneTimeLink) for one in self.asked) > 1
            return Refusal("download-used") if spent else FILE if command.kind == "file" else WORDS
        if isinstance(command, OpenOneTimeLink):
            return OFFER
        if isinstance(command, FollowLink):
            return LINK
        if isinstance(command, SubmitForm):
            unsaved = command.unread or ("" if command.once else "page-over")
            return a_form(unsaved=unsaved, once="a-new-one") if unsaved else thanks()
        return a_form()


async def all_well() -> Readiness:
    return Readiness(database=True, clock=True, delivering=True)


async def nothing_counted() -> Figures:
    raise ConnectionError("password=hunter2")


def this_process() -> ProcessFacts:
    return ProcessFacts("1.2.3", "sqlite", {"messages": 1_800_000_000.0})


def watched(readiness: AskReadiness = all_well, figures: AskFigures = nothing_counted) -> Watched:
    return Watched(readiness, figures, this_process)


def application(
    house: House,
    settings: WebSettings | None = None,
    readiness: AskReadiness = all_well,
    figures: AskFigures = nothing_counted,
) -> web.Application:
    app = web.Application()
    open_web_door(app, house.turn, watched(readiness, figures), settings or WebSettings())
    return app


@asynccontextmanager
async def opened(house: House | None = None, **facts: object) -> AsyncIterator[Client]:
    """Serve on a free port of the loopback, and give a client of it."""
    client: Client = TestClient(TestServer(application(house or House(), **facts)))
    async with client:
        yield client


def showing(reply: Reply | Exception) -> House:
    """A house that shows this form, or fails to."""
    return House({OpenForm: reply})


def taking(reply: Reply | Exception) -> House:
    """A house that gives this back for a form sent."""
    return House({SubmitForm: reply})
