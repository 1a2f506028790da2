"""ID tokens: what is believed, by which key; and the address from the user page of a provider."""

import json
import time

import jwt
import pytest
from allauth.socialaccount.models import SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import ValidationError

from accounts.models import SignOn
from accounts.services.domains import add_domain
from accounts.services.sign_on import LONGEST_SUBJECT, Claims, admit
from accounts.sign_on_adapter import OrganisationProvider, check_id_token
from tests.accounts.test_sign_on_set_up import document
from tests.accounts.test_sign_on_set_up import host as host
from tests.accounts.test_sign_on_set_up import oddity as oddity

OURS, STRANGE = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


def published(key, **fields):
    told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return {**told, "kid": "one", "use": "sig", **fields}


def make_token(key=OURS, algorithm="RS256", headers=None, **claims):
    here = int(time.time())
    told = {"iss": "https://a.example", "sub": "x", "aud": "koers", "exp": here + 300, "iat": here, **claims}
    told = {name: value for name, value in told.items() if value is not None}
    return jwt.encode(told, key, algorithm=algorithm, headers={"kid": "one"} if headers is None else headers)


def check(token, keys=None):
    keys = {"keys": [published(OURS)]} if keys is None else keys
    return check_id_token(token, keys=keys, issuer="https://a.example", client_id="koers")


def test_a_token_that_is_right_is_read():
    assert check(make_token())["sub"] == "x"
    assert check(make_token(algorithm="PS256"))["sub"] == "x"
    assert check(make_token(headers={}))["sub"] == "x"
    assert check(make_token(aud=["koers"], azp="koers"))["sub"] == "x"


@pytest.mark.parametrize(
    "token",
    [
        make_token(STRANGE),
        make_token(iss="https://b.example"),
        make_token(aud="another"),
        make_token(aud=["koers", "another"], azp="another"),
        make_token(exp=int(time.time()) - 120),
        make_token(iat=int(time.time()) + 3600),
        make_token(nbf=int(time.time()) + 3600),
        *[make_token(**{name: None}) for name in ("iss", "sub", "aud", "exp", "iat")],
        make_token(headers={"kid": "two"}),
        jwt.encode({"sub": "x"}, None, algorithm="none"),
        make_token("geheim" * 10, "HS256"),
        make_token().rpartition(".")[0] + ".",
        "", "a.b.c", "None", "é",
    ],
)  # fmt: skip
def test_any_other_token_is_refused(token):
    with pytest.raises(OAuth2Error):
        check(token)


@pytest.mark.parametrize(
    "keys", [{}, [], None, {"keys": []}, {"keys": [{}]}, {"keys": [published(OURS)] * 2}, {"keys": 5}]
)
def test_keys_that_are_none_are_refused(keys):
    with pytest.raises(OAuth2Error):
        check_id_token(make_token(), keys=keys, issuer="https://a.example", client_id="koers")


def test_a_key_for_something_else_signs_nothing():
    with pytest.raises(OAuth2Error):
        check(make_token(), {"keys": [published(OURS, use="enc")]})


@pytest.mark.parametrize(("subject", "comes_in"), [("x", True), ("somebody else", False), (None, False)])
def test_the_address_comes_from_the_user_page_where_the_token_has_none(host, rf, oddity, subject, comes_in):
    base, answers = oddity
    answers["/.well-known/openid-configuration"] = document(base, userinfo_endpoint=f"{base}/me")
    answers["/jwks_uri"] = {"keys": [published(OURS)]}
    answers["/me"] = {
        "sub": subject,
        "email": "x@noord.example",
        "email_verified": True,
        "iss": "https://evil.example",
    }
    row = SignOn.objects.create(organisation=host, issuer=base, client_id="koers", sealed_secret="s")
    way = OrganisationProvider(rf.get("/"), row).get_oauth2_adapter(rf.get("/"))
    response = {"id_token": make_token(iss=base)}
    if not comes_in:
        with pytest.raises(OAuth2Error):
            way.complete_login(rf.get("/"), way.provider.app, SocialToken(token="t"), response=response)
        return
    login = way.complete_login(rf.get("/"), way.provider.app, SocialToken(token="t"), response=response)
    assert Claims.of(login.told) == Claims(base, "x", "x@noord.example", True, "")


def test_a_subject_that_does_not_fit_is_told(host):
    add_domain(organisation=host, domain="noord.example", by=None)
    row = SignOn.objects.create(
        organisation=host, issuer="https://a.example", client_id="k", sealed_secret="s"
    )
    for subject in ("", "x" * (LONGEST_SUBJECT + 1)):
        claims = Claims("https://a.example", subject, "a@noord.example", True, "")
        with pytest.raises(ValidationError, match="wie je bent"):
            admit(sign_on=row, claims=claims)
