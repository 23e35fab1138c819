"""The hosts that an installation calls, as its settings have them: host, port, why."""

from typing import NamedTuple
from urllib.parse import urlsplit

NOTIFY_HOST = "api.notifications.service.gov.uk"
LOGIN_HOST = "login.microsoftonline.com"
FILES = "*.sharepoint.com"


class Destination(NamedTuple):
    """One host that is called."""

    host: str
    port: int
    why: str


def destination(url: str, why: str) -> Destination:
    """Return the host of an https address."""
    parts = urlsplit(url)
    return Destination(parts.hostname or url, parts.port or 443, why)
