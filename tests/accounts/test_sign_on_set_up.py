"""Setting up the sign-on of an organisation, and what we ask of servers elsewhere."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, MailDomain, SignOn
from accounts.services import outside
from accounts.services.domains import add_domain
from accounts.services.outside import OutsideSession, may_ask
from accounts.services.sign_on import read_provider, set_sign_on, switch_sign_on
from core.sealing import unseal
from tests import makers
from tests.accounts.provider import Provider, run_provider


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """One provider for all."""
    with run_provider() as running:
        yield running


@pytest.fixture
def host(db):
    return makers.make_organisation(name="Provincie Noord")


@pytest.fixture
def admin(host):
    browser = Client()
    browser.force_login(makers.make_admin(host, makers.make_person(email="anneke@noord.example")))
    return browser


def address(name, organisation, *more):
    return reverse(f"accounts:{name}", args=[organisation.public_id, *more])


class Oddity(BaseHTTPRequestHandler):
    """Answers what the test says."""

    answers: dict[str, Any] = {}

    def do_GET(self) -> None:
        answer = self.answers.get(self.path)
        if callable(answer):
            answer(self)
            return
        body = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
        self.send_response(404 if answer is None else 200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def oddity() -> Iterator[tuple[str, dict[str, Any]]]:
    """The address of a server, and what it answers by path."""
    Oddity.answers = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Oddity)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", Oddity.answers
    server.shutdown()
    server.server_close()


# ---- the screen ------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_an_administrator_opens_both_doors_and_closes_them(host, admin, provider):
    page = admin.get(address("organisation_sign_on", host)).content.decode()
    assert f"http://testserver{address('sign_on_back', host)}" in page
    assert admin.post(address("add_domain", host), {"domain": "noord.example"}).status_code == 303
    typed = {"issuer": f"{provider.issuer}/", "client_id": "koers", "secret": " heel geheim "}
    assert admin.post(address("organisation_sign_on", host), typed).status_code == 303
    row = SignOn.objects.get()
    assert (row.issuer, row.client_id, row.is_on) == (provider.issuer, "koers", False)
    assert "geheim" not in row.sealed_secret
    assert unseal(row.sealed_secret) == "heel geheim"
    page = admin.get(address("organisation_sign_on", host)).content.decode()
    assert "geheim " not in page
    assert "staat uit" in page
    assert admin.post(address("open_sign_on", host)).status_code == 303
    assert (
        f"http://testserver{address('sign_on_door', host)}"
        in admin.get(address("organisation_sign_on", host)).content.decode()
    )
    assert admin.post(address("close_sign_on", host)).status_code == 303
    assert admin.post(address("remove_domain", host), {"domain": "noord.example"}).status_code == 303
    assert not SignOn.objects.get().is_on
    assert not MailDomain.objects.exists()
    verbs = AuditEntry.objects.filter(scope=host.scope).order_by("pk").values_list("verb", flat=True)
    assert [verb.removeprefix("accounts.") for verb in verbs] == [
        "domain_added", "sign_on_set", "sign_on_switched_on", "sign_on_switched_off", "domain_removed",
    ]  # fmt: skip
    assert "geheim" not in str(AuditEntry.objects.values())


def test_an_empty_secret_keeps_the_one_there_is_for_the_same_provider_alone(host, admin, provider):
    admin.post(
        address("organisation_sign_on", host),
        {"issuer": provider.issuer, "client_id": "een", "secret": "geheim"},
    )
    again = {"issuer": provider.issuer, "client_id": "twee", "secret": ""}
    assert admin.post(address("organisation_sign_on", host), again).status_code == 303
    assert (SignOn.objects.get().client_id, unseal(SignOn.objects.get().sealed_secret)) == ("twee", "geheim")
    other = {**again, "issuer": "http://127.0.0.1:9/elders"}
    answer = admin.post(address("organisation_sign_on", host), other)
    assert answer.status_code == 422
    assert "geheim in dat bij deze aanbieder" in answer.content.decode()


def test_a_provider_that_is_not_there_is_told_beside_its_field_and_what_was_typed_stays(host, admin):
    typed = {"issuer": "http://127.0.0.1:9/", "client_id": "koers", "secret": "heel-geheim"}
    answer = admin.post(address("organisation_sign_on", host), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "antwoordt niets" in page
    assert 'value="koers"' in page
    assert "heel-geheim" not in page
    assert not SignOn.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"issuer": "x" * 300, "client_id": "k", "secret": "s"},
        {"issuer": "\x00", "client_id": "", "secret": "s"},
    ],
)
def test_a_form_that_cannot_be_is_told(host, admin, data):
    assert admin.post(address("organisation_sign_on", host), data).status_code == 422


def test_it_is_not_switched_on_without_a_provider_or_a_domain(host, admin, provider):
    answer = admin.post(address("open_sign_on", host))
    assert answer.status_code == 422
    assert "welke aanbieder" in answer.content.decode()
    set_sign_on(
        organisation=host, issuer=provider.issuer, client_id="k", secret="s", by=host.admins.get().user
    )
    answer = admin.post(address("open_sign_on", host))
    assert "maildomein" in answer.content.decode()
    assert not SignOn.objects.get().is_on


@pytest.mark.parametrize("wrong", ["", "gmail.com", "zuid.example", "x" * 400, "\x00"])
def test_a_domain_that_cannot_be_is_told(host, admin, wrong):
    answer = admin.post(address("add_domain", host), {"domain": wrong})
    assert answer.status_code in {400, 422}
    assert not MailDomain.objects.exists()


@pytest.mark.parametrize("person", ["facilitator", "outsider"])
def test_nobody_else_sets_it_up(cast, person):
    assert cast.client(person).get(address("organisation_sign_on", cast.host)).status_code == 404
    for name in ("organisation_sign_on", "open_sign_on", "close_sign_on", "add_domain", "remove_domain"):
        assert cast.client(person).post(address(name, cast.host)).status_code == 404


# ---- what a provider says of itself ----------------------------------------------------------------------------


def document(base, **changes):
    told = {name: f"{base}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    return {"issuer": base, **told, **changes}


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (None, "geen aanbieder"),
        ("<html>", "geen aanbieder"),
        ([], "geen aanbieder"),
        ({"issuer": 5}, "geen aanbieder"),
        ({"token_endpoint": None}, "geen aanbieder"),
        ({"issuer": "https://evil.example"}, "https://evil.example"),
        ({"token_endpoint": "ftp://a.example/"}, "niet met https"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "niet met https"),
    ],
)
def test_what_is_no_provider_is_told(oddity, answer, sentence):
    base, answers = oddity
    told = document(base, **answer) if isinstance(answer, dict) else answer
    answers["/.well-known/openid-configuration"] = told
    with pytest.raises(ValidationError, match=sentence):
        read_provider(base)


def test_the_whole_address_of_the_document_will_do_too(oddity):
    base, answers = oddity
    answers["/.well-known/openid-configuration"] = document(base)
    assert read_provider(f"{base}/.well-known/openid-configuration")["issuer"] == base


def test_an_answer_that_never_ends_or_sends_us_on_is_given_up(oddity, monkeypatch):
    base, answers = oddity
    monkeypatch.setattr(outside, "LARGEST", 50_000)
    monkeypatch.setattr(outside, "LONGEST", 0.5)

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b" " * 200_000)

    def dripping(handler):
        handler.send_response(200)
        handler.end_headers()
        for _drop in range(40):
            handler.wfile.write(b" " * 16 * 1024 if _drop == 0 else b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    def onward(handler):
        handler.send_response(302)
        handler.send_header("Location", "/elsewhere")
        handler.end_headers()

    answers.update(
        {"/endless": endless, "/dripping": dripping, "/onward": onward, "/elsewhere": {"here": True}}
    )
    with OutsideSession() as session:
        for path in ("/endless", "/dripping"):
            with pytest.raises(requests.RequestException):
                session.get(base + path)
        assert session.get(f"{base}/onward").status_code == 302


# ---- not inside ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://login.example.org/", "https://localhost/", "https://127.0.0.1/", "https://127.1/", "https://0x7f.1/",
        "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://10.0.0.1/", "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/", "https://[fd00::1]/", "https://user:pass@1.1.1.1/",
        "https://redis/", "ftp://1.1.1.1/", "file:///etc/passwd", "https://1.1.1.1:99999/", "https://", "//1.1.1.1/",
        "https://0.0.0.0/", "https://[::]/", "https://100.64.0.1/", "javascript:alert(1)", "https://[x/",
    ],
)  # fmt: skip
def test_no_address_inside_is_asked(settings, url):
    settings.SIGN_ON_INSIDE = False
    assert not may_ask(url)
    with pytest.raises(ValidationError, match="https"):
        read_provider(url)


def test_a_public_address_may_be_asked(settings):
    settings.SIGN_ON_INSIDE = False
    assert may_ask("https://1.1.1.1/x")


def test_a_name_that_comes_out_inside_after_all_is_hung_up_on(settings, monkeypatch):
    """A name can mean one address when it is looked at, and another when it is called."""
    settings.SIGN_ON_INSIDE = False
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def listen():
            connection, _peer = listener.accept()
            heard.append(connection.recv(100))
            connection.close()

        ear = threading.Thread(target=listen)
        ear.start()
        looked_up = socket.getaddrinfo
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda host, *more, **how: looked_up("127.0.0.1", *more, **how)
        )
        with OutsideSession() as session, pytest.raises(requests.RequestException):
            session.get(f"https://login.example.org:{port}/")
        ear.join(10)
    assert heard == [b""]


def test_switching_twice_is_written_once(host, provider):
    by = makers.make_admin(host)
    add_domain(organisation=host, domain="noord.example", by=None)
    set_sign_on(organisation=host, issuer=provider.issuer, client_id="k", secret="s", by=by)
    for _twice in range(2):
        switch_sign_on(organisation=host, on=True, by=by)
    assert AuditEntry.objects.filter(verb="accounts.sign_on_switched_on").count() == 1
