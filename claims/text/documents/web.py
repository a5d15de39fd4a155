"""One http(s) address in, its content out, within a size and a time.

Nothing is fetched from inside the network. Every address that a name resolves to is checked before
a connection is made, and the connection goes to that very address, at each redirect anew; so a page
cannot make the program read a router, a cloud's metadata service or a file. Proxies are not used.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import zlib
from collections.abc import Mapping
from contextlib import suppress
from itertools import filterfalse
from threading import Timer
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

from claims import __version__
from claims.errors import UnreadableDocument
from claims.text.documents.internet import is_public
from claims.text.documents.raw import Raw, Validators

MAX_FETCHED = 10 * 1024 * 1024
MAX_SECONDS = 30.0  # for one hop, from the connection to the last byte
MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": f"claimbook/{__version__}",
    "Accept": (
        "text/html, application/xhtml+xml, text/plain, text/markdown, "
        "application/pdf;q=0.9, */*;q=0.5"
    ),
    "Accept-Encoding": "identity",
    "Connection": "close",
}


class NotModified(Exception):
    """The page is still the version that is known."""


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    seconds: float = MAX_SECONDS,
    known: Validators | None = None,
) -> Raw:
    """Fetch one address, following redirects; with `known`, only another version than that one.

    Raises:
        NotModified: it is the version that is known.
        UnreadableDocument: another scheme, a private address, no answer in time, too much content,
            or an error status.
    """
    asked = known.headers() if known else {}
    address, answer = _follow(url, allow_private, seconds, asked)
    if answer.status == 304 and known:
        raise NotModified
    if answer.status != 200:
        reason = http.client.responses.get(answer.status, "")
        raise UnreadableDocument(url, f"the server answered {answer.status} {reason}".rstrip())
    if not answer.content:
        raise UnreadableDocument(url, "is empty")
    return answer.raw(url, address)


class _Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    content: bytes

    def raw(self, url: str, address: str) -> Raw:
        """Return what was answered at an address for the one that was asked for."""
        headers = self.headers
        return Raw(
            url,
            self.content,
            url=address,
            media_type=headers.get_content_type() if headers.get("Content-Type") else "",
            charset=_charset(headers),
            validators=Validators(
                str(headers.get("ETag") or ""), str(headers.get("Last-Modified") or "")
            ),
        )


def _follow(
    url: str, allow_private: bool, seconds: float, asked: Mapping[str, str]
) -> tuple[str, _Answer]:
    """Return the address at the end of all redirects, and what it answered."""
    address = _following("", url, url)
    for _ in range(MAX_REDIRECTS + 1):
        parts = _split(address, url)
        answer = _get(parts, _resolve(parts, url, allow_private), url, seconds, asked)
        if answer.status not in _REDIRECTS:
            return address, answer
        address = _following(address, answer.headers.get("Location") or "", url)
        if parts.scheme == "https" and address.startswith("http:"):
            raise UnreadableDocument(url, f"redirects from https to unprotected {address}")
    raise UnreadableDocument(url, f"redirects more than {MAX_REDIRECTS} times")


def _following(address: str, location: str, url: str) -> str:
    try:
        return urldefrag(urljoin(address, location)).url
    except ValueError as error:
        raise UnreadableDocument(url, f"redirects to what is no valid address: {error}") from None


def _charset(headers: http.client.HTTPMessage) -> str:
    try:
        return str(headers.get_content_charset() or "")
    except (ValueError, LookupError, TypeError):  # an encoded parameter that is none
        return ""


def _split(address: str, url: str) -> SplitResult:
    """Return the parts of an address that may be fetched."""
    via = "" if address == url else f" (redirected to {address})"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise UnreadableDocument(url, f"is no valid address{via}: {error}") from None
    refusal = _refusal(parts, port)
    if refusal:
        raise UnreadableDocument(url, refusal + via)
    return parts


def _refusal(parts: SplitResult, port: int | None) -> str:
    """Return why an address is not fetched, "" where it is."""
    if parts.scheme not in ("http", "https"):
        return "only http:// and https:// addresses are fetched"
    if not parts.hostname or port == 0:
        return "names no host"
    if parts.username is not None:
        return "holds a user name or password, which a ledger should not keep"
    return ""


def _resolve(parts: SplitResult, url: str, allow_private: bool) -> tuple[str, int]:
    """Return the first address of the host.

    Every one of them must be public, or a name could hide a private one.
    """
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    addresses = _addresses(host, port, url)
    private = None if allow_private else next(filterfalse(is_public, addresses), None)
    if private is not None:
        raise UnreadableDocument(
            url, f"{host} is {private}, inside this network; --allow-private fetches it anyway"
        )
    return addresses[0], port


def _addresses(host: str, port: int, url: str) -> list[str]:
    """Return the addresses that a host's name resolves to."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreadableDocument(
            url, f"{host} cannot be found: {getattr(error, 'strerror', None) or error}"
        ) from None
    return [str(entry[4][0]) for entry in found]


