"""A real OpenID Connect provider, in a process of its own."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests

from scripts.faults.sink import HOST, free_port


@dataclass
class Provider:
    """A provider that runs, and what it knows of people."""

    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def issuer(self) -> str:
        """What it calls itself."""
        return f"http://{HOST}:{self.port}"

    def knows(self, subject: str, **claims: Any) -> None:
        """From now on ``claims`` are what it says about ``subject``."""
        requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=10).raise_for_status()

    def agree(self, authorize_url: str, subject: str) -> str:
        """Sign ``subject`` in there, as its form does; where it sends the browser back to."""
        answer = requests.post(authorize_url, data={"sub": subject}, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def stop(self) -> None:
        """Take it away."""
        self.process.terminate()
        self.process.wait(20)


@contextmanager
def run_provider() -> Iterator[Provider]:
    """A provider that asks for a nonce, as ours should send one, until the block ends."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "oidc_provider_mock",
        "--port",
        str(port),
        "--host",
        HOST,
        "--require-nonce",
        "true",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    provider = Provider(port, process)
    try:
        for _attempt in range(600):
            assert process.poll() is None, "the provider stopped"
            try:
                requests.get(f"{provider.issuer}/jwks", timeout=5)
                break
            except requests.RequestException:
                time.sleep(0.1)
        yield provider
    finally:
        if process.poll() is None:
            provider.stop()
