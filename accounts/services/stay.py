"""How long somebody stays signed in on a device: the more one can do, the shorter. Why: docs/decisions/0014."""

import datetime as dt
from collections.abc import Callable

from accounts.models import User
from accounts.policies import ADMINISTRATOR
from core.access import standing_of

LONGEST = dt.timedelta(days=90)
"""Since one was last seen."""
IN_ALL = dt.timedelta(days=365)
"""Since one signed in, however often one is seen."""
OF_ADMINISTRATORS = dt.timedelta(hours=12)
"""Since one signed in: whoever reaches what many people wrote does so each day."""

Limit = Callable[[User], dt.timedelta | None]
"""Takes who signs in; None where it has nothing to say."""


def limit_of_administrators(user: User) -> dt.timedelta | None:
    """Who administers an organisation signs in anew each day."""
    return OF_ADMINISTRATORS if standing_of(user).where("organisation", ADMINISTRATOR) else None


_limits: list[Limit] = [limit_of_administrators]


def limit_stay(limit: Limit) -> None:
    """Let ``limit`` shorten the stay of some people; called in ``AppConfig.ready``."""
    if limit not in _limits:
        _limits.append(limit)


def stay_of(user: User) -> dt.timedelta:
    """How long ``user`` stays signed in from now on: the shortest of the limits that apply."""
    return min([LONGEST, *(length for limit in _limits if (length := limit(user)) is not None)])


def end_of_stay(user: User, *, since: dt.datetime, seen: dt.datetime) -> dt.datetime:
    """When the stay of ``user`` ends who signed in at ``since`` and was last seen at ``seen``: by today's roles."""
    in_all = limit_of_administrators(user) or IN_ALL
    return min(seen + stay_of(user), since + in_all)
