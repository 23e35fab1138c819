"""HTTP clients: an aiohttp session for our own calls, a requests session for libraries that ask.

Neither keeps cookies or reads the environment, neither repeats a request that may have arrived.
"""

from typing import Any

import aiohttp
import requests
from aiohttp.typedefs import LooseHeaders
from requests.adapters import HTTPAdapter
from yarl import URL

from bot.network.outgoing import Network

TOTAL_SECONDS, CONNECT_SECONDS = 15, 5
# All requests of a send may hang, and answers need room: waiting for a connection would time out.
MOST_IN_FLIGHT = 640


def open_session(network: Network, in_flight: int = MOST_IN_FLIGHT) -> aiohttp.ClientSession:
    """Open the session for all calls: a sized pool, 15 s in total, no cookies."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=in_flight, ttl_dns_cache=60, ssl=network.trust()),
        timeout=aiohttp.ClientTimeout(total=TOTAL_SECONDS, connect=CONNECT_SECONDS),
        cookie_jar=aiohttp.DummyCookieJar(),
        request_class=_leaving_by(network) if network.proxy else aiohttp.ClientRequest,
        trust_env=False,
    )


def _leaving_by(network: Network) -> type[aiohttp.ClientRequest]:
    """Return the requests of a network with a proxy: each asks whether it goes through it."""

    class LeavingRequest(aiohttp.ClientRequest):
        def update_proxy(
            self,
            proxy: URL | None,  # noqa: ARG002 - the network knows
            proxy_auth: aiohttp.BasicAuth | None,  # noqa: ARG002
            proxy_headers: LooseHeaders | None,  # noqa: ARG002
        ) -> None:
            """Go through the proxy, or straight to this machine."""
            to = network.proxy_for(self.url.host)
            if to is None:
                super().update_proxy(None, None, None)
            else:
                super().update_proxy(URL(to.address), None, to.headers)

    return LeavingRequest


async def read_up_to(stream: aiohttp.StreamReader, most: int) -> bytes:
    """Return the first `most` bytes of an answer, however many pieces they come in."""
    content = b""
    while len(content) < most and (piece := await stream.read(most - len(content))):
        content += piece
    return content


LibrarySession = requests.Session


def open_requests(network: Network, seconds: float) -> LibrarySession:
    """Open a session for a library that makes its calls by requests, each of `seconds` at most."""
    session = requests.Session()
    session.trust_env = False  # no proxy, certificate or .netrc of the machine
    session.max_redirects = 0
    adapter = _LeavingAdapter(network, seconds)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


class _LeavingAdapter(HTTPAdapter):
    """Sends by a network, trusts whom it trusts, and repeats nothing."""

    def __init__(self, network: Network, seconds: float) -> None:
        self._network, self._seconds, self._trust = network, seconds, network.trust()
        super().__init__(max_retries=0)

    def init_poolmanager(self, *sizes: Any, **more: Any) -> None:
        super().init_poolmanager(*sizes, ssl_context=self._trust, **more)

    def proxy_manager_for(self, proxy: str, **more: Any) -> Any:
        return super().proxy_manager_for(proxy, ssl_context=self._trust, **more)

    def proxy_headers(self, proxy: str) -> dict[str, str]:  # noqa: ARG002 - there is one
        return self._network.proxy.headers if self._network.proxy else {}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002
        """Leave it to the context, which holds no other authorities than the network's."""
        conn.cert_reqs = "CERT_REQUIRED"

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,  # noqa: ARG002 - always
        cert: Any = None,
        proxies: Any = None,  # noqa: ARG002 - the network knows
    ) -> requests.Response:
        """Send once, by the proxy where the host is not this machine."""
        to = self._network.proxy_for(URL(request.url or "").host)
        by = {"http": to.address, "https": to.address} if to else {}
        return super().send(request, stream, timeout or self._seconds, True, cert, by)
