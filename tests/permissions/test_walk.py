"""Nobody gets in where they do not belong: every address × everybody × everybody's objects × GET and POST."""

import json
import logging
import os
import time
from pathlib import Path

import pytest

from tests.permissions.lines import lines
from tests.permissions.walker import Walk

pytestmark = pytest.mark.django_db
SHARDS = 2


@pytest.mark.parametrize(
    "shard", [pytest.param(n, marks=pytest.mark.xdist_group(f"permissions-{n}")) for n in range(SHARDS)]
)
def test_everybody_gets_in_where_they_belong_and_nowhere_else(walk: Walk, shard: int) -> None:
    began, before = time.monotonic(), walk.checks
    areas = tuple(os.environ.get("KW_AREAS", "").split())
    walked = [line for line in lines() if not areas or line.key.startswith(areas)][shard::SHARDS]
    walk.findings.clear()
    logging.disable(logging.CRITICAL)  # a refusal is a warning of Django's each time, and there are thousands
    try:
        for line in walked:
            walk.go_along(line)
    finally:
        logging.disable(logging.NOTSET)
    summary = {
        "checks": walk.checks - before,
        "urls": len({line.route.name for line in walked}),
        "lines": len(walked),
        "seconds": round(time.monotonic() - began, 1),
    }
    Path("var").mkdir(exist_ok=True)
    Path(f"var/permissions-{shard}.json").write_text(json.dumps(summary) + "\n")
    print(json.dumps(summary))  # noqa: T201 - pytest -s
    assert not walk.findings, "\n" + "\n".join(walk.findings)
