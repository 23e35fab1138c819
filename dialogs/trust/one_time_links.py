"""One-time links to a file or the words of a concern: looking leaves them, using spends them.

The role is looked up at that moment: a link opens nothing for someone who has lost it.
"""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from dialogs.replies import Download, OneTimeLinkOffer, Reply
from dialogs.trust.concern_page import words_of
from dialogs.turn import Command, Installation
from storage.trust.one_time_links import OneTimeLink, token_hash
from storage.unit import Unit
from surveys.people import Person, Role
from surveys.problems import Refusal

MINUTES = 5  # for a file
LASTS: Mapping[str, timedelta] = MappingProxyType(
    {"file": timedelta(minutes=MINUTES), "concern": timedelta(seconds=60)}
)
MAY_OPEN: Mapping[str, frozenset[Role]] = {
    "file": frozenset({Role.EVALUATOR, Role.LEAD}),
    "concern": frozenset({Role.LEAD}),
}
_USED = {"file": "download-used", "concern": "words-used"}
_OFFERS: Mapping[str, OneTimeLinkOffer] = {
    "file": OneTimeLinkOffer(
        title="Your impact summary",
        text=f"You can download the file once, within {MINUTES} minutes of asking for it.",
        button="Download",
    ),
    "concern": OneTimeLinkOffer(
        title="Read a safeguarding concern",
        text="You can see the words once. We record that you read them.",
        button="Show the words",
    ),
}
PATHS = {"file": "evaluate/download", "concern": "concern"}


class OpenOneTimeLink(Command):
    """Look at what a link offers."""

    token: str = Field(max_length=200)
    kind: Literal["file", "concern"]


class UseOneTimeLink(OpenOneTimeLink):
    """Take what it offers."""


def offer(
    unit: Unit,
    installation: Installation,
    person: Person,
    *,
    order_id: int | None = None,
    concern_id: int | None = None,
) -> str:
    """Make a one-time link for one person; how long it lasts depends on what it opens."""
    token = secrets.token_urlsafe(16)
    kind = "concern" if order_id is None else "file"
    until = unit.now + LASTS[kind]
    unit.one_time_links.offer(
        OneTimeLink(
            token_hash(token), kind, person.partnership_id, person.id, until, order_id, concern_id
        )
    )
    return f"{installation.public_url}/{PATHS[kind]}/{token}"


def look(unit: Unit, command: OpenOneTimeLink, _installation: Installation) -> Reply:
    """Say what a link offers without spending it: mail scanners open links too."""
    link = _found(unit, command)
    training = link.partnership_id in unit.training.ids()
    return _OFFERS[command.kind].marked(training=training)


def use(unit: Unit, command: UseOneTimeLink, _installation: Installation) -> Reply:
    """Hand over what a link offers, once."""
    link = _found(unit, command)
    if not unit.one_time_links.spend(link):
        raise Refusal(_USED[command.kind])
    if command.kind == "concern":
        words = words_of(unit, link.person_id, link.partnership_id, link.concern_id or 0)
        return words.marked(training=link.partnership_id in unit.training.ids())
    return _file(unit, link)


def _found(unit: Unit, command: OpenOneTimeLink) -> OneTimeLink:
    link = unit.one_time_links.look(command.token, command.kind, unit.now)
    if link is None:
        raise Refusal(_USED[command.kind])
    unit.narrow_to([link.partnership_id])
    person = unit.people.person(link.person_id)
    if person is None or not person.may(*MAY_OPEN[command.kind]):
        raise Refusal("role-ended")
    return link


def _file(unit: Unit, link: OneTimeLink) -> Download:
    request = unit.summary_requests.find(link.order_id or 0, [link.person_id], unit.now)
    content = unit.summary_requests.content(request.id) if request else None
    if request is None or content is None:
        raise Refusal("download-used")
    unit.record(
        link.partnership_id,
        f"person:{link.person_id}",
        "download",
        f"order:{request.id}:{request.sha256}",
    )
    return Download(file_name=request.file_name, media_type=request.media_type, content=content)
