"""Tell the addresses that are out on the internet from those inside a network.

In comes an IP address as text, out goes whether a page may be fetched from it unasked.
"""

from __future__ import annotations

import ipaddress

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052


def is_public(address: str) -> bool:
    """Tell whether an IP address is out on the internet, also where IPv6 wraps an IPv4 address.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1")
    (True, False)
    >>> is_public("::ffff:10.0.0.1"), is_public("64:ff9b::a00:1")
    (False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = _wrapped(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    if inner is not None and not is_public(str(inner)):
        return False
    return ip.is_global and not ip.is_multicast


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address wraps, None where it wraps none."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
