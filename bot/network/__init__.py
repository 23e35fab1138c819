"""Outgoing calls: the one place that makes their clients, with the proxy and whom they trust.

No client reads a proxy or a certificate from the environment, follows a redirect or repeats a POST.
"""

from bot.network.certificates import certificates_in
from bot.network.hosts import is_loopback
from bot.network.outgoing import DIRECT, Network, OutgoingProxy, faults_of_network, parse_network
from bot.network.sessions import (
    MOST_IN_FLIGHT,
    LibrarySession,
    open_requests,
    open_session,
    read_up_to,
)
from bot.network.silence import was_refused, why_no_answer
from bot.network.tunnel import ProxyRefused, open_connection

__all__ = [
    "DIRECT",
    "MOST_IN_FLIGHT",
    "LibrarySession",
    "Network",
    "OutgoingProxy",
    "ProxyRefused",
    "certificates_in",
    "faults_of_network",
    "is_loopback",
    "open_connection",
    "open_requests",
    "open_session",
    "parse_network",
    "read_up_to",
    "was_refused",
    "why_no_answer",
]
