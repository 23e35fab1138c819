"""Use a single-use address: a file, or the words of a concern; looking spends nothing, taking spends it for good."""

import secrets
from datetime import timedelta
from typing import Literal

from pydantic import Field

from dialogs.replies import ConcernWords, Download, OneTimeLinkOffer, Reply
from dialogs.turn import Command, Installation
from storage.trust.one_time_links import OneTimeLink, token_hash
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.people import Person
from surveys.problems import Refusal

MINUTES = 5
_USED = {"file": "download-used", "concern": "words-used"}
PATHS = {"file": "evaluate/download", "concern": "concern"}


class OpenOneTimeLink(Command):
    """Look at what an address holds."""

    token: str = Field(max_length=200)
    kind: Literal["file", "concern"]


class UseOneTimeLink(OpenOneTimeLink):
    """Take what it holds."""


def offer(
    unit: Unit,
    installation: Installation,
    person: Person,
    *,
    order_id: int | None = None,
    concern_id: int | None = None,
) -> str:
    """Make a single-use address for one person; it lasts `MINUTES`."""
    token = secrets.token_urlsafe(16)
    kind = "concern" if order_id is None else "file"
    until = unit.now + timedelta(minutes=MINUTES)
    unit.one_time_links.offer(
        OneTimeLink(
            token_hash(token), kind, person.partnership_id, person.id, until, order_id, concern_id
        )
    )
    return f"{installation.public_url}/{PATHS[kind]}/{token}"


def open_slip(unit: Unit, command: OpenOneTimeLink, _installation: Installation) -> Reply:
    """Say what an address holds, and spend nothing: mail scanners open addresses too."""
    _look(unit, command)
    if command.kind == "concern":
        text = "The words are shown once. That you read them is kept on record."
        return OneTimeLinkOffer(
            title="Read a safeguarding concern", text=text, button="Show the words"
        )
    text = f"The file can be taken once, within {MINUTES} minutes of asking for it."
    return OneTimeLinkOffer(title="Your impact summary", text=text, button="Download")


def take_slip(unit: Unit, command: UseOneTimeLink, _installation: Installation) -> Reply:
    """Hand over what an address holds, once."""
    slip = _look(unit, command)
    if not unit.one_time_links.spend(slip):
        raise Refusal(_USED[command.kind])
    return _words(unit, slip) if command.kind == "concern" else _file(unit, slip)


def _look(unit: Unit, command: OpenOneTimeLink) -> OneTimeLink:
    slip = unit.one_time_links.look(command.token, command.kind, unit.now)
    if slip is None:
        raise Refusal(_USED[command.kind])
    return slip


def _file(unit: Unit, slip: OneTimeLink) -> Download:
    order = unit.summary_requests.order(slip.order_id or 0, [slip.person_id], unit.now)
    content = unit.summary_requests.content(order.id) if order else None
    if order is None or content is None:
        raise Refusal("download-used")
    unit.record(
        slip.partnership_id,
        f"person:{slip.person_id}",
        "download",
        f"order:{order.id}:{order.sha256}",
    )
    return Download(file_name=order.file_name, media_type=order.media_type, content=content)


def _words(unit: Unit, slip: OneTimeLink) -> ConcernWords:
    concern = unit.concerns.concern([slip.partnership_id], slip.concern_id or 0)
    if concern is None:
        raise Refusal("words-used")
    text = unit.concerns.text(concern.id)
    unit.record(
        slip.partnership_id, f"person:{slip.person_id}", "concern read", f"concern:{concern.id}"
    )
    return ConcernWords(
        ref=concern.ref,
        grade=concern.grade,
        raised=moment_in_words(concern.raised_at),
        words=text.words,
        from_whom=_from_whom(unit, text.person_id),
        about=text.about,
    )


def _from_whom(unit: Unit, person_id: int | None) -> str:
    person = unit.people.person(person_id) if person_id else None
    return (
        f"{person.name}, {person.agency}" if person else "Somebody who was not asked for their name"
    )
