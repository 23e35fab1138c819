"""Draw the summaries that people have asked for, offer them, and put them where their consent allows.

Evidence is read in one snapshot, the file is drawn without any transaction and off the event loop, and only then kept.
"""

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dialogs.impact.request_summary import offer_of, web_download, work_out
from dialogs.ports import Delivered, Sender
from dialogs.replies import FileSaved, Reply
from dialogs.turn import Installation
from scheduler.addresses import address_of_chat
from scheduler.run_each import each_in_turn
from storage.impact.summary_requests import DrawnFile, SummaryRequest
from storage.store import Store
from storage.unit import Unit
from surveys.impact.summary import Summary
from surveys.london import LONDON

WriteFile = Callable[[Summary, str], tuple[str, str, bytes]]  # file name, media type, content


@dataclass(frozen=True, slots=True)
class SummaryContext:
    """Everything that drawing and handing over needs."""

    store: Store
    sender: Sender
    installation: Installation
    write: WriteFile
    draw: Callable[[Reply], bytes]
    clock: Callable[[], datetime]


async def draw_wanted(desk: SummaryContext) -> int:
    """Draw every file that is wanted and offer it to its person; return how many."""
    wanted = await desk.store.read(lambda unit: unit.summary_requests.wanted(unit.now))
    return await each_in_turn(wanted, lambda order: _draw(desk, order))


async def _draw(desk: SummaryContext, order: SummaryRequest) -> None:
    as_at = desk.clock().astimezone(LONDON).date()
    summary = await desk.store.read(
        lambda unit: work_out(unit, desk.installation, order.partnership_id, order.action_id, as_at)
    )
    name, media_type, content = await asyncio.to_thread(desk.write, summary, order.format)
    file = DrawnFile(name, media_type, content, hashlib.sha256(content).hexdigest())
    kept = await desk.store.act(lambda unit: _keep(unit, order, file))
    if kept is not None:
        await _tell(desk, order.person_id, offer_of(kept, len(content)))


def _keep(unit: Unit, order: SummaryRequest, file: DrawnFile) -> SummaryRequest | None:
    if not unit.summary_requests.drawn(order.id, file):
        return None
    unit.record(order.partnership_id, "clock", "summary drawn", f"order:{order.id}:{file.sha256}")
    return unit.summary_requests.order(order.id, [order.person_id], unit.now)


async def upload_accepted(desk: SummaryContext) -> int:
    """Put every file whose owner has agreed to its place; where that fails, offer the web download instead."""
    waiting = await desk.store.read(lambda unit: unit.summary_requests.to_upload(unit.now))
    return await each_in_turn(waiting, lambda one: _upload(desk, one[0], json.loads(one[1])))


async def _upload(desk: SummaryContext, order: SummaryRequest, upload: dict[str, Any]) -> None:
    content = await desk.store.read(lambda unit: unit.summary_requests.content(order.id))
    address = upload.get("uploadUrl")
    outcome = (
        await desk.sender.upload(str(address), content)
        if content and isinstance(address, str)
        else None
    )
    if isinstance(outcome, Delivered):
        await desk.store.act(lambda unit: _put(unit, order))
        await _tell(desk, order.person_id, _saved(order, upload))
        return
    reply = await desk.store.act(lambda unit: _another_way(unit, desk.installation, order))
    if reply is not None:
        await _tell(desk, order.person_id, reply)


def _put(unit: Unit, order: SummaryRequest) -> None:
    unit.summary_requests.done(order.id)
    unit.record(
        order.partnership_id,
        f"person:{order.person_id}",
        "download",
        f"order:{order.id}:{order.sha256}",
    )


def _another_way(unit: Unit, installation: Installation, order: SummaryRequest) -> Reply | None:
    unit.summary_requests.back_to_drawn(order.id)
    person = unit.people.person(order.person_id)
    return web_download(unit, installation, person, order) if person else None


def _saved(order: SummaryRequest, upload: dict[str, Any]) -> FileSaved:
    return FileSaved(
        file_name=str(upload.get("name") or order.file_name),
        content_url=str(upload.get("contentUrl") or ""),
        unique_id=str(upload.get("uniqueId") or ""),
        file_type=str(upload.get("fileType") or order.format),
    )


async def _tell(desk: SummaryContext, person_id: int, reply: Reply) -> None:
    chat = await desk.store.read(lambda unit: unit.people.chat_of(person_id))
    if chat is not None:
        await desk.sender.send(address_of_chat(chat), desk.draw(reply))
