"""Why a call got no answer, in words for an administrator.

A proxy that refuses, a certificate that no one vouches for and a name that is not known each need
another person to act, so each is told apart.
"""

import ssl
from collections.abc import Callable
from socket import gaierror

import aiohttp

from bot.network.outgoing import Network
from bot.network.tunnel import ProxyRefused

Words = Callable[[BaseException, Network], str]


def why_no_answer(problem: BaseException, network: Network) -> str:
    """Return why a call failed, as it reads after “cannot be reached:”."""
    for kinds, words in _WORDS:
        if isinstance(problem, kinds):
            return words(problem, network)
    return "nothing is listening there"


def was_refused(problem: BaseException) -> bool:
    """Say whether a host was reached, and nothing listens at that port."""
    if isinstance(problem, aiohttp.ClientProxyConnectionError):
        return False
    cause = problem.os_error if isinstance(problem, aiohttp.ClientConnectorError) else problem
    return isinstance(cause, ConnectionRefusedError)


def _by_proxy(problem: BaseException, network: Network) -> str:
    status = getattr(problem, "status", 0)
    name = network.proxy.name if network.proxy else "in between"
    if status == 407:
        advice = "check the user and password in GT_OUTGOING_PROXY"
        return f"the proxy {name} did not accept our sign-in ({status}): {advice}"
    return f"the proxy {name} does not let us through ({status or 'no answer we can read'})"


def _no_proxy(_problem: BaseException, network: Network) -> str:
    name = network.proxy.name if network.proxy else "in between"
    return f"the proxy {name} cannot be reached: check GT_OUTGOING_PROXY"


def _untrusted(_problem: BaseException, network: Network) -> str:
    return f"its certificate is not trusted: {_ADVICE[bool(network.ca_file)]}"


def _always(words: str) -> Words:
    def say(_problem: BaseException, _network: Network) -> str:
        return words

    return say


_ADVICE = {
    False: "if your network checks encrypted traffic, set GT_CA_FILE to its certificate authority",
    True: "no certificate authority of this machine or of GT_CA_FILE vouches for it",
}
_WORDS: tuple[tuple[tuple[type[BaseException], ...], Words], ...] = (
    ((ProxyRefused, aiohttp.ClientHttpProxyError), _by_proxy),
    ((aiohttp.ClientProxyConnectionError,), _no_proxy),
    ((aiohttp.ClientSSLError, ssl.SSLError), _untrusted),
    ((aiohttp.ClientConnectorDNSError, gaierror), _always("the name cannot be found")),
    ((TimeoutError,), _always("no answer in time")),
)
