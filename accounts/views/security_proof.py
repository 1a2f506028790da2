"""Asking once more who it is, before somebody changes how an account is opened."""

import json
import secrets
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import ratelimit
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms.security import MailProofForm, PasskeyProofForm, PasswordProofForm, ProofForm
from accounts.models import User
from accounts.queries.second_factor import Factors, factors_of, has_second_factor
from accounts.services.codes import send_code
from core.access import signed_in
from core.rendering import render_page, safe_next, see_other

View = Callable[..., HttpResponse]

FRESH = 15 * 60
"""Seconds for which somebody who showed who they are is believed."""
CODE_LASTS = 15 * 60
TRIES = 5
_SENT = "accounts.proof_code"
_FIRST_STEPS = {"password", "code", "socialaccount"}


def is_fresh(request: HttpRequest) -> bool:
    """Whether this person showed just now who they are, by the second factor if there is one.

    A personal link counts for nothing here: it may lie in a mail for weeks.
    """
    person = cast(User, request.user)
    counts = {"mfa"} if has_second_factor(person) else _FIRST_STEPS
    since = time.time() - FRESH
    return any(
        one["method"] in counts and one["at"] > since for one in get_authentication_records(request, person)
    )


def proved(view: View) -> View:
    """Let only who showed just now who they are into ``view``; others do that first, and then come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_fresh(request):
            question = urlencode({"next": request.path})
            return see_other(request, f"{reverse('accounts:proof')}?{question}")
        return view(request, *args, **kwargs)

    return guarded


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def proof(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor; without one for the password or a code from the mail."""
    return Proof(request).answer()


class Proof:
    """One request for the page that asks who it is."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.person = cast(User, request.user)
        self.factors: Factors = factors_of(self.person)
        self.forms: dict[str, BaseForm] = self._forms()

    def _forms(self) -> dict[str, BaseForm]:
        """The ways that this person has, by name; the one that was sent is bound."""
        if self.factors.any:
            kinds: dict[str, Callable[..., BaseForm]] = {}
            if self.factors.takes_codes:
                kinds["code"] = ProofForm
            if self.factors.passkeys:
                kinds["passkey"] = PasskeyProofForm
            about = {"user": self.person}
        else:
            kinds, about = {"mail": MailProofForm}, {}
            if self.person.has_usable_password():
                kinds["password"] = PasswordProofForm
        sent = self.request.POST.get("way", "")
        return {
            way: kind(self.request.POST, **about) if way == sent else kind(**about, auto_id=f"id_{way}_%s")
            for way, kind in kinds.items()
        }

    def answer(self) -> HttpResponse:
        """On, where it is clear who this is; otherwise the page."""
        if self.request.method == "GET":
            return self._on() if is_fresh(self.request) else self._show()
        if self.request.POST.get("way") == "send" and "mail" in self.forms:
            return self._send()
        form = self.forms.get(self.request.POST.get("way", ""))
        if form is None:
            return self._show()
        if form.is_valid() and self._accepts(form):
            return self._on()
        return self._show(422)

    def _accepts(self, form: BaseForm) -> bool:
        if isinstance(form, ProofForm | PasskeyProofForm):
            form.save()
            return True
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.person):
            form.add_error(None, _("That was too often. Wait a few minutes and try again."))
            return False
        method = "password" if isinstance(form, PasswordProofForm) else "code"
        right = (
            self.person.check_password(form.cleaned_data["password"])
            if method == "password"
            else self._is_the_code(form.cleaned_data["code"])
        )
        if right:
            record_authentication(self.request, self.person, method=method, reauthenticated=True)
        elif method == "password":
            form.add_error("password", _("This is not your password."))
        else:
            form.add_error("code", _("This is not the code that we sent."))
        return right

    def _send(self) -> HttpResponse:
        if not ratelimit.consume(self.request, action="request_login_code", key=self.person.email):
            sentence = _("That was too often. Wait a few minutes and try again.")
            return self._show(422, sentence)
        code = f"{secrets.randbelow(10**6):06}"
        self.request.session[_SENT] = {"hash": _hash(code), "until": time.time() + CODE_LASTS, "tries": 0}
        send_code(address=self.person.email, code=code)
        return self._show()

    def _is_the_code(self, code: str) -> bool:
        sent = self.request.session.get(_SENT)
        if not sent or sent["until"] < time.time() or sent["tries"] >= TRIES:
            return False
        self.request.session[_SENT] = sent | {"tries": sent["tries"] + 1}
        right = constant_time_compare(sent["hash"], _hash("".join(code.split())))
        if right:
            del self.request.session[_SENT]
        return right

    def _on(self) -> HttpResponse:
        return see_other(self.request, safe_next(self.request, reverse("accounts:security")))

    def _show(self, status: int = 200, problem: str = "") -> HttpResponse:
        sent = self.request.session.get(_SENT)
        context = {
            "forms": self.forms,
            "bound": [form for form in self.forms.values() if form.is_bound],
            "next": safe_next(self.request, reverse("accounts:security")),
            "code_sent": bool(sent and sent["until"] > time.time() and sent["tries"] < TRIES),
            "options": json.dumps(begin_authentication(self.person)) if self.factors.passkeys else "",
            "problem": problem,
        }
        return render_page(self.request, "accounts/security/proof.html", None, context, status=status)


def _hash(code: str) -> str:
    return salted_hmac("accounts.proof", code, algorithm="sha256").hexdigest()
