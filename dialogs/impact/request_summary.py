"""Ask for the impact summary of an action: an order is written at once, the clock draws the file and offers it.

A summary is worked out in three parts so that nothing waits for it: read the evidence, draw without a transaction,
keep and hand over.
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from pydantic import Field

from dialogs.replies import ChooseSummary, FileReady, OfferFile, Option, Reply, Said
from dialogs.trust.one_time_links import MINUTES, offer
from dialogs.turn import Command, Id, Installation, Turn
from storage.impact.summary_requests import DONE, NewSummaryRequest, SummaryRequest
from storage.unit import Unit
from surveys.impact.summary import Summary
from surveys.london import LONDON
from surveys.people import Person, Role
from surveys.problems import Refusal

FORMATS = {
    "pdf": "PDF, to read and print",
    "xlsx": "Excel, with charts",
    "csv": "CSV",
    "json": "JSON, for a scrutineer",
}
KEPT = timedelta(hours=24)


class SummaryChoice(Command):
    """Which action, as what kind of file."""

    action: Id
    format: str = Field(max_length=10)


def choose(turn: Turn, _command: Command, problem: str | None = None) -> Reply:
    """Offer the actions and the formats."""
    person = turn.person(Role.EVALUATOR, Role.LEAD)
    actions = turn.unit.evidence.actions(person.partnership_id)
    options = tuple(
        Option(value=str(action.id), text=action.title, detail=action.ref)
        for action in actions[:50]
    )
    formats = tuple(Option(value=name, text=words) for name, words in FORMATS.items())
    return ChooseSummary(actions=options, formats=formats, problem=problem)


def make(turn: Turn, command: SummaryChoice) -> Reply:
    """Write the order; asking again within the same minute is the same order."""
    person = turn.person(Role.EVALUATOR, Role.LEAD)
    if command.format not in FORMATS or not _is_theirs(turn, person, command.action):
        raise Refusal("not-found")
    once = f"{person.id}:{command.action}:{command.format}:{turn.unit.now:%Y%m%d%H%M}"
    order = NewSummaryRequest(
        once, person.partnership_id, person.id, command.action, command.format, turn.unit.now + KEPT
    )
    if turn.unit.summary_requests.ask(order, turn.unit.now):
        turn.record(person, "ask for summary", f"action:{command.action}:{command.format}")
    return _under_way()


def _under_way() -> Said:
    text = "It comes here in a moment, as a file you can keep. If no file shows here, get it on the web."
    return Said(
        title="Your summary is being made",
        text=text,
        next_verb="web-copy",
        next_label="Get it on the web",
    )


def web_copy(turn: Turn, _command: Command) -> Reply:
    """Offer the newest file that has been drawn as a web download, for a client that shows no file card."""
    order = turn.unit.summary_requests.newest_drawn(
        [person.id for person in turn.speaker.people], turn.unit.now
    )
    return _web_download(turn, order) if order else _under_way()


def _is_theirs(turn: Turn, person: Person, action_id: int) -> bool:
    return any(
        action.id == action_id for action in turn.unit.evidence.actions(person.partnership_id)
    )


def work_out(
    unit: Unit, installation: Installation, partnership_id: int, action_id: int, as_at: date
) -> Summary:
    """Return the summary of an action; reads only. Refuses a day that has not come."""
    refuse_future(unit, as_at)
    from surveys.impact.compose import summarise  # noqa: PLC0415 - scipy takes its time to load, and few turns need it
    from surveys.impact.model import shipped_model  # noqa: PLC0415 - as above

    model = shipped_model().with_minimum_group(installation.minimum_group)
    evidence = unit.evidence.gather(partnership_id, action_id, as_at)
    return summarise(evidence, model, as_at)


def refuse_future(unit: Unit, as_at: date) -> None:
    """Refuse a day that has not come in London."""
    if as_at > unit.now.astimezone(LONDON).date():
        raise Refusal("date-future")


def record_download(
    unit: Unit, partnership_id: int, actor: str, action_id: int, fmt: str, content: bytes
) -> None:
    """Put on record that a summary leaves as a file, by the hash of that file."""
    subject = f"action:{action_id}:{fmt}:{sha256(content).hexdigest()}"
    unit.record(partnership_id, actor, "download", subject)


def offer_of(order: SummaryRequest, size: int) -> OfferFile:
    """Return the card that asks where the file may be put."""
    return OfferFile(
        export=str(order.id),
        file_name=order.file_name,
        size=size,
        description="An impact summary. It is put into your OneDrive when you allow it.",
    )


def accept(turn: Turn, order_id: str, upload: Mapping[str, Any]) -> Reply:
    """Keep where the person's consent lets the file be put; the clock puts it there."""
    order = _order(turn, order_id)
    turn.unit.summary_requests.put_to(order.id, json.dumps(dict(upload)))
    return Said(title="Saving your summary", text="It is being put into your OneDrive.")


def decline(turn: Turn, order_id: str) -> Reply:
    """Offer the web download instead."""
    return _web_download(turn, _order(turn, order_id))


def _web_download(turn: Turn, order: SummaryRequest) -> FileReady:
    person = next(p for p in turn.speaker.people if p.id == order.person_id)
    return web_download(turn.unit, turn.installation, person, order)


def web_download(
    unit: Unit, installation: Installation, person: Person, order: SummaryRequest
) -> FileReady:
    """Return a single-use address for a file that has been drawn."""
    address = offer(unit, installation, person, order_id=order.id)
    title = "Your summary is ready to download"
    return FileReady(title=title, file_name=order.file_name, address=address, minutes=MINUTES)


def _order(turn: Turn, order_id: str) -> SummaryRequest:
    number = int(order_id) if order_id.isdecimal() and len(order_id) < 18 else 0
    order = turn.unit.summary_requests.order(
        number, [person.id for person in turn.speaker.people], turn.unit.now
    )
    if order is None or not order.file_name or order.state == DONE:
        raise Refusal("download-used")
    return order
