"""What `check` asks over the network, and what comes back: a status, content and the server's time.

How a request is made is not decided here: every look is given `ask`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """The result of a request, or `why` there was none; `date` is when the server says it is."""

    status: int = 0
    content: bytes = b""
    why: str = ""
    is_silence: bool = False
    date: datetime | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """The content as a JSON object; empty where it is none."""
        try:
            found: object = json.loads(self.content)
        except ValueError:
            return {}
        return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


class Ask(Protocol):
    """Makes one request: a GET, or a POST where there is a form or `headers` go with it."""

    def __call__(
        self,
        address: str,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> WebAnswer:
        """Return the answer, whatever it is; no network failure raises."""
        ...


def host_of(address: str) -> str:
    """Return the host of an address, or what was given."""
    return urlsplit(address).hostname or address
