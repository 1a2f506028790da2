"""What is printed for an evening: a page in, a PDF out."""

import os
import subprocess
import sys
from pathlib import Path

import structlog
from django.conf import settings

logger = structlog.get_logger(__name__)

SECONDS = 60
"""How long the file may take, in seconds by the clock; a usual one takes one or two."""


class NotPrinted(Exception):
    """The file could not be made."""


def print_page(html: str, sheet: str) -> bytes:
    """``html`` as a PDF that can be read aloud too (PDF/UA-1), in the style of ``sheet``, a file beside this one.

    Raises NotPrinted when it takes too long, too much memory, or opens something that is not ours.
    """
    fonts = Path(settings.BASE_DIR) / "var" / "build" / "assets" / "fonts"
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and a folder of ours
            [sys.executable, "-m", "sessions.pdf.press", str(fonts), sheet],
            cwd=settings.BASE_DIR,
            env={**inherited, "PYTHONUTF8": "1"},
            input=html.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotPrinted from error
    if done.returncode != 0:
        last = done.stderr[-500:].decode(errors="replace")
        logger.error("press_died", sheet=sheet, status=done.returncode, last=last)
        raise NotPrinted
    return done.stdout
