"""Wrong passwords, counted by the address they come from: who guesses is told to wait, and nobody else is.

Whoever has the right one never waits, also at an address that guesses: others may sit behind the same router or proxy.
So every guess is compared, and costs a connection of its own; against that a password holds that is no word.
"""

import ipaddress
from collections import OrderedDict
from time import monotonic

from starlette.types import Scope

TRIES, WINDOW = 10, 60.0  # wrong ones in so many seconds
MAX_ADDRESSES = 4096  # the one that has been quiet for longest is forgotten first
NETWORK = 64  # bits of an IPv6 address that one household or machine has for itself alone, less what it chooses


class Guesses:
    """The moments of the last wrong tries of each address, at most TRIES each."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._wrong)

    def wait(self, address: str) -> float:
        """Seconds until this address may guess again; 0 while it may."""
        tries = self._wrong.get(address, [])
        return max(0.0, tries[0] + WINDOW - monotonic()) if len(tries) >= TRIES else 0.0

    def add(self, address: str) -> None:
        now = monotonic()
        tries = [when for when in self._wrong.pop(address, []) if now - when < WINDOW]
        self._wrong[address] = [*tries, now][-TRIES:]
        if len(self._wrong) > MAX_ADDRESSES:
            self._wrong.popitem(last=False)


def address_of(scope: Scope) -> str:
    """Of the socket, never of a header: the address itself, or the network of an IPv6 one."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return str(host)
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return str(ipaddress.IPv6Network((int(address) >> NETWORK << NETWORK, NETWORK)))
        address = address.ipv4_mapped
    return str(address)
