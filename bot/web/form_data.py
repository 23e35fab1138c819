"""A posted form, read strictly: it is what a browser sends, or it is said why it is not.

Whatever could be read of a form that is refused goes on all the same, to be heard and given back;
no form, whatever it holds, is an error of ours.
"""

import asyncio
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from dialogs.asking.answer_form import View
from surveys.problems import Refusal

ONCE, AGAIN, HELD, GO, CODE = "_once", "_again", "_held", "_go", "_code"
LANGUAGE, SPEAK = "_lang", "_speak"  # that of the page; another in which to show it again
# No question's id can begin with an underscore.
OURS = frozenset({ONCE, AGAIN, HELD, GO, CODE, LANGUAGE, SPEAK})
UNNAMED = ""  # what is read of a form that names no fields
BODY_SECONDS = 30
_HEARD = 4  # times the largest form: as much of one that is too large is heard
_KIND = "application/x-www-form-urlencoded"
_MOST_FIELDS = 400
_BROKEN_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_ACCEPTED = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?:-[A-Za-z0-9]{1,8}){0,4}"
    r"(?:\s*;\s*q=(?P<weight>[01](?:\.[0-9]{0,3})?))?"
)
_LONGEST_ACCEPTED = 400  # characters of the header that are looked at
_NAME = re.compile(r"[a-z0-9_][a-z0-9_.-]{0,60}")

Fields = Mapping[str, tuple[str, ...]]
VIEWS: Mapping[str, View] = MappingProxyType(
    {"whole": "whole", "code": "code", "you-said": "you-said"}
)


@dataclass(frozen=True, slots=True)
class Posted:
    """What a form held, blanks left out; `unread` is the code of why it is refused, if it is."""

    fields: Fields
    unread: str = ""

    @property
    def answers(self) -> Fields:
        """The fields of the questions."""
        return {name: given for name, given in self.fields.items() if name not in OURS}

    @property
    def is_step(self) -> bool:
        """Say whether it is one page of several: then it names the button that was pressed."""
        return GO in self.fields

    @property
    def step(self) -> dict[str, Any]:
        """What every step through a form is made of (`dialogs.asking.walk_form.PageStep`)."""
        named = {"go": GO, "held": HELD, "once": ONCE, "again": AGAIN, "language": LANGUAGE}
        ours = {name: self.only(field) for name, field in named.items()}
        return {**ours, "fields": self.answers, "unread": self.unread}

    def only(self, name: str) -> str:
        """The value of a field of ours; empty unless it was sent exactly once."""
        given = self.fields.get(name, ())
        return given[0] if len(given) == 1 else ""


def view_of(request: web.Request) -> View:
    """Which page of a form an address asks for; the first one where it says nothing we know."""
    return VIEWS.get(request.query.get("view", ""), "")


def accepted(request: web.Request) -> tuple[str, ...]:
    """The languages that a browser asks for, the one wanted most first; none where it is odd."""
    wanted: list[tuple[float, str]] = []
    for part in request.headers.get("Accept-Language", "")[:_LONGEST_ACCEPTED].split(","):
        found = _ACCEPTED.fullmatch(part.strip())
        if found and (weight := float(found["weight"] or 1)) > 0:
            wanted.append((-weight, found["language"]))
    return tuple(language for _, language in sorted(wanted, key=lambda one: one[0]))


async def read_posted(request: web.Request, largest: int) -> Posted:
    """Read a form; never raises, whatever was sent and however slowly."""
    if request.headers.get("Content-Encoding", "identity") != "identity":
        return Posted({}, "form-unreadable")
    body, unread = await _body(request, largest)
    if request.content_type != _KIND:
        return Posted({UNNAMED: (_text(body),)}, "form-unreadable")
    if unread:
        return Posted(made_out(body), unread)
    try:
        return Posted(fields_of(body))
    except Refusal as refusal:
        return Posted(made_out(body), refusal.code)


def fields_of(body: bytes) -> Fields:
    """The fields that `body` encodes, each with its values in order, blanks left out.

    Refuses form-unreadable.
    """
    if _BROKEN_PERCENT.search(body):
        raise Refusal("form-unreadable")
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:  # not ASCII, not UTF-8 once decoded, not pairs, or too many of them
        raise Refusal("form-unreadable") from None
    if len(set(pairs)) < len(pairs) or any(
        "\0" in value or not _NAME.fullmatch(name) for name, value in pairs
    ):
        raise Refusal("form-unreadable")
    return _grouped(pairs)


def made_out(body: bytes) -> Fields:
    """Whatever can be made out in a form that is refused, however broken it is or cut short."""
    pairs = parse_qsl(_text(body), keep_blank_values=True, errors="replace")
    named = ((name, value.replace("\0", "")) for name, value in pairs if _NAME.fullmatch(name))
    unnamed = (
        (UNNAMED, words.replace("\0", ""))
        for name, value in pairs
        if not (_NAME.fullmatch(name) and value)
        for words in (name, value)
    )
    return _grouped(dict.fromkeys([*named, *unnamed]))


def _text(body: bytes) -> str:
    return body.decode("utf-8", "replace").replace("\0", "")


def _grouped(pairs: Iterable[tuple[str, str]]) -> Fields:
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if value.strip():
            fields[name] = (*fields.get(name, ()), value)
    return MappingProxyType(fields)


async def _body(request: web.Request, largest: int) -> tuple[bytes, str]:
    """A body, and the code of why it is refused: beyond `largest`, or it did not come whole.

    One that is too large is read on for a while, so that what it says is heard.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.content.iter_chunked(16 * 1024):
                body += chunk
                if len(body) > _HEARD * largest:
                    break
    except (TimeoutError, web.RequestPayloadError, ConnectionError):
        return bytes(body), "form-unreadable"
    return bytes(body), "too-large" if len(body) > largest else ""
