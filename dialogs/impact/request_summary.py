"""Ask for the impact summary of an action: the request is stored, the clock makes the file.

A summary is made in three parts so that nothing waits for it: read the evidence, draw without a
transaction, store and hand over.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from pydantic import Field

from dialogs.replies import ChooseSummary, FileReady, OfferFile, Option, Reply, Said
from dialogs.trust.one_time_links import MAY_OPEN, MINUTES, offer
from dialogs.turn import Command, Id, Installation, Turn
from storage.impact.summary_requests import DONE, NewSummaryRequest, SummaryRequest
from storage.unit import Unit
from surveys.people import Person
from surveys.problems import Refusal
from surveys.trust.retention import RETENTION, Retained

READERS = MAY_OPEN["file"]
FORMATS = {
    "pdf": "PDF, to read and print",
    "docx": "Word, to read and work on",
    "xlsx": "Excel, with charts",
    "csv": "CSV",
    "json": "JSON, for a scrutineer",
}


class SummaryChoice(Command):
    """Which action, as what kind of file."""

    action: Id
    format: str = Field(max_length=10)


class SummaryOptions(Command):
    """Whether to offer other formats than a PDF."""

    formats: bool = False


def choose(turn: Turn, command: SummaryOptions) -> Reply:
    """Offer the actions, and the formats where these are wanted."""
    options = [
        Option(value=str(action.id), text=action.title, detail=turn.placed(action.ref, person))
        for person in turn.people(*READERS)
        for action in turn.unit.evidence.actions(person.partnership_id)[:50]
    ]
    formats = [Option(value=name, text=words) for name, words in FORMATS.items()]
    return ChooseSummary(actions=tuple(options), formats=tuple(formats if command.formats else ()))


def make(turn: Turn, command: SummaryChoice) -> Reply:
    """Store the request; asking again within the same minute is the same request."""
    person = _reader_of(turn, command.action)
    if command.format not in FORMATS or person is None:
        raise Refusal("not-found")
    once = f"{person.id}:{command.action}:{command.format}:{turn.unit.now:%Y%m%d%H%M}"
    until = turn.unit.now + timedelta(days=RETENTION[Retained.SUMMARY_FILES].days)
    new = NewSummaryRequest(
        once, person.partnership_id, person.id, command.action, command.format, until
    )
    if turn.unit.summary_requests.ask(new, turn.unit.now):
        turn.record(person, "ask for summary", f"action:{command.action}:{command.format}")
    return _under_way()


def _under_way() -> Said:
    text = "It will arrive here in a moment, as a file you can keep. If not, get it on the web."
    return Said(
        title="Your summary is being made",
        text=text,
        next_verb="web-copy",
        next_label="Get it on the web",
    )


def being_made(read: int, of: int) -> Said:
    """Say how far a summary is that takes long: how many of its survey waves are read."""
    text = f"{read} of {of} survey waves are read."
    if read == of:
        text = "Every survey wave is read, and the file is being made."
    return Said(title="Your summary is still being made", text=text)


def made() -> Said:
    """Say in the place of that that it is made: the file comes as a message of its own."""
    return Said(title="Your summary is made", text="The next message brings the file.")


def web_copy(turn: Turn, _command: Command) -> Reply:
    """Offer the newest drawn file as a web download, for a client that shows no file card."""
    theirs = [person.id for person in turn.people(*READERS)]
    request = turn.unit.summary_requests.newest_drawn(theirs, turn.unit.now)
    return _web_download(turn, request) if request else _under_way()


def _reader_of(turn: Turn, action_id: int) -> Person | None:
    """Return the speaker in the partnership of an action, if they may read its summary."""
    find = turn.unit.evidence.action
    readers = turn.people(*READERS)
    return next((one for one in readers if find(one.partnership_id, action_id)), None)


def withhold(unit: Unit, request: SummaryRequest) -> bool:
    """Give up a request whose person has lost the role since; return whether it was."""
    person = unit.people.person(request.person_id)
    if person is not None and person.may(*READERS):
        return False
    unit.summary_requests.done(request.id)
    unit.record(request.partnership_id, "clock", "summary withheld", f"order:{request.id}")
    return True


def offer_of(request: SummaryRequest, size: int) -> OfferFile:
    """Return the card that asks where the file may be put."""
    return OfferFile(
        export=str(request.id),
        file_name=request.file_name,
        size=size,
        description="An impact summary. Choose Allow to save it to your OneDrive.",
    )


def accept(turn: Turn, request_id: str, upload: Mapping[str, Any]) -> Reply:
    """Store where the person's consent lets the file be put; the clock puts it there."""
    request = _request(turn, request_id)
    turn.unit.summary_requests.put_to(request.id, json.dumps(dict(upload)))
    return Said(title="Saving your summary", text="We are saving it to your OneDrive.")


def decline(turn: Turn, request_id: str) -> Reply:
    """Offer the web download instead."""
    return _web_download(turn, _request(turn, request_id))


def _web_download(turn: Turn, request: SummaryRequest) -> FileReady:
    person = next(p for p in turn.speaker.people if p.id == request.person_id)
    return web_download(turn.unit, turn.installation, person, request)


def web_download(
    unit: Unit, installation: Installation, person: Person, request: SummaryRequest
) -> FileReady:
    """Return a single-use address for a file that has been drawn."""
    address = offer(unit, installation, person, order_id=request.id)
    title = "Your summary is ready to download"
    return FileReady(title=title, file_name=request.file_name, address=address, minutes=MINUTES)


def _request(turn: Turn, request_id: str) -> SummaryRequest:
    number = int(request_id) if request_id.isdecimal() and len(request_id) < 18 else 0
    theirs = [person.id for person in turn.people(*READERS)]
    request = turn.unit.summary_requests.find(number, theirs, turn.unit.now)
    if request is None or not request.file_name or request.state == DONE:
        raise Refusal("download-used")
    return request
