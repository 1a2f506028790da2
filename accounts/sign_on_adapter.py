"""OpenID Connect as allauth does it, for the provider of one organisation, with a nonce and a checked signature."""

import hmac
import secrets
from typing import Any

import jwt
import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import SignOn, User
from accounts.services.outside import OutsideSession
from accounts.services.sign_on import Claims, admit
from core.rendering import render_page
from core.sealing import unseal

SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Only those whose key is public: with a shared one, or none, anybody who has the client secret could sign."""

LEEWAY = 60
"""Seconds that two clocks may differ."""


def refuse(request: HttpRequest, sentence: str, status: int = 403) -> HttpResponse:
    """The page that says why nobody came in, and how else one can."""
    context = {"sentence": sentence}
    return render_page(request, "accounts/sign_on_refused.html", None, context, status=status)


def check_id_token(token: str, *, keys: dict[str, Any], issuer: str, client_id: str) -> dict[str, Any]:
    """What ``token`` says, if one of ``keys`` signed it, for us, by ``issuer``, and it holds now.

    Raises ``OAuth2Error`` for any other.
    """
    try:
        key_id = jwt.get_unverified_header(token).get("kid")
        known = jwt.PyJWKSet.from_dict(keys).keys
        fitting = [
            key for key in known if key.public_key_use in {None, "sig"} and key_id in {None, key.key_id}
        ]
        if len(fitting) != 1:
            raise OAuth2Error("No key, or more than one")
        told: dict[str, Any] = jwt.decode(
            token,
            key=fitting[0].key,
            algorithms=list(SIGNATURES),
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise OAuth2Error("This is no ID token that we trust") from error
    if told.get("azp", client_id) != client_id:
        raise OAuth2Error("An ID token for somebody else")
    return told


class OrganisationProvider(OpenIDConnectProvider):
    """The provider of one organisation."""

    pkce_enabled_default = True

    def __init__(self, request: HttpRequest, sign_on: SignOn) -> None:
        self.sign_on = sign_on
        app = SocialApp(
            provider=self.id,
            provider_id=sign_on.organisation.public_id,
            name=sign_on.organisation.name[:40],
            client_id=sign_on.client_id,
            secret=unseal(sign_on.sealed_secret) or "",
            settings={"server_url": sign_on.issuer.rstrip("/"), "oauth_pkce_enabled": True},
        )
        super().__init__(request, app=app)

    def get_oauth2_adapter(self, request: HttpRequest) -> "OrganisationOAuth":
        """Our own way through."""
        return OrganisationOAuth(request, self)

    def send_away(self, request: HttpRequest, next_url: str) -> HttpResponse:
        """Send the browser to the provider; ``state``, ``nonce`` and the PKCE verifier stay in the session.

        Raises what ``requests`` does, or ``OAuth2Error``, where the provider cannot be asked.
        """
        nonce = secrets.token_urlsafe(32)
        response: HttpResponse = self.redirect(
            request, "login", next_url=next_url or None, auth_params={"nonce": nonce}, nonce=nonce
        )
        return response


class OrganisationOAuth(OpenIDConnectOAuth2Adapter):
    """The steps with the provider: its addresses, the code, and the ID token."""

    def __init__(self, request: HttpRequest, provider: OrganisationProvider) -> None:
        super().__init__(request, provider.app.provider_id)
        self.provider = provider

    def get_provider(self) -> OrganisationProvider:
        """The one that we were made for."""
        return self.provider

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself, as long as it calls itself what it was called when it was set up."""
        config: dict[str, Any] = super().openid_config
        if config.get("issuer") != self.provider.sign_on.issuer:
            raise OAuth2Error("The provider calls itself otherwise now")
        return config

    @property
    def basic_auth(self) -> bool:
        """Whether the client secret goes in a header: what a provider takes that says nothing about it."""
        takes = self.openid_config.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return "client_secret_basic" in takes

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Each organisation has an address of its own to come back to, so that no provider answers for another."""
        return request.build_absolute_uri(reverse("accounts:sign_on_back", args=[app.provider_id]))

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> SocialLogin:
        """Who it is, by the ID token; the address from the provider's user page where the token has none."""
        config = self.openid_config
        with OutsideSession() as session:
            keys = session.get(config["jwks_uri"]).json()
        told = check_id_token(
            str(kwargs["response"].get("id_token")),
            keys=keys,
            issuer=config["issuer"],
            client_id=app.client_id,
        )
        if "email" not in told and "userinfo_endpoint" in config:
            more = self._fetch_user_info(token.token)
            if more.get("sub") != told["sub"]:
                raise OAuth2Error("The user page is about somebody else")
            told = {**more, **told}
        account = SocialAccount(provider=config["issuer"], uid=told["sub"])  # and nothing else is kept
        login = SocialLogin(provider=self.provider, user=User(), account=account)
        login.told = told
        return login


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Our answers to what allauth asks on the way in by a provider."""

    def get_requests_session(self) -> OutsideSession:
        """Within the limits of ``outside``."""
        return OutsideSession()

    def list_providers(self, request: HttpRequest) -> list[Any]:
        """None: who our customers are is not for strangers to see."""
        return []

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """``admit`` has made who may come in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The provider has said who it is: let that person in, or say why not."""
        told = sociallogin.told
        nonce = str(sociallogin.state.get("nonce") or "")
        if not nonce or not hmac.compare_digest(nonce.encode(), str(told.get("nonce") or "").encode()):
            raise ImmediateHttpResponse(
                refuse(request, _("This answer belongs to another attempt. Try again."))
            )
        try:
            account = admit(sign_on=sociallogin.provider.sign_on, claims=Claims.of(told))
        except ValidationError as error:
            raise ImmediateHttpResponse(refuse(request, " ".join(error.messages))) from error
        sociallogin.account, sociallogin.user = account, account.user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say what went wrong in a sentence."""
        if isinstance(exception, requests.RequestException):
            raise ImmediateHttpResponse(away(request))
        if error == "cancelled":
            raise ImmediateHttpResponse(refuse(request, _("You stopped signing in at your organisation.")))
        raise ImmediateHttpResponse(
            refuse(request, _("Signing in at your organisation did not work, or took too long. Try again."))
        )


def away(request: HttpRequest) -> HttpResponse:
    """The page for a provider that does not answer."""
    return refuse(request, _("The provider of your organisation does not answer now. Try again later."), 503)
