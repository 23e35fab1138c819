"""Whose address a request comes from, where reverse proxies stand before us.

Only a proxy that is set is believed, so the address is the right-most one that is not a proxy of
ours; what stands further left anyone may have written.
"""

from collections.abc import Iterable, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from surveys.problems import Refusal

Address = IPv4Address | IPv6Address
Proxies = tuple[IPv4Network | IPv6Network, ...]
_FAMILY_BITS = 64  # of an IPv6 address: what one household has, whichever device it uses


def parse_proxies(text: str) -> Proxies:
    """Read `GT_PROXIES`: addresses and networks with commas or spaces between.

    Refuses anything else, and a network of every address: everybody would be believed.
    """
    try:
        found = tuple(ip_network(part) for part in text.replace(",", " ").split())
    except ValueError:
        found = None
    if found is None or any(network.prefixlen == 0 for network in found):
        why = "write the addresses of your proxies, such as 10.0.0.5,10.1.0.0/24"
        raise Refusal("setting-wrong", name="GT_PROXIES", why=why)
    return found


def family_of(peer: str | None, forwarded: Sequence[str], proxies: Proxies) -> str:
    """Return the address under which a request is counted: an IPv4 address or an IPv6 /64.

    `forwarded` are the lines of `X-Forwarded-For`. Garbage in it is believed no further.
    """
    nearest = _address(peer or "")
    for written in _from_the_right(forwarded):
        if nearest is None or not _is_ours(nearest, proxies):
            break
        further = _address(written)
        if further is None:
            break
        nearest = further
    if nearest is None:
        return peer or ""
    if isinstance(nearest, IPv6Address):
        return str(ip_network((nearest, _FAMILY_BITS), strict=False))
    return str(nearest)


def is_believed(peer: str | None, proxies: Proxies) -> bool:
    """Say whether a request comes from one of our proxies."""
    address = _address(peer or "")
    return address is not None and _is_ours(address, proxies)


def _from_the_right(forwarded: Sequence[str]) -> Iterable[str]:
    return reversed([part.strip() for line in forwarded for part in line.split(",")])


def _is_ours(address: Address, proxies: Proxies) -> bool:
    return any(address in network for network in proxies)


def _address(written: str) -> Address | None:
    """Return an address without the port that some proxies add; None for what is none."""
    host = written.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        found = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
