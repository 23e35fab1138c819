"""The style sheet and the scripts: each one file, read once, compressed, under its own address.

The address changes with the content, so a browser keeps a file for ever. Nothing else is served
from here: no font and no picture.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from aiohttp import ETag, web

from bot.web.design_system import of_our_pages
from surveys.problems import Refusal

_FOLDER = Path(__file__).parent / "static"
_DESIGN_SYSTEM = "govuk-frontend-6.3.0.min.css"
_OURS = (  # each leans on those before it
    "choices.css",
    "golden-thread.css",
    "question-pages.css",
    "languages.css",
    "dark-and-print.css",
)
_SCRIPTS = ("read-aloud.js", "chosen-alone.js")
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class StaticFile:
    """What a browser keeps: its name, its media type and its bytes."""

    name: str
    media_type: str
    body: bytes

    @cached_property
    def digest(self) -> str:
        """What its address and its entity tags are made of: 16 hex digits of its SHA-256."""
        return sha256(self.body).hexdigest()[:16]

    @cached_property
    def address(self) -> str:
        """Where it is served."""
        return f"/static/{self.digest}/{self.name}"

    @cached_property
    def compressed(self) -> bytes:
        """Its bytes by gzip, the same each time."""
        return gzip.compress(self.body, mtime=0)


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


SHEET = StaticFile(
    "golden-thread.css",
    "text/css",
    "\n".join([of_our_pages(_read(_DESIGN_SYSTEM)), *map(_read, _OURS)]).encode(),
)
SCRIPT = StaticFile("golden-thread.js", "text/javascript", "\n".join(map(_read, _SCRIPTS)).encode())
FILES: Mapping[str, StaticFile] = MappingProxyType({file.address: file for file in (SHEET, SCRIPT)})


async def serve_static(request: web.Request) -> web.Response:
    """A file, compressed where the browser can take it so; refuses page-not-found."""
    file = FILES.get(request.path)
    if file is None:
        raise Refusal("page-not-found")
    as_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    tag = f"{file.digest}-gzip" if as_gzip else file.digest
    if any(known.value in {tag, "*"} for known in request.if_none_match or ()):
        return _kept_for_ever(web.Response(status=304), tag)
    body = file.compressed if as_gzip else file.body
    response = web.Response(body=body, content_type=file.media_type, charset="utf-8")
    if as_gzip:
        response.headers["Content-Encoding"] = "gzip"
    return _kept_for_ever(response, tag)


def _kept_for_ever(response: web.Response, tag: str) -> web.Response:
    response.headers.update({"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"})
    response.etag = ETag(tag)
    return response
