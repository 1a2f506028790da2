"""Whether this installation works, for a load balancer and for the person on call."""

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.access import public


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _redis() -> bool:
    import redis

    return bool(redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2).ping())


@public
@never_cache
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is migrated, and Redis answers where there is one; otherwise 503. No
    details."""
    parts = {"database": _database, **({"redis": _redis} if settings.REDIS_URL else {})}
    state = {}
    for name, works in parts.items():
        try:
            state[name] = works()
        except Exception:  # noqa: BLE001 - whatever is wrong, the answer is that it does not work
            state[name] = False
    return JsonResponse(state, status=200 if all(state.values()) else 503)
