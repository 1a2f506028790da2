"""The pages of allauth that we open, with our answer to a form that is not right: 422."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import ConfirmLoginCodeView, LoginView, LogoutView, RequestLoginCodeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.forms.doors import AddressForm, PasswordForm
from accounts.services.limits import may_fill_in_code, note_wrong_code, take_code_request
from accounts.services.newcomers import CodeProcess
from accounts.services.stay import stay_of
from core.slots import fill


class Door:
    """What the two ways in share: one page with both forms."""

    template_name = "account/login.html"
    request: Any

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, as what it is: not accepted."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == 200:
            response.status_code = 422
        return response

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Both forms, the one that was sent with what was typed."""
        shown: dict[str, Any] = super().get_context_data(**context)  # type: ignore[misc]
        form = shown["form"]
        shown["code_form"] = form if isinstance(form, AddressForm) else AddressForm()
        shown["password_form"] = form if isinstance(form, PasswordForm) else PasswordForm(auto_id="id_by_%s")
        shown["by_password"] = isinstance(form, PasswordForm) and form.is_bound
        shown["fillings"] = fill("sign_in.page")
        return shown


class SignIn(Door, LoginView):
    """The door: by code, or with a password."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Go in; allauth has just set another length of stay than the one of the role."""
        response: HttpResponse = super().form_valid(form)
        if self.request.user.is_authenticated:
            self.request.session.set_expiry(stay_of(self.request.user))
        return response


class AskCode(Door, RequestLoginCodeView):
    """Ask for a code."""

    def form_valid(self, form: Any) -> HttpResponse:
        """On to the page for the code, whoever asks; unless that was too often."""
        adapter = get_adapter(self.request)
        if not take_code_request(adapter.attempt(self.request, form.cleaned_data["email"])):
            form.add_error(None, adapter.error_messages["rate_limited"])
            return self.form_invalid(form)
        CodeProcess.begin(request=self.request, user=form._user, email=form.cleaned_data["email"])
        return redirect(self.get_success_url())


class ConfirmCode(ConfirmLoginCodeView):
    """Fill the code in."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look at the code, unless too many wrong ones came from this address."""
        adapter = get_adapter(request)
        self.attempt = adapter.attempt(request, self._process.state["email"])
        if not may_fill_in_code(self.attempt):
            adapter.add_message(request, 40, message=str(adapter.error_messages["rate_limited"]))
            self._process.abort()
            return redirect("account_login")
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """A new code, or in: also for who has no account yet and may have one."""
        self._process = CodeProcess(self.stage)
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, as what it is: not accepted; or back to the door after too many tries."""
        note_wrong_code(self.attempt)
        response: HttpResponse = super().form_invalid(form)
        if response.status_code == 200:
            response.status_code = 422
        return response

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The form, and what upper apps say beside it."""
        return super().get_context_data(**context) | {"fillings": fill("sign_in.code")}


sign_in = SignIn.as_view()
ask_code = AskCode.as_view()
confirm_code = ConfirmCode.as_view()
sign_out = LogoutView.as_view()
