"""Outgoing calls: the one place that makes their clients, with the proxy and whom they trust.

No client reads a proxy or a certificate from the environment, follows a redirect or repeats a POST.
The clients of HTTP are in `sessions`, which takes long to load: settings need only what is here.
"""

from bot.network.certificates import certificates_in
from bot.network.hosts import is_loopback
from bot.network.outgoing import DIRECT, Network, OutgoingProxy, faults_of_network, parse_network
from bot.network.tunnel import ProxyRefused, open_connection

__all__ = [
    "DIRECT",
    "Network",
    "OutgoingProxy",
    "ProxyRefused",
    "certificates_in",
    "faults_of_network",
    "is_loopback",
    "open_connection",
    "parse_network",
]
