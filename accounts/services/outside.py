"""Asking a server elsewhere, whose address an administrator typed: never one inside our own network, never for long,
never much, and never where it sends us on to.
"""

import ipaddress
import socket
import time
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

TIMEOUT = (3.05, 5.0)
"""Seconds to connect, and between two pieces of an answer."""

LONGEST = 10.0
"""Seconds for a whole answer."""

LARGEST = 256 * 1024
"""Bytes of an answer."""


class Refused(requests.RequestException):
    """We do not ask this server, or do not read on."""


def _is_outside(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_global


class _Outward:
    """A connection that hangs up, before it says a word, when it came out inside: whatever its name meant before."""

    def _new_conn(self) -> socket.socket:
        sock: socket.socket = super()._new_conn()  # type: ignore[misc]
        if not settings.SIGN_ON_INSIDE and not _is_outside(sock.getpeername()[0]):
            sock.close()
            raise Refused("An address inside")
        return sock


class _PlainConnection(_Outward, HTTPConnection):
    pass


class _Connection(_Outward, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Connection


class _Outside(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Connections of our own kind."""
        super().init_poolmanager(*args, **kwargs)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {"http": _PlainPool, "https": _Pool}


class OutsideSession(requests.Session):
    """What ``requests`` gives, within the limits of this module. A proxy of the environment is not used."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.adapters.clear()
        self.mount("https://", _Outside())
        if settings.SIGN_ON_INSIDE:
            self.mount("http://", _Outside())

    def request(self, method: str, url: str, **kwargs: Any) -> requests.Response:  # type: ignore[override]
        """The whole answer. Raises ``requests.RequestException`` where there is none, or too much of it."""
        begun = time.monotonic()
        kwargs |= {"timeout": TIMEOUT, "stream": True, "allow_redirects": False}
        response = super().request(method, url, **kwargs)
        read = bytearray()
        for piece in response.iter_content(16 * 1024):
            read += piece
            if len(read) > LARGEST or time.monotonic() - begun > LONGEST:
                response.close()
                raise Refused("Too much, or too slow")
        response._content = bytes(read)
        return response


def may_ask(url: str) -> bool:
    """Whether ``url`` is one that we ask: HTTPS, a host with a name, no password in it; and it leads outside."""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        return False
    if settings.SIGN_ON_INSIDE:
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    host = parts.hostname or ""
    if parts.scheme != "https" or "." not in host or parts.username is not None or parts.password is not None:
        return False
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(_is_outside(str(one[4][0])) for one in found)
