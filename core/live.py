"""Fan-out to open screens: a channel has a version that only goes up, and a screen that lags catches up by it.

With Redis one subscription per process hears what any process announces. Without it (the embedded default) the process
looks at the version of each followed channel once a second, however many screens follow it. A stream holds no database
connection while it waits. It ends when its person may not listen any more, when the server stops, and by itself after
a while: the browser comes back and catches up.

A stream follows two channels: what its screen shows, and its person. Who may do less than before, or signed out, is
announced on the second one, and the stream asks for access anew at once.
"""

import asyncio
import json
import logging
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from functools import cache, partial
from types import FrameType, SimpleNamespace
from typing import Any, TypeVar
from urllib.parse import urlsplit

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.asgi import ASGIRequest
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between two looks at a version in the database, where there is no Redis."""

COMMENT_EVERY = 15.0
"""Seconds after which access is asked again, and a comment keeps proxies from closing the line."""

LONGEST = 600.0
"""Seconds after which a stream ends; the browser opens a new one."""

CONNECT_AGAIN = 1.0
"""Seconds before the subscription tries Redis again."""

NAME_IN_REDIS = "koerswerk-live"
"""What Redis calls the subscription of a process (``CLIENT LIST``)."""

Value = TypeVar("Value")

ReadVersion = Callable[[Any], int | None]
"""Takes the person, read anew; the version of the channel, or None when this person may not listen (any more)."""

PeekVersion = Callable[[], int]
"""The version of the channel now, whoever asks: one cheap query."""

PeekPerson = Callable[[int], int]
"""Takes the primary key of a person; a version that goes up whenever this person may do more or less."""


@dataclass(slots=True)
class _Channel:
    """A channel that screens of this process follow."""

    peek: PeekVersion
    version: int = 0
    screens: set[asyncio.Event] = field(default_factory=set)

    def tell(self, version: int) -> None:
        """Wake all screens when ``version`` is news."""
        if version > self.version:
            self.version = version
            self.wake()

    def wake(self) -> None:
        """Wake all screens."""
        for woken in self.screens:
            woken.set()


_channels: dict[str, _Channel] = {}
_ears: asyncio.Task[None] | None = None
"""What hears of changes for all channels of this process: the subscription, or without Redis the look each second."""
_stopping = False
_peek_person: list[PeekPerson] = []


def follow_people_by(peek: PeekPerson) -> None:
    """Let ``peek`` tell whether what a person may do has changed; called in ``AppConfig.ready``."""
    _peek_person[:] = [peek]


def announce_person(pk: int, version: int) -> None:
    """Tell all open streams of the person, after commit, to ask for access anew."""
    announce(_channel_of_person(pk), version)


def _channel_of_person(pk: int) -> str:
    return f"person:{pk}"


def announce(channel: str, version: int) -> None:
    """Tell all open screens of ``channel``, after commit, that it is at ``version``.

    Never fails: a screen that did not hear it looks by itself within ``COMMENT_EVERY``.
    """
    if settings.REDIS_URL:
        transaction.on_commit(lambda: _publish(channel, version))


def _publish(channel: str, version: int) -> None:
    import redis

    try:
        _publisher(settings.REDIS_URL).publish(f"{_prefix()}{channel}", version)
    except redis.RedisError:
        log.warning("live_not_announced", extra={"channel": channel})


@cache
def _publisher(url: str) -> Any:
    import redis

    return redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)


def _prefix() -> str:
    """What our channels begin with: one Redis tells all its databases everything."""
    return f"live{urlsplit(settings.REDIS_URL).path}:"


async def _hear() -> None:
    """Tell the channels of this process what Redis says; again after a lost connection, when all have to catch up."""
    import redis.asyncio

    prefix = _prefix()
    while True:
        try:
            connection = redis.asyncio.Redis.from_url(settings.REDIS_URL, client_name=NAME_IN_REDIS)
            async with connection as client, client.pubsub() as ears:
                await ears.psubscribe(f"{prefix}*")
                for channel in list(_channels.values()):
                    channel.version = -1  # unknown: what was announced while nobody listened is lost
                    channel.wake()
                async for message in ears.listen():
                    if message["type"] == "pmessage":
                        name = message["channel"].decode().removeprefix(prefix)
                        if name in _channels:
                            _channels[name].tell(int(message["data"]))
        except (redis.RedisError, OSError):
            log.warning("live_lost_redis")
            await asyncio.sleep(CONNECT_AGAIN)


async def _look() -> None:
    """Look at the versions of all followed channels in the database, in one go each second, while there are any."""
    while _channels:
        await asyncio.sleep(LOOK_EVERY)
        peeks = {name: channel.peek for name, channel in _channels.items()}
        versions = await in_thread(partial(_peeked, peeks))
        for name, version in versions.items():
            if name in _channels:
                _channels[name].tell(version)


def _peeked(peeks: dict[str, PeekVersion]) -> dict[str, int]:
    """The version of each channel; without those that could not be looked at."""
    versions = {}
    for name, peek in peeks.items():
        try:
            versions[name] = peek()
        except Exception:
            log.exception("live_look_failed")
    return versions


def in_thread(read: Callable[[], Value]) -> Awaitable[Value]:
    """What ``read`` returns, asked in a thread that leaves no database connection open behind it."""

    def look() -> Value:
        try:
            return read()
        finally:
            connections.close_all()

    return sync_to_async(look, thread_sensitive=False)()


def _follow(name: str, peek: PeekVersion, woken: asyncio.Event) -> _Channel:
    """The channel called ``name``, which wakes ``woken``, with somebody who hears or looks for it."""
    global _ears
    loop = asyncio.get_running_loop()
    channel = _channels.setdefault(name, _Channel(peek))
    channel.screens.add(woken)
    if _ears is None or _ears.done() or _ears.get_loop() is not loop:
        _ears = loop.create_task(_hear() if settings.REDIS_URL else _look())
    return channel


def _leave(name: str, woken: asyncio.Event) -> None:
    channel = _channels[name]
    channel.screens.discard(woken)
    if not channel.screens:
        del _channels[name]


def _end_when_stopped(loop: asyncio.AbstractEventLoop) -> None:
    """Let all streams end as soon as the server is told to stop, instead of when its patience ends."""
    global _stopping
    if threading.current_thread() is not threading.main_thread():
        return
    _stopping = False

    def stop() -> None:
        for channel in _channels.values():
            channel.wake()

    def chain(number: int) -> None:
        earlier = signal.getsignal(number)
        if getattr(earlier, "ends_streams", False) or not callable(earlier):
            return

        def handle(caught: int, frame: FrameType | None) -> None:
            global _stopping
            _stopping = True
            loop.call_soon_threadsafe(stop)
            earlier(caught, frame)

        handle.ends_streams = True  # type: ignore[attr-defined]
        signal.signal(number, handle)

    chain(signal.SIGINT)
    chain(signal.SIGTERM)


async def _events(
    name: str, read: Callable[[], int | None], peek: PeekVersion, person: int | None, seen: int, pause: float
) -> AsyncIterator[bytes]:
    """The bytes of a stream: the first look is made here, so that nothing is missed between page and stream."""
    loop = asyncio.get_running_loop()
    _end_when_stopped(loop)
    woken = asyncio.Event()
    channel = _follow(name, peek, woken)
    followed = [name]
    standing = None
    if person is not None:
        followed.append(_channel_of_person(person))
        standing = _follow(followed[-1], partial(_peek_person[0], person), woken)
    ends = loop.time() + LONGEST
    try:
        yield b"retry: 2000\n\n"
        ask_at = loop.time()
        asked = standing.version if standing else 0
        while loop.time() < ends and not _stopping:
            version = channel.version
            if standing and standing.version != asked:
                ask_at, asked = loop.time(), standing.version
            if loop.time() >= ask_at or version < 0:
                now = await in_thread(read)
                if now is None:
                    yield f"event: ended\ndata: {json.dumps({'go': reverse('core:ended')})}\n\n".encode()
                    return
                channel.tell(now)
                version = channel.version
                ask_at = loop.time() + COMMENT_EVERY
                if version <= seen:
                    yield b": still here\n\n"
            if version > seen:
                seen = version
                yield f"id: {version}\nevent: changed\ndata: {json.dumps({'version': version})}\n\n".encode()
                await _rest(pause)
            await _wait(woken, ask_at - loop.time())
    finally:
        for one in followed:
            _leave(one, woken)


async def _wait(woken: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(woken.wait(), timeout=max(0.0, seconds))
    except TimeoutError:
        return
    finally:
        woken.clear()


async def _rest(seconds: float) -> None:
    """Let a burst of changes become one message; but a server that stops is not kept waiting."""
    ends = asyncio.get_running_loop().time() + seconds
    while not _stopping and (left := ends - asyncio.get_running_loop().time()) > 0:
        await asyncio.sleep(min(left, 0.2))


async def stream(
    request: HttpRequest,
    channel: str,
    *,
    read: ReadVersion,
    peek: PeekVersion,
    pause: float = 0.2,
) -> HttpResponseBase:
    """Server-sent events: ``changed`` with the version whenever it passes ``?seen=``, ``ended`` with access.

    At most one message every ``pause`` seconds. Only an ASGI server streams: any other answers 204, which tells the
    browser to stop trying, and its script looks by itself. The caller asks for access before; here it is asked again,
    each while and whenever the person's standing or devices change: of the session and the roles as they are then.
    """
    if not isinstance(request, ASGIRequest):
        return HttpResponse(status=204)
    asked = request.GET.get("seen", "")
    seen = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    person = await in_thread(lambda: request.user.pk)

    def look() -> int | None:
        listener = request.user if person is None else _still_there(request)
        return None if listener is None else read(listener)

    response = StreamingHttpResponse(
        _events(channel, look, peek, person, seen, pause), content_type="text/event-stream"
    )
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def _still_there(request: HttpRequest) -> Any:
    """The person of ``request`` with today's roles, or None after signing out: everything is read anew."""
    store = type(request.session)(request.session.session_key)
    person = get_user(SimpleNamespace(session=store))  # type: ignore[arg-type]
    return person if person.is_authenticated and person.is_active else None
