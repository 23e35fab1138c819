"""A posted form, read strictly: it is what a browser sends, or a page says that it is not.

A form that cannot be read goes no further, and no form, whatever it holds, is an error of ours.
"""

import asyncio
import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import parse_qsl

from aiohttp import web

from surveys.problems import Refusal

ONCE = "_once"  # no question's id can begin with an underscore
_KIND = "application/x-www-form-urlencoded"
_MOST_FIELDS = 400
_SECONDS = 20
_BROKEN_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_NAME = re.compile(r"[a-z0-9_][a-z0-9_.-]{0,60}")

Fields = Mapping[str, tuple[str, ...]]


async def read_posted(request: web.Request, largest: int) -> Fields:
    """The fields of a form, blanks left out; refuses form-unreadable and too-large."""
    if (
        request.content_type != _KIND
        or request.headers.get("Content-Encoding", "identity") != "identity"
    ):
        raise Refusal("form-unreadable")
    return fields_of(await _body(request, largest))


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
    return _grouped(pairs)


def _grouped(pairs: list[tuple[str, str]]) -> Fields:
    if len(set(pairs)) < len(pairs) or any(
        "\0" in value or not _NAME.fullmatch(name) for name, value in pairs
    ):
        raise Refusal("form-unreadable")
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if value.strip():
            fields[name] = (*fields.get(name, ()), value)
    return MappingProxyType(fields)


async def _body(request: web.Request, largest: int) -> bytes:
    """At most `largest` bytes, however they were announced."""
    body = bytearray()
    try:
        async with asyncio.timeout(_SECONDS):
            async for chunk in request.content.iter_chunked(16 * 1024):
                body += chunk
                if len(body) > largest:
                    raise Refusal("too-large")
    except (TimeoutError, web.RequestPayloadError):
        raise Refusal("form-unreadable") from None
    return bytes(body)
