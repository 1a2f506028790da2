"""Every address once, in a browser, as the first person who sees it. All of it, for everybody, is ``make walk``."""

import json
import subprocess
import sys

import pytest

from tests.walk.world import ROOT


@pytest.mark.browser
def test_every_address_is_as_it_should_be() -> None:
    """Accessible, valid HTML, no message in the console, within its width, in Dutch, with forms left empty too."""
    walk = subprocess.run(
        [sys.executable, "-m", "tests.walk", "--short", "--browsers", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    assert walk.returncode == 0, walk.stdout[-6000:] + walk.stderr[-3000:]
    figures = json.loads(walk.stdout.splitlines()[-1])
    assert figures["views"] > 70
    assert figures["with_form_errors"] > 20
