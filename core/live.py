"""Fan-out to open screens: a channel has a version that only goes up, and a screen that lags catches up by it.

With Redis one subscription per process hears what any process announces. Without it (the embedded default) a
stream looks
at the version in the database each second. A stream holds no database connection while it waits, and ends by itself
after a while, so that a deployment never waits for it: the browser comes back and catches up.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections, transaction
from django.http import StreamingHttpResponse

LOOK_EVERY = 1.0
"""Seconds between two looks at the version in the database."""

COMMENT_EVERY = 15.0
"""Seconds of silence after which a comment keeps proxies from closing the line, and access is asked again."""

LONGEST = 600.0
"""Seconds after which a stream ends; the browser opens a new one."""

ReadVersion = Callable[[], int | None]
"""The version of the channel now, or None when this person may not listen any more."""

_listeners: dict[str, set[asyncio.Event]] = {}
_subscription: asyncio.Task[None] | None = None


def announce(channel: str, version: int) -> None:
    """Tell all open screens of ``channel``, after commit, that it is at ``version``."""
    if not settings.REDIS_URL:
        return

    def publish() -> None:
        import redis

        try:
            redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1).publish(f"live:{channel}", version)
        except redis.RedisError:
            return  # screens look by themselves when a comment is due

    transaction.on_commit(publish)


async def _hear() -> None:
    """Wake the listeners of a channel whenever Redis says that it changed; again after a lost connection."""
    import redis.asyncio

    while True:
        try:
            client = redis.asyncio.Redis.from_url(settings.REDIS_URL)
            async with client.pubsub() as ears:
                await ears.psubscribe("live:*")
                async for message in ears.listen():
                    if message["type"] == "pmessage":
                        for event in _listeners.get(message["channel"].decode().removeprefix("live:"), ()):
                            event.set()
        except redis.RedisError:
            await asyncio.sleep(1)


def _in_thread(read: ReadVersion) -> Any:
    def look() -> int | None:
        try:
            return read()
        finally:
            connections.close_all()

    return sync_to_async(look, thread_sensitive=False)()


async def _events(channel: str, read: ReadVersion, seen: int) -> AsyncIterator[bytes]:
    global _subscription
    loop = asyncio.get_running_loop()
    if settings.REDIS_URL and (
        _subscription is None or _subscription.done() or _subscription.get_loop() is not loop
    ):
        _subscription = loop.create_task(_hear())
    woken = asyncio.Event()
    _listeners.setdefault(channel, set()).add(woken)
    ends = loop.time() + LONGEST
    quiet_since = loop.time()
    wait = COMMENT_EVERY if settings.REDIS_URL else LOOK_EVERY
    try:
        yield b"retry: 2000\n\n"
        while loop.time() < ends:
            version = await _in_thread(read)
            if version is None:
                yield b"event: ended\ndata: {}\n\n"
                return
            if version > seen:
                seen = version
                quiet_since = loop.time()
                yield f"id: {version}\nevent: changed\ndata: {json.dumps({'version': version})}\n\n".encode()
            elif loop.time() - quiet_since >= COMMENT_EVERY:
                quiet_since = loop.time()
                yield b": still here\n\n"
            try:
                await asyncio.wait_for(woken.wait(), timeout=wait)
                woken.clear()
                await asyncio.sleep(0.2)  # bursts become four or five messages a second
            except TimeoutError:
                pass
    finally:
        _listeners[channel].discard(woken)
        if not _listeners[channel]:
            del _listeners[channel]


def stream(channel: str, read: ReadVersion, *, seen: int = 0) -> StreamingHttpResponse:
    """A response of server-sent events: ``changed`` with the version whenever it passes ``seen``, ``ended``
    with access.

    For ASGI. The caller has closed its database connections.
    """
    response = StreamingHttpResponse(_events(channel, read, seen), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response
