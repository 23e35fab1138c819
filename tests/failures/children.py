"""Children who open a form and say that they need help now, until the page says that it is kept."""

import re
import time
from collections.abc import Callable
from http.client import HTTPException
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.failures.processes import until
from tests.failures.scene import LINK

ONCE = re.compile(r'name="_once" value="([0-9a-f]+)"')
KEPT = "Get help now"
AGAIN, TIMEOUT = 0.2, 10.0


def asks_for_help(address: Callable[[], str], words: str, tell: Callable[[], object]) -> int:
    """Open the form and send it, until it is kept; return how often it failed."""
    failed = 0
    once = ""

    def is_kept() -> bool:
        nonlocal once, failed
        once = once or _once_of(_called(f"{address()}/f/{LINK}"))
        fields = {"_once": once, "concern": "now", "say": words}
        if once and KEPT in _called(f"{address()}/f/{LINK}", urlencode(fields).encode()):
            return True
        failed += 1
        time.sleep(AGAIN)
        return False

    until(is_kept, "a child's form is kept", tell)
    return failed


def _once_of(page: str) -> str:
    found = ONCE.search(page)
    return found[1] if found else ""


def _called(url: str, body: bytes | None = None) -> str:
    """Return a page; nothing where it could not be had."""
    try:
        with urlopen(url, body, timeout=TIMEOUT) as answer:
            return answer.read().decode()
    except (OSError, HTTPException):
        return ""
