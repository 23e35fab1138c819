"""What people do meanwhile: open pages and answer a survey, and try again when a call fails.

Calls are signed as Teams signs them. They come from a thread, which records how long each took and
which answers were acknowledged.
"""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import aiohttp

from surveys.asking.instrument import QuestionKind
from tests.bench.taps import INSTRUMENT, WORDS
from tests.failures.people import tap_of
from tests.failures.scene import LINK

PAGES = ("/healthz", f"/f/{LINK}")
CARD = "application/vnd.microsoft.card.adaptive"
PAUSE = 0.05  # seconds between two calls of one caller
AGAIN = 0.2
TIMEOUT = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Call:
    """One call: what for, how long it took, and what was wrong with the answer, if anything was."""

    what: str
    seconds: float
    wrong: str


@dataclass(slots=True)
class Callers:
    """All callers: `at_once` answer for people `answering` of tenant 0, two open pages."""

    address: str
    service_url: str
    token: str
    wave: int
    answering: Sequence[int]
    at_once: int
    calls: list[Call] = field(default_factory=list[Call])
    # person, question
    acknowledged: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])
    _over: threading.Event = field(default_factory=threading.Event)

    def slowest(self, share: float) -> float:
        """Return the seconds within which such a share of the calls was answered."""
        took = sorted(call.seconds for call in self.calls)
        return took[min(len(took) - 1, int(len(took) * share))]

    @property
    def done(self) -> bool:
        """Say whether everyone has answered every question."""
        return len(self.acknowledged) == len(self.answering) * len(INSTRUMENT.questions)

    def failed(self) -> list[Call]:
        """Return the calls that were not answered as they should be."""
        return [call for call in self.calls if call.wrong]

    @contextmanager
    def calling(self) -> Generator[None]:
        """Have everyone call until the block ends."""
        thread = threading.Thread(target=lambda: asyncio.run(self._call()))
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    async def _call(self) -> None:
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
            answers = [
                self._answer(session, self.answering[place :: self.at_once])
                for place in range(self.at_once)
            ]
            pages = [self._opens(session, page) for page in PAGES]
            await asyncio.gather(*answers, *pages)

    async def _opens(self, session: aiohttp.ClientSession, page: str) -> None:
        while not self._over.is_set():
            await self._timed(page, lambda: _opened(session, self.address + page))
            await asyncio.sleep(PAUSE)

    async def _answer(self, session: aiohttp.ClientSession, people: Sequence[int]) -> None:
        for person in people:
            await self._answers(session, person)

    async def _answers(self, session: aiohttp.ClientSession, person: int) -> None:
        """Answer one question after the other, each until it is acknowledged."""
        turn = 0
        while not self._over.is_set() and turn < len(INSTRUMENT.questions):
            body = _tap(person, turn, self.wave, self.service_url)
            if not await self._timed("answer", lambda body=body: self._answered(session, body)):
                self.acknowledged.add((person, INSTRUMENT.questions[turn].id))
                turn += 1
                await asyncio.sleep(PAUSE)
            else:
                await asyncio.sleep(AGAIN)

    async def _answered(self, session: aiohttp.ClientSession, body: bytes) -> str:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        async with session.post(
            f"{self.address}/api/messages", data=body, headers=headers
        ) as answer:
            return _wrong(answer.status, await answer.text())

    async def _timed(self, what: str, call: Callable[[], Awaitable[str]]) -> str:
        began = time.perf_counter()
        try:
            wrong = await call()
        except (aiohttp.ClientError, TimeoutError) as problem:
            wrong = type(problem).__name__
        self.calls.append(Call(what, time.perf_counter() - began, wrong))
        return wrong


async def _opened(session: aiohttp.ClientSession, url: str) -> str:
    async with session.get(url) as answer:
        await answer.read()
        return "" if answer.status == 200 else str(answer.status)


def _wrong(status: int, text: str) -> str:
    """Return what an answer says instead of showing the next card: not saved, or not understood."""
    well = status == 200 and CARD in text and "not saved" not in text and "Please check" not in text
    return "" if well else f"{status} {text[:300]}"


def _tap(person: int, turn: int, wave: int, service_url: str) -> bytes:
    """Return the activity with which someone of tenant 0 answers a question."""
    question = INSTRUMENT.questions[turn]
    match question.kind:
        case QuestionKind.TEXT:
            value = WORDS
        case QuestionKind.SCALE:
            value = str(person % 11)
        case _:
            value = question.codes[0]
    data = {"verb": "answer", "wave": wave, "question": question.id, "value": value}
    return tap_of(person, data, f"f:{person}-{turn}", service_url)
