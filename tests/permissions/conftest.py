"""The world of the walk: built once per process of the tests, and left without a trace."""

import subprocess
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template import Template
from django.test import override_settings

from tests.permissions.walker import Walk


def _not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What 404 says is the same for everything, and most answers are one: not rendered here."""
    return HttpResponse(status=404)


def _here(read: Callable[[], Any]) -> Awaitable[Any]:
    """Ask in the thread of the walk: no other connection sees its world, which is never committed."""
    return sync_to_async(read, thread_sensitive=True)()


def _unpressed(command: Any, *, input: bytes, **how: Any) -> SimpleNamespace:
    return SimpleNamespace(returncode=0, stdout=input, stderr=b"")


PRESS = SimpleNamespace(run=_unpressed, TimeoutExpired=subprocess.TimeoutExpired)
"""Gives back the page that would have been pressed: in a PDF the walk could not read whose words stand there, and to
press one takes a second."""


def _unbound(folder: Path, seconds: int) -> bytes:
    """The page of the koersdocument that would have been made into a book."""
    return (folder / "page.html").read_bytes()


@pytest.fixture(scope="module")
def quick() -> Iterator[None]:
    """Leave out what Django's test client notes down of each template, the page of 404, and the presses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("config.urls.handler404", _not_found, raising=False)
        patch.setattr("sessions.views.live.in_thread", _here)
        patch.setattr("sessions.pdf.printing.subprocess", PRESS)
        patch.setattr("reports.koersdocument.pdf.render._run", _unbound)
        patch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
        yield


@pytest.fixture(scope="module")
def walk(
    quick: None, django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walk]:
    """Somebody who walks through a fresh world."""
    from tests.permissions.table import READS
    from tests.permissions.world import build

    media = Path(tmp_path_factory.mktemp("media"))
    settings = override_settings(MEDIA_ROOT=media, SECOND_FACTOR_FOR_ADMINISTRATORS=False)
    with django_db_blocker.unblock(), settings, transaction.atomic():
        walk = Walk(build(), READS)
        before = sorted(media.rglob("*"))
        yield walk
        assert sorted(media.rglob("*")) == before, "A request of the walk left a file"
        transaction.set_rollback(True)
