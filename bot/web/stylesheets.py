"""The style sheet: one file, read once, compressed, and served under an address of its own.

The address changes with its content. Nothing else is served from here: no script, no font, no
picture.
"""

import gzip
from hashlib import sha256
from pathlib import Path

from aiohttp import web

from surveys.problems import Refusal

_FOLDER = Path(__file__).parent / "static"
_NAMES = (  # each leans on those before it
    "govuk-frontend-6.3.0.min.css",
    "golden-thread.css",
    "question-pages.css",
    "languages.css",
    "dark-and-print.css",
)
_FOR_EVER = "public, max-age=31536000, immutable"
SHEET = b"\n".join((_FOLDER / name).read_bytes() for name in _NAMES)
COMPRESSED = gzip.compress(SHEET, mtime=0)

ADDRESS = f"/static/{sha256(SHEET).hexdigest()[:16]}/golden-thread.css"
"""The address of the style sheet."""


async def serve_sheet(request: web.Request) -> web.Response:
    """The style sheet, compressed where the browser can take it so; refuses page-not-found."""
    if request.path != ADDRESS:
        raise Refusal("page-not-found")
    headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
    body = SHEET
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        body = COMPRESSED
        headers["Content-Encoding"] = "gzip"
    return web.Response(body=body, content_type="text/css", charset="utf-8", headers=headers)
