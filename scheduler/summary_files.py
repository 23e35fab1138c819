"""Write the summaries that people have requested, offer them, and upload them where they agree.

Evidence is read in one snapshot; the file is then drawn with no transaction open, off the event
loop, and stored.
"""

import asyncio
import hashlib
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dialogs.impact.give_out import WorkedOut, record_release, work_out
from dialogs.impact.request_summary import offer_of, web_download, withhold
from dialogs.ports import Delivered, Draw, Sender
from dialogs.replies import FileSaved, ProblemReply, Reply
from dialogs.turn import Installation
from scheduler.addresses import address_of_chat
from scheduler.run_each import each_in_turn
from scheduler.summary_progress import SummaryProgress, shown_in_chat
from storage.impact.summary_requests import DrawnFile, SummaryRequest
from storage.store import Store
from storage.unit import Unit
from surveys.impact.progress import Tell, to_nobody
from surveys.impact.summary.structure import Summary
from surveys.london import LONDON
from surveys.people import Chat
from surveys.problems import Refusal

WriteFile = Callable[[Summary, str], tuple[str, str, bytes]]  # file name, media type, content


@dataclass(frozen=True, slots=True)
class SummaryContext:
    """Everything that is needed to write summaries and hand them over."""

    store: Store
    sender: Sender
    installation: Installation
    write: WriteFile
    draw: Draw
    clock: Callable[[], datetime]
    progress_every: float = 5.0  # seconds
    showing: dict[int, SummaryProgress] = field(default_factory=dict[int, SummaryProgress])


async def draw_wanted(context: SummaryContext) -> int:
    """Write every requested file and offer it to the person; return how many."""
    wanted = await context.store.read(lambda unit: unit.summary_requests.wanted(unit.now))
    return await each_in_turn(wanted, lambda request: _draw(context, request))


async def _withheld(context: SummaryContext, request: SummaryRequest) -> bool:
    """Give up a request whose person has lost the role since, and tell them."""
    if not await context.store.act(lambda unit: withhold(unit, request)):
        return False
    ended = Refusal("role-ended")
    told = ProblemReply(code=ended.code, sentence=ended.sentence, advice=ended.advice)
    await _tell(context, request.person_id, told)
    return True


async def _draw(context: SummaryContext, request: SummaryRequest) -> None:
    if await _withheld(context, request):
        return
    async with _shown(context, request) as tell:
        worked, file = await _made(context, request, tell)
    kept = await context.store.act(lambda unit: _keep(unit, request, file, worked))
    if kept is not None:
        await _tell(context, request.person_id, offer_of(kept, len(file.content)))


async def _made(
    context: SummaryContext, request: SummaryRequest, tell: Tell
) -> tuple[WorkedOut, DrawnFile]:
    here, as_at = context.installation, context.clock().astimezone(LONDON).date()
    of = (here, request.partnership_id, request.action_id, as_at)
    worked = await context.store.read(lambda unit: work_out(unit, *of, tell=tell))
    name, media_type, content = await asyncio.to_thread(
        context.write, worked.summary, request.format
    )
    return worked, DrawnFile(name, media_type, content, hashlib.sha256(content).hexdigest())


@asynccontextmanager
async def _shown(context: SummaryContext, request: SummaryRequest) -> AsyncGenerator[Tell]:
    """Show in the person's chat how far their summary is; give what it tells of its waves."""
    chat = await context.store.read(lambda unit: unit.people.chat_of(request.person_id))
    if chat is None:
        yield to_nobody
        return
    address = address_of_chat(chat)
    new = SummaryProgress(context.sender, context.draw, address, context.progress_every)
    async with shown_in_chat(context.showing.setdefault(request.id, new)) as tell:
        yield tell
    del context.showing[request.id]


def _keep(
    unit: Unit, request: SummaryRequest, file: DrawnFile, worked: WorkedOut
) -> SummaryRequest | None:
    """Keep a file, which can leave from now on, and with it what it gives out."""
    if not unit.summary_requests.drawn(request.id, file):
        return None
    record_release(unit, worked.given, f"person:{request.person_id}", request.format, file.content)
    unit.record(
        request.partnership_id, "clock", "summary drawn", f"order:{request.id}:{file.sha256}"
    )
    return unit.summary_requests.find(request.id, [request.person_id], unit.now)


async def upload_accepted(context: SummaryContext) -> int:
    """Upload every file whose owner has agreed; where that fails, offer a web download."""
    waiting = await context.store.read(lambda unit: unit.summary_requests.to_upload(unit.now))
    return await each_in_turn(waiting, lambda one: _upload(context, one[0], json.loads(one[1])))


async def _upload(context: SummaryContext, request: SummaryRequest, upload: dict[str, Any]) -> None:
    if await _withheld(context, request):
        return
    content = await context.store.read(lambda unit: unit.summary_requests.content(request.id))
    address = upload.get("uploadUrl")
    outcome = (
        await context.sender.upload(str(address), content)
        if content and isinstance(address, str)
        else None
    )
    if isinstance(outcome, Delivered):
        await context.store.act(lambda unit: _put(unit, request))
        await _tell(context, request.person_id, _saved(request, upload))
        return
    reply = await context.store.act(lambda unit: _another_way(unit, context.installation, request))
    if reply is not None:
        await _tell(context, request.person_id, reply)


def _put(unit: Unit, request: SummaryRequest) -> None:
    unit.summary_requests.done(request.id)
    unit.record(
        request.partnership_id,
        f"person:{request.person_id}",
        "download",
        f"order:{request.id}:{request.sha256}",
    )


def _another_way(unit: Unit, installation: Installation, request: SummaryRequest) -> Reply | None:
    unit.summary_requests.back_to_drawn(request.id)
    person = unit.people.person(request.person_id)
    return web_download(unit, installation, person, request) if person else None


def _saved(request: SummaryRequest, upload: dict[str, Any]) -> FileSaved:
    return FileSaved(
        file_name=str(upload.get("name") or request.file_name),
        content_url=str(upload.get("contentUrl") or ""),
        unique_id=str(upload.get("uniqueId") or ""),
        file_type=str(upload.get("fileType") or request.format),
    )


async def _tell(context: SummaryContext, person_id: int, reply: Reply) -> None:
    def look(unit: Unit) -> tuple[Chat | None, bool]:
        person = unit.people.person(person_id)
        return unit.people.chat_of(person_id), person is not None and person.training

    chat, training = await context.store.read(look)
    if chat is not None:
        said = reply.marked(training=training)
        await context.sender.send(address_of_chat(chat), context.draw(said, None))
