"""Ask a process of this container whether it serves: ``healthcheck.py PORT``. Exits 0 where it answers 200."""

import os
import sys
import urllib.request

request = urllib.request.Request(
    f"http://127.0.0.1:{sys.argv[1]}/health/",
    headers={"Host": os.environ["ALLOWED_HOSTS"].split(",")[0], "X-Forwarded-Proto": "https"},
)
with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
    sys.exit(answer.status != 200)
