"""The environment that the tests run in: set before Django reads its settings (pytest -p tests.environment)."""

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

os.environ.pop("KOERSWERK_DEMO", None)
os.environ["KOERSWERK_TEST"] = "1"
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1,localhost")
os.environ.setdefault("SITE_URL", "http://testserver")
os.environ.setdefault("EMAIL_URL", f"file://{ROOT / 'var' / 'test' / 'mail'}")
os.environ.setdefault("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/koerswerk")
os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright's sync API runs in an event loop of its own

_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
_number = int(re.sub(r"\D", "", _worker) or 0)
os.environ.setdefault("KOERSWERK_VAR", str(ROOT / "var"))
(ROOT / "var" / "static").mkdir(
    parents=True, exist_ok=True
)  # WhiteNoise warns at each start where it is missing
# Files of their own for each process of the tests: where there is no Redis the cache is files too, and a process that
# empties it between two tests would empty that of another in the middle of one.
os.environ["KOERSWERK_STATE"] = str(ROOT / "var" / "test" / f"state{_worker}")
os.environ["MEDIA_ROOT"] = str(ROOT / "var" / "test" / f"media{_worker}")

if os.environ["DATABASE_URL"].startswith("sqlite"):
    os.environ.pop("REDIS_URL", None)  # the embedded default has no Redis
else:
    # One Redis database per process of the tests: queues and streams of two never meet. It has sixteen.
    _redis = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0").rsplit("/", 1)[0]
    os.environ["REDIS_URL"] = f"{_redis}/{8 + _number % 8}"
