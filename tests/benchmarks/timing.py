"""Whether the time of an answer at the door tells if an address is known: how far from as often as not."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figure import Figure

ROOT = Path(__file__).resolve().parents[2]


def figures() -> Iterator[Figure]:
    """One per way in, by a server of its own (scripts/faults/timing.py)."""
    command = [sys.executable, "-m", "scripts.faults.timing"]
    told = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    for line in told.splitlines():
        way = json.loads(line)
        yield Figure(
            name=f"time tells who is known: {way['timing']}",
            value=abs(way["known_took_longer"] - 0.5),
            goal=0.1,
            unit="",
            blocks=True,
        )
