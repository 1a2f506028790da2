"""An SMTP server that keeps what it gets and can misbehave: for the tests in a thread, for the faults as a process.

    python -m scripts.faults.sink --port 24000 --record mails.jsonl [--conduct conduct.json]

The record gets a line of JSON per message, written before the answer is given. The conduct file, read at each
message, says how to behave: {"delay": 0.2, "refuse": 550, "drop": "after_data"}.
"""

import argparse
import asyncio
import email
import email.policy
import json
import logging
import random
import signal
import socket
import threading
import time
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
logging.getLogger("mail.log").setLevel(logging.ERROR)


def free_port() -> int:
    """A port that nobody listens on, below those that outgoing connections take.

    At random, so that two processes that look at the same moment do not take the same one.
    """
    for port in random.sample(range(20000, 30000), k=10000):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise SystemExit("There is no free port.")


@dataclass
class Conduct:
    """How a sink behaves. ``refuse``: a code for every recipient.

    ``drop``: "before_data", "after_data", or "after_first_data" (of each message, by its Message-ID).
    """

    delay: float = 0.0
    refuse: int = 0
    drop: str = ""
    times: int = -1
    """How many messages it lasts; -1 is for ever."""


@dataclass
class Handler:
    """Keeps messages in a list, and in a file where one is given."""

    conduct: Conduct = field(default_factory=Conduct)
    conduct_file: Path | None = None
    record: Path | None = None
    mails: list[EmailMessage] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def _now(self) -> Conduct:
        if self.conduct_file and self.conduct_file.exists():
            return Conduct(**json.loads(self.conduct_file.read_text()))
        if self.conduct.times == 0:
            self.conduct = Conduct()
        return self.conduct

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        """Take or refuse a recipient."""
        conduct = self._now()
        if conduct.refuse:
            conduct.times -= 1
            return f"{conduct.refuse} we do not take this"
        if conduct.drop == "before_data":
            conduct.times -= 1
            _transport(server).abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a message, then answer, slowly, or not at all."""
        conduct = self._now()
        raw = cast(bytes, envelope.content)
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        if conduct.delay:
            await asyncio.sleep(conduct.delay)
        again = mail["Message-ID"] in self._seen
        self._seen.add(mail["Message-ID"])
        self.mails.append(mail)
        if self.record:
            line = {"id": mail["Message-ID"], "to": envelope.rcpt_tos, "at": time.time()}
            with self.record.open("a") as file:
                file.write(json.dumps(line) + "\n")
        if conduct.drop == "after_data" or (conduct.drop == "after_first_data" and not again):
            conduct.times -= 1
            _transport(server).abort()
        return "250 OK"


def _transport(server: SMTP) -> asyncio.Transport:
    return cast(asyncio.Transport, server.transport)


class SmtpSink:
    """A sink in a thread of this process."""

    def __init__(self) -> None:
        self.handler = Handler()
        self.port = free_port()
        self.url = f"smtp://{HOST}:{self.port}"
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server: asyncio.AbstractServer | None = None
        self.open()

    @property
    def mails(self) -> list[EmailMessage]:
        """What came in, in order."""
        return self.handler.mails

    def behave(self, **conduct: Any) -> None:
        """Behave like this (see ``Conduct``); well, when nothing is said."""
        self.handler.conduct = Conduct(**conduct)

    def to(self, address: str) -> list[EmailMessage]:
        """What came in for ``address``."""
        return [mail for mail in self.mails if address in str(mail["To"])]

    def wait_for(self, count: int, seconds: float = 20.0) -> list[EmailMessage]:
        """The messages, as soon as there are ``count``. Raises ``TimeoutError`` where they do not come."""
        end = time.monotonic() + seconds
        while len(self.mails) < count:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(self.mails)} of {count} messages came")
            time.sleep(0.02)
        return list(self.mails)

    def clear(self) -> None:
        """Forget everything, listen, and behave."""
        self.handler.mails.clear()
        self.behave()
        self.open()

    def open(self) -> None:
        """Listen."""
        if self._server is None:
            self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()

    def close(self) -> None:
        """Do not listen any more; connections that are open stay."""
        if self._server is not None:
            self._loop.call_soon_threadsafe(self._server.close)
            self._server = None

    def stop(self) -> None:
        """End the thread."""
        self.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    async def _listen(self) -> asyncio.AbstractServer:
        return await self._loop.create_server(lambda: SMTP(self.handler, loop=self._loop), HOST, self.port)


def main() -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--conduct", type=Path)
    options = parser.parse_args()
    loop = asyncio.new_event_loop()
    handler = Handler(record=options.record, conduct_file=options.conduct)
    controller = UnthreadedController(handler, hostname=HOST, port=options.port, loop=loop)
    controller.begin()
    loop.add_signal_handler(signal.SIGTERM, loop.stop)
    loop.run_forever()


if __name__ == "__main__":
    main()