def _get(
    parts: SplitResult, target: tuple[str, int], url: str, seconds: float, asked: Mapping[str, str]
) -> _Answer:
    """Ask the checked address for the page, with one clock for all of it.

    The clock also stops a server that sends a byte at a time.
    """
    connection = _Connection(parts, target, seconds)
    clock = Timer(seconds, connection.cut)
    clock.daemon = True
    clock.start()
    try:
        answer = _exchange(connection, parts, url, asked)
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = _reason(error, seconds, is_late=connection.was_cut)
        raise UnreadableDocument(url, reason) from None
    finally:
        clock.cancel()
        connection.close()
    if connection.was_cut:
        raise UnreadableDocument(url, _late(seconds))
    if len(answer.content) > MAX_FETCHED:
        raise UnreadableDocument(
            url, f"is larger than {MAX_FETCHED >> 20} MB, too much for one page"
        )
    return answer


def _reason(error: Exception, seconds: float, *, is_late: bool) -> str:
    """Return in words why a page could not be fetched."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {error.verify_message}"
    if is_late or isinstance(error, TimeoutError):
        return _late(seconds)
    return f"cannot be fetched: {error or type(error).__name__}"


def _late(seconds: float) -> str:
    return f"did not answer in full within {seconds:g} seconds"


def _exchange(
    connection: http.client.HTTPConnection, parts: SplitResult, url: str, asked: Mapping[str, str]
) -> _Answer:
    """Ask for a page and read the answer, of a redirect only where it leads."""
    connection.request("GET", _target(parts), headers={**_HEADERS, **asked})
    with connection.getresponse() as response:
        if response.status in _REDIRECTS:
            return _Answer(response.status, response.headers, b"")
        content = response.read(MAX_FETCHED + 1)
        if response.length and len(content) <= MAX_FETCHED:
            raise UnreadableDocument(
                url, f"breaks off {response.length:,} bytes before its end; try again"
            )
    content = _unpacked(content, response.headers.get("Content-Encoding", ""), url)
    return _Answer(response.status, response.headers, content)


def _target(parts: SplitResult) -> str:
    """Return the path and query of an address as they are sent."""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    return f"{path}?{query}" if query else path


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked.

    It still presents itself under the host's name.
    """

    def __init__(self, parts: SplitResult, target: tuple[str, int], seconds: float) -> None:
        super().__init__(parts.hostname or "", target[1], timeout=seconds)
        self._target = target
        self._tls = parts.scheme == "https"
        self.default_port = 443 if self._tls else 80
        # kept, since http.client gives up `sock` once the answer has begun
        self._wire: socket.socket | None = None
        self.was_cut = False

    def connect(self) -> None:
        self.sock = socket.create_connection(self._target, self.timeout)
        if self._tls:
            self.sock = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.host
            )
        self._wire = self.sock

    def cut(self) -> None:
        """End the exchange from another thread, which wakes whatever waits for the server."""
        self.was_cut = True
        if self._wire is not None:
            with suppress(OSError):  # the server was faster
                self._wire.shutdown(socket.SHUT_RDWR)


def _unpacked(content: bytes, encoding: str, url: str) -> bytes:
    """Unpack gzip that a server sends unasked, up to the limit."""
    if encoding.lower() in ("", "identity"):
        return content
    if encoding.lower() not in ("gzip", "x-gzip"):
        raise UnreadableDocument(url, f"comes packed as {encoding}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(content, MAX_FETCHED + 1)
    except zlib.error as error:
        raise UnreadableDocument(url, f"is damaged: {error}") from None
    if not unpacker.eof and len(unpacked) <= MAX_FETCHED:
        raise UnreadableDocument(url, "breaks off before its end; try again")
    return unpacked
