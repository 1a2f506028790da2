"""The second and third lock on every door: a view declares its rule, and loads what the viewer may see.

A rule is a named predicate over the viewer's ``Standing`` and a loaded object. Upper apps say what a person's
standing is
(``contribute``) and what the rules are (``add_rule``); this module knows neither people's roles nor what they
are about.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

import rules
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from core.clock import today

Grant = tuple[str, int, str]
"""A scope ("programme"), the primary key of one of its objects, and a role in it."""

Contributor = Callable[[Any], Iterable[Grant]]
View = Callable[..., HttpResponse]

PUBLIC = "public"
SIGNED_IN = "signed in"
GUESTS_TOO = "signed in, or a guest"

_contributors: list[Contributor] = []
_selects: list[str] = []
_told_of_change: list[Callable[[Any], None]] = []
_who_can: dict[str, str | Promise] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person is, everywhere: read once per request, then asked without a query."""

    user_id: int | None
    grants: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)

    def roles(self, scope: str, pk: int | None) -> frozenset[str]:
        """The roles in the object of ``scope`` with primary key ``pk``; empty where there is none."""
        return self.grants.get((scope, pk), frozenset()) if pk is not None else frozenset()

    def where(self, scope: str, *roles: str) -> set[int]:
        """Primary keys of the objects of ``scope`` in which this person has one of ``roles`` (any role if
        none is named)."""
        return {
            pk
            for (kind, pk), held in self.grants.items()
            if kind == scope and (not roles or held & set(roles))
        }


def contribute(contributor: Contributor) -> None:
    """Let ``contributor`` (a user in, grants out, one query) take part in every standing."""
    if contributor not in _contributors:
        _contributors.append(contributor)


def contribute_rows(select: str) -> None:
    """Let ``select`` take part in every standing: one query for all that are given so.

    It is SQL, since each request asks it and Django would need longer to write it than the database to answer: a SELECT
    of scope, primary key and role for the person ``%(user)s`` on the day ``%(today)s``.
    """
    if select not in _selects:
        _selects.append(select)


def _grants_of(user: Any) -> Iterable[Grant]:
    """Everything that the apps tell of ``user``. 1 query, and those of contributors that ask by themselves."""
    with connection.cursor() as cursor:
        day = connection.ops.adapt_datefield_value(today())
        cursor.execute(" UNION ALL ".join(_selects), {"user": user.pk, "today": day})
        yield from cursor.fetchall()
    for contributor in _contributors:
        yield from contributor(user)


def standing_of(user: Any) -> Standing:
    """The standing of ``user``, kept on the user object for the rest of the request."""
    if not (user.is_authenticated and user.is_active):
        return Standing(None)
    kept: Standing | None = getattr(user, "_standing", None)
    if kept is None:
        gathered: dict[tuple[str, int], set[str]] = {}
        for scope, pk, role in _grants_of(user):
            gathered.setdefault((scope, pk), set()).add(role)
        kept = Standing(user.pk, {key: frozenset(roles) for key, roles in gathered.items()})
        user._standing = kept
    return kept


def on_change_of_standing(listener: Callable[[Any], None]) -> None:
    """Let ``listener`` hear whose standing changes, inside the transaction; called in ``AppConfig.ready``."""
    if listener not in _told_of_change:
        _told_of_change.append(listener)


def forget_standing(user: Any) -> None:
    """Read the standing of ``user`` anew when it is next asked for, and let open streams and sessions ask.

    Every service calls it that changes what somebody may do.
    """
    user.__dict__.pop("_standing", None)
    for listener in _told_of_change:
        listener(user)


def add_rule(name: str, predicate: Any, *, who: str | Promise) -> None:
    """Make ``name`` ("app.verb_noun") a rule: ``predicate(standing, obj)``, and the sentence that says ``who`` can."""
    rules.set_perm(name, predicate) if rules.perm_exists(name) else rules.add_perm(name, predicate)
    _who_can[name] = who


def rule_names() -> list[str]:
    """All rules, sorted; for the table of permissions."""
    return sorted(_who_can)


def who_can(name: str) -> str:
    """The sentence that tells who may do what ``name`` guards."""
    return str(_who_can[name])


def allowed(user: Any, name: str, obj: Any = None) -> bool:
    """Whether ``user`` may do ``name`` to ``obj``, without a query beyond those that read the standing.

    Raises ``LookupError`` for a rule that nobody made: a slip of the pen must not look like a refusal.
    """
    if name not in _who_can:
        raise LookupError(f"There is no rule {name}")
    return bool(rules.has_perm(name, standing_of(user), obj))


def require(user: Any, name: str, obj: Any = None) -> None:
    """Raise ``PermissionDenied`` with the sentence that says who can, unless ``user`` may do ``name`` to ``obj``."""
    if not allowed(user, name, obj):
        raise PermissionDenied(who_can(name))


def load(user: Any, model: type[Model], public_id: str) -> Any:
    """The object with ``public_id`` among those that ``user`` may see; ``Http404`` where there is none.

    ``model.objects.visible_to(user)`` also fetches what the rules look at, so that asking them takes no query.
    """
    return get_object_or_404(model.objects.visible_to(user), public_id=public_id)  # type: ignore[attr-defined]


def permit(name: str, model: type[Model] | None = None, *, by: str = "public_id") -> Callable[[View], View]:
    """Declare that a view asks rule ``name``, about the ``model`` whose public id the URL gives as ``by``.

    The view receives the loaded object in the place of the id. Unseen: 404. Seen and refused: 403 with a sentence.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            obj = None
            if model is not None:
                obj = load(request.user, model, kwargs.pop(by))
                args = (obj, *args)
            require(request.user, name, obj)
            request.about = obj  # type: ignore[attr-defined]  # whose house the page wears (core.rendering.dress_by)
            return view(request, *args, **kwargs)

        guarded.access_rule = name  # type: ignore[attr-defined]
        guarded.access_model, guarded.access_by = model, by  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: View) -> View:
    """Declare that anybody may come here, signed in or not; the view itself shows only what is public."""
    view = login_not_required(view)
    view.access_rule = PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Declare that everybody with an account may come here; for one's own things. A guest of an evening has none."""
    view.access_rule = SIGNED_IN  # type: ignore[attr-defined]
    return view


def guests_too(view: View) -> View:
    """Declare that everybody who is in may come here, the guest of an evening as well."""
    view.access_rule = GUESTS_TOO  # type: ignore[attr-defined]
    return view


def needs_account(user: Any, rule: str) -> bool:
    """Whether ``user`` is a guest of an evening before a view that is for people with an account."""
    return rule == SIGNED_IN and bool(getattr(user, "is_guest", False))


def declared_rule(view: Any) -> str | None:
    """The rule that ``view`` declares, looking through decorators and class-based views."""
    seen: set[int] = set()
    while view is not None and id(view) not in seen:
        seen.add(id(view))
        rule = getattr(view, "access_rule", None) or getattr(
            getattr(view, "view_class", None), "access_rule", None
        )
        if rule:
            return str(rule)
        view = getattr(view, "__wrapped__", None)
    return None


def refuse_undeclared(view: Any, name: str | None, library: dict[str, str]) -> str:
    """The rule of ``view``, or of the library's view called ``name``; raise ``ImproperlyConfigured`` where
    there is none."""
    rule = declared_rule(view) or library.get(name or "")
    if rule is None:
        raise ImproperlyConfigured(f"The view {name or view!r} declares no access rule (core.access).")
    return rule
