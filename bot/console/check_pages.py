"""What `check` says of our own pages: whether browsers reach them, and by a proxy that is known.

The public address is asked from here, as a browser would; before the program serves, silence there
is no fault.
"""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from cryptography import x509

from bot.console.answers import Ask, WebAnswer
from bot.console.program import CheckResult
from bot.console.version import version
from bot.settings import Settings

SECONDS = 5
SOON = timedelta(days=14)


def look_at_pages(settings: Settings, ask: Ask) -> Iterator[CheckResult]:
    """Ask for the health of the program at its public address."""
    address = settings.public_url.rstrip("/")
    ends = certificate_end(address)
    if ends is not None and ends < datetime.now(UTC):
        words = f"the certificate of {address} ended on {ends:%Y-%m-%d}: renew it on your proxy"
        yield CheckResult("pages", False, f"{words}; neither browsers nor Teams reach us without")
        return
    answer = ask(f"{address}/healthz")
    page = _page(address, answer)
    yield page
    if page.ok and answer.status:
        yield from _proxy(settings, address, answer.facts.get("proxy"))
        yield from _certificate(address, ends)


def _page(address: str, answer: WebAnswer) -> CheckResult:
    if answer.is_silence:
        return CheckResult("pages", True, f"nothing answers at {address} yet; start it with: serve")
    if answer.why:
        return CheckResult("pages", False, f"browsers cannot reach {address}: {answer.why}")
    if answer.status != 200 or answer.facts.get("live") is not True:
        what = f"something else answers at {address} (status {answer.status})"
        return CheckResult("pages", False, f"{what}: check GT_PUBLIC_URL")
    theirs, ours = answer.facts.get("version"), version()
    if theirs != ours:
        words = f"version {theirs} answers at {address}, and this is {ours}: restart serve there"
        return CheckResult("pages", False, words)
    return CheckResult("pages", True, f"{address} answers, with this version")


def _proxy(settings: Settings, address: str, proxy: object) -> Iterator[CheckResult]:
    """Say whether the program can tell one family's address from another's."""
    if proxy == "unknown":
        words = (
            "requests come through a proxy that GT_PROXIES does not name, so that all families "
            "are slowed down as one: add the proxy's address to it"
        )
        yield CheckResult("proxies", False, words)
    elif proxy == "none" and (settings.proxies or address.startswith("https:")):
        words = (
            f"a request to {address} comes without X-Forwarded-For, so that all families are "
            "slowed down as one: let your proxy add it"
        )
        yield CheckResult("proxies", False, words)
    elif proxy == "believed":
        yield CheckResult("proxies", True, "requests come through one that GT_PROXIES names")


def _certificate(address: str, ends: datetime | None) -> Iterator[CheckResult]:
    if ends is None:
        return
    left = (ends - datetime.now(UTC)).days
    words = f"of {address} is good until {ends:%Y-%m-%d}"
    if left < SOON.days:
        words = f"of {address} ends in {left} days, on {ends:%Y-%m-%d}: renew it on your proxy"
    yield CheckResult("certificate", left >= SOON.days, words)


def certificate_end(address: str) -> datetime | None:
    """Return until when the certificate of an https address is good, trusted or not.

    None for plain http, and where no connection is made.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" or parts.hostname is None:
        return None
    look = ssl.create_default_context()
    look.check_hostname, look.verify_mode = False, ssl.CERT_NONE  # nothing is sent over it
    try:
        with (
            socket.create_connection((parts.hostname, parts.port or 443), SECONDS) as plain,
            look.wrap_socket(plain, server_hostname=parts.hostname) as secured,
        ):
            shown = secured.getpeercert(binary_form=True)
    except OSError:
        return None
    return x509.load_der_x509_certificate(shown).not_valid_after_utc if shown else None
