"""Coming in by a code without an account, for who has an address at the mail domain of an organisation.

allauth makes a code for known addresses only. Here everybody gets one in the session, so that asking takes the same
for all; ``codes`` decides aside whether it is sent, and the account is made when the code comes back. A code that
was sent to nobody is as good as none: three guesses in a million.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.services.domains import join_by_mail


class CodeProcess(LoginCodeVerificationProcess):
    """The way from an address, by a code in its mail, into the house."""

    @classmethod
    def begin(cls, *, request: HttpRequest, user: Any, email: str) -> None:
        """Make a code for ``email`` and keep it in the session; ``user`` is whose address it is, if it is anybody's."""
        login = Login(user=user, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, email=email) | {"initiated_by_user": True})
        process = cls(stage)
        process.send()
        process.persist()

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        """Make a code, and have it sent to whoever may come in."""
        get_adapter().send_mail("account/email/login_code", email, {"code": self.generate_code()})

    def finish(self, redirect_url: str | None) -> Any:
        """Let in who filled in the code; with a new account where there was none."""
        if self.user is None:
            person = join_by_mail(address=self.state["email"])
            if person is None:
                return self._turned_away()
            self._user = self.stage.login.user = person
        return super().finish(redirect_url)

    def _turned_away(self) -> HttpResponse:
        """The right code, for somebody who may not come in any more: what a wrong one gets in the end."""
        adapter = get_adapter()
        adapter.add_message(self.request, 40, message=str(adapter.error_messages["too_many_login_attempts"]))
        self.abort()
        return redirect("account_request_login_code")
