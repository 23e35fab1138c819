"""Which hosts are this machine, or so near that no proxy stands between."""

from ipaddress import IPv4Address, IPv6Address, ip_address


def is_loopback(host: str | None) -> bool:
    """Say whether a host is this machine."""
    if host == "localhost":
        return True
    address = _address(host)
    return address is not None and address.is_loopback


def goes_direct(host: str | None) -> bool:
    """Say whether a host is reached without the proxy: this machine, or its link alone.

    A managed identity gets its tokens from an address on the link, which no proxy reaches.
    """
    address = _address(host)
    return is_loopback(host) or (address is not None and address.is_link_local)


def _address(host: str | None) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host or "")
    except ValueError:
        return None
