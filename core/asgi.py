"""The handler of ASGI requests: as Django's, and few at once."""

import asyncio
from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

AT_ONCE = 16
"""Requests that a process works on at a time: each takes a thread and a connection to the database."""


class FewAtOnce(ASGIHandler):
    """Lets requests wait their turn, so that of five hundred phones that come at once not each asks for a connection.

    A stream has its turn until it is open. While it waits for news it holds nothing: what middleware opened in the
    thread of its request, to read the person or to note that somebody is still there, is closed here.
    """

    def __init__(self) -> None:
        super().__init__()
        self.room = asyncio.Semaphore(AT_ONCE)

    async def get_response_async(self, request: HttpRequest) -> Any:
        """The answer to ``request``, once there is room."""
        async with self.room:
            response: HttpResponseBase = await super().get_response_async(request)
            if response.get("Content-Type", "").startswith("text/event-stream"):
                await sync_to_async(connections.close_all, thread_sensitive=True)()
        return response
