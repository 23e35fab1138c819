"""How calls leave this machine: straight or through a council's proxy, and whom they trust.

Trusted are the certificate authorities of this machine and those in `GT_CA_FILE`. What goes to this
machine itself never goes through the proxy.
"""

import ssl
from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from bot.network.certificates import certificates_in
from bot.network.hosts import goes_direct

_PROXY = (
    "GT_OUTGOING_PROXY must be http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, and nothing "
    "after the port."
)
_CA_FILE = (
    "GT_CA_FILE must be a file we can read that holds certificates as PEM text: "
    "-----BEGIN CERTIFICATE-----."
)


@dataclass(frozen=True, slots=True)
class OutgoingProxy:
    """An HTTP proxy that opens tunnels (CONNECT); it is never shown with its password."""

    host: str
    port: int
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @property
    def address(self) -> str:
        """Where it is, without user and password."""
        return f"http://{self._shown}:{self.port}"

    @property
    def name(self) -> str:
        """Host and port, as people read them."""
        return f"{self._shown}:{self.port}"

    @property
    def headers(self) -> dict[str, str]:
        """The header that signs in to it; none where it needs no sign-in."""
        if not self.user:
            return {}
        both = b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")
        return {"Proxy-Authorization": f"Basic {both}"}

    @property
    def _shown(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


@dataclass(frozen=True, slots=True)
class Network:
    """The way out of this machine; `ca_file` is empty where only the machine's own trust counts."""

    proxy: OutgoingProxy | None = None
    ca_file: str = ""

    def proxy_for(self, host: str | None) -> OutgoingProxy | None:
        """Return the proxy that calls to a host go through, None where they go straight."""
        return None if goes_direct(host) else self.proxy

    def trust(self) -> ssl.SSLContext:
        """Return a new context that checks every certificate and its name."""
        context = ssl.create_default_context()
        if self.ca_file:
            context.load_verify_locations(cafile=self.ca_file)
        return context


DIRECT = Network()


def parse_network(proxy: str, ca_file: str) -> Network:
    """Return the network of two settings, each of which `faults_of_network` has looked at."""
    return Network(_parse_proxy(proxy), ca_file)


def faults_of_network(proxy: str, ca_file: str) -> list[str]:
    """Return a sentence for each of the two settings that is wrong; neither is quoted."""
    wrong_proxy = bool(proxy) and _parse_proxy(proxy) is None
    wrong_file = bool(ca_file) and not certificates_in(ca_file)
    return [_PROXY] * wrong_proxy + [_CA_FILE] * wrong_file


def _parse_proxy(url: str) -> OutgoingProxy | None:
    """Read `GT_OUTGOING_PROXY`; None where it is not the address of a proxy."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # unclosed brackets, a bad port
        return None
    more = parts.path not in {"", "/"} or parts.query or parts.fragment
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if parts.scheme != "http" or not parts.hostname or not port or more or not url.isprintable():
        return None
    if bool(user) != bool(password) or ":" in user:
        return None
    return OutgoingProxy(parts.hostname, port, user, password)
