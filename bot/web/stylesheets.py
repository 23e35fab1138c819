"""The style sheets, read once and served for ever under an address that changes with their content.

Nothing else is served from here: no script, no font, no picture.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from aiohttp import web

from surveys.problems import Refusal

_FOLDER = Path(__file__).parent / "static"
_NAMES = ("govuk-frontend-6.3.0.min.css", "golden-thread.css")  # the second leans on the first
_FOR_EVER = "public, max-age=31536000, immutable"


def _address(name: str, content: bytes) -> str:
    return f"/static/{sha256(content).hexdigest()[:16]}/{name}"


_CONTENT = {name: (_FOLDER / name).read_bytes() for name in _NAMES}
_SHEETS: Mapping[str, bytes] = MappingProxyType(
    {_address(name, body): body for name, body in _CONTENT.items()}
)

ADDRESSES = tuple(_SHEETS)
"""The addresses of the style sheets, in the order in which a page names them."""


async def serve_sheet(request: web.Request) -> web.Response:
    """One style sheet; refuses not-found."""
    content = _SHEETS.get(request.path)
    if content is None:
        raise Refusal("not-found")
    return web.Response(
        body=content, content_type="text/css", charset="utf-8", headers={"Cache-Control": _FOR_EVER}
    )
