"""The world that is walked: the demo’s main programme, one that is empty, a concept, and a live evening."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.walk.brought import at_the_desk, card_found, weighed_themes

ROOT = Path(__file__).resolve().parent.parent.parent
ROLES = ("facilitator", "participant", "admin", "coach", "observer", "supporter", "client", "guest", "nobody")
"""Accounts of the demo; whoever sees a page first is its witness in the short walk."""
BARE = "Een traject dat net begint"


def settle(folder: Path, port: int) -> None:
    """Point this process, and those that it starts, at an empty world in ``folder``; before Django reads settings."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "build").mkdir(parents=True)
    (folder / "static").mkdir()
    (folder / "build" / "assets").symlink_to(ROOT / "var" / "build" / "assets")
    for name in (
        "DATABASE_URL",
        "REDIS_URL",
        "EMAIL_URL",
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "DEBUG",
        "MEDIA_ROOT",
        "KOERSWERK_STATE",
    ):
        os.environ.pop(name, None)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        DJANGO_ALLOW_ASYNC_UNSAFE="true",  # Playwright runs a loop of its own
        KOERSWERK_DEMO="1",
        KOERSWERK_TEST="1",
        KOERSWERK_VAR=str(folder),
        PORT=str(port),
        SITE_URL=f"http://127.0.0.1:{port}",
        LOG_LEVEL="ERROR",
    )


def build() -> dict[str, list[str]]:
    """Fill the world by the services that the screens use; returns addresses that one would not find, by role."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("demo", main_only=True, stdout=open(os.devnull, "w"))  # noqa: SIM115 - as long as the process
    _proposals()
    _photo()
    later = _evening_of_tonight()
    _edition()
    _second_factor()
    _second_administrator()
    _bare_programmes()
    nobody = [*_letters_about(later), *_personal_links(), *_door_of_tonight(), *at_the_desk(), *_days_asked()]
    _conference()
    facilitator = [_themes_weighed(), *_evening_off()]
    return {"nobody": nobody, "participant": [_own_idea()], "facilitator": facilitator}


def _person(role: str) -> Any:
    from accounts.models import User

    return User.objects.get(email=f"{role}@demo.example")


def _proposals() -> None:
    """A proposal that waits for a decision, one that has it, and one that is being written."""
    from core.clock import today
    from ideas.models import Cluster, Proposal
    from ideas.services.proposals import agree_proposal, begin_proposal
    from outcomes.services.results import record_decision

    facilitator = _person("facilitator")
    second = Proposal.objects.filter(agreed_at=None).select_related("team__programme", "programme")[0]
    agreed = agree_proposal(proposal=second, by=facilitator)
    record_decision(proposal=agreed, body="Gedeputeerde staten", decided_on=today(), by=facilitator)
    bundle = Cluster.objects.filter(proposals=None).select_related("team__programme", "programme")[0]
    begin_proposal(cluster=bundle, title="Een plan in de steigers", by=facilitator)


def _conference() -> None:
    """Two organisations; one endorses a point of the evening that runs, and everybody reads it. A shared task."""
    from outcomes.services.conference import add_body, add_point, note_endorsement, settle_endorsements
    from outcomes.services.regional import add_task
    from sessions.models import Session

    by = _person("facilitator")
    tonight = Session.objects.select_related("programme", "moment").filter(state="running").order_by("pk")[0]
    about = {"programme": tonight.programme, "by": by}
    speaker = tonight.programme.participations.get(person=_person("participant"), until=None)
    one = add_body(name="Gemeente Dalerend", speaker=speaker, capacity="wethouder", **about)
    add_body(name="Waterschap De Berkel", speaker_name="Bert de Wit", capacity="dijkgraaf", **about)
    point = add_point(evening=tonight, title="Wij bellen als het idee nog slecht is.", by=by)
    remark = "Ook als het nog geen plan heet."
    note_endorsement(point=point, body=one, stance="remark", remark=remark, by=by)
    settle_endorsements(evening=tonight, by=by)
    add_task(what="Eén tafel voor het peil", puller=one, evening=tonight, **about)


def _photo() -> None:
    """A photo with the draft of a participant's homework."""
    import io

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    from homework.models import Assignment
    from homework.services.submissions import add_picture, start_submission

    file = io.BytesIO()
    Image.new("RGB", (640, 480), "#8aa899").save(file, "PNG")
    participant = _person("participant")
    last = Assignment.objects.select_related("moment", "programme").order_by("-moment__at")
    open_now = next(one for one in last if not one.submissions.filter(author__person=participant).exists())
    draft = start_submission(assignment=open_now, by=participant)
    add_picture(
        submission=draft, upload=SimpleUploadedFile("hek.png", file.getvalue(), "image/png"), by=participant
    )


def _second_factor() -> None:
    """A passkey, an app with codes and recovery codes of a participant."""
    import json
    import time

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    from accounts.services.second_factor import add_app, add_passkey
    from tests.accounts.device import Device

    participant, secret = _person("participant"), "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    options = {"publicKey": {"user": {"id": "MQ"}, "rp": {"id": "127.0.0.1"}, "challenge": "MQ"}}
    credential = json.loads(Device().create(options))
    add_passkey(person=participant, credential=credential, name="Mijn telefoon", by=participant)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    add_app(person=participant, secret=secret, code=code, by=participant)


def _second_administrator() -> None:
    """Of two administrators one can be removed."""
    from accounts.models import Organisation
    from accounts.services.administrators import add_administrator

    by = _person("admin")
    host = Organisation.objects.get(admins__user=by)
    add_administrator(organisation=host, address="tweede@demo.example", by=by)


def _evening_of_tonight() -> Any:
    """Avond 3 runs, with ideas on the table; returns the evening after it."""
    from ideas.services.capture import capture_idea
    from sessions.models import Session
    from sessions.services.door import open_door
    from sessions.services.live import open_evening

    coming = (
        Session.objects.filter(state="planned").select_related("moment", "programme").order_by("moment__at")
    )
    tonight, later = coming[:2]
    open_door(evening=tonight, by=_person("facilitator"))
    open_evening(evening=tonight, by=_person("facilitator"))
    team = tonight.programme.teams.order_by("pk")[0]
    for text, who in (
        ("Een spreekuur op het erf.", "participant"),
        ("Begin bij wie er last van heeft.", "coach"),
    ):
        capture_idea(team=team, text=text, by=_person(who), evening=tonight)
    return later


def _door_of_tonight() -> list[str]:
    """A guest sits at the table of the first team of the evening that runs; returns what somebody finds at its door."""
    from django.urls import reverse

    from ideas.services.capture import capture_idea
    from sessions.models import Session
    from sessions.services.guests import claim_token, take_seat

    tonight = Session.objects.select_related("programme", "moment").exclude(door_code="").get()
    team = tonight.programme.teams.order_by("pk")[0]
    seat = take_seat(evening=tonight, name="Karin", team=team)
    guest = seat.participation
    capture_idea(team=team, text="Vraag de buren.", by=guest.person, author=guest, evening=tonight)
    return [
        reverse("evenings:join_evening", args=[tonight.door_code]),
        reverse("evenings:join_evening", args=["CCCCCC"]),
        reverse("evenings:claim", args=[claim_token(seat=seat)]),
        reverse("evenings:claim", args=["verlopen"]),
        card_found(tonight, _person("facilitator")),
    ]


def _letters_about(evening: Any) -> list[str]:
    """Links with which a participant answers for ``evening`` without signing in: a good one and a false one."""
    from django.urls import reverse

    from programmes.models import Participation
    from sessions.services.coming import answer_token

    participation = Participation.objects.get(
        programme=evening.programme, person=_person("participant"), until=None
    )
    tokens = (answer_token(evening=evening, participation=participation), "verlopen")
    return [reverse("evenings:answer_link", args=[token]) for token in tokens]


def _days_asked() -> list[str]:
    """Links with which somebody without an account says on which days an evening can be: a good one and a false one."""
    from django.urls import reverse

    from sessions.models import Asked
    from sessions.services.day_answers import answer_token

    guest = Asked.objects.select_related("poll").exclude(email="").first()
    tokens = (answer_token(guest) if guest else "", "verlopen")
    return [reverse("evenings:answer_days", args=[token]) for token in tokens]


def _evening_off() -> list[str]:
    """An evening that is off: its page, the one on which it takes place after all, and the days of another."""
    import datetime as dt

    from django.urls import reverse

    from core.clock import today
    from sessions.models import DatePoll
    from sessions.services.calling_off import call_off
    from sessions.services.planning import create_evening

    sought = DatePoll.objects.select_related("evening__programme").first()
    assert sought is not None
    off, other = (
        create_evening(
            programme=sought.programme,
            day=today() + dt.timedelta(days=days),
            clock=dt.time(19, 30),
            title=title,
            by=_person("facilitator"),
        )
        for days, title in ((40, "Werkbezoek aan de dijk"), (41, "Terugblik op de dijk"))
    )
    call_off(evening=off, reason="De dijk is afgesloten voor groot onderhoud.", by=_person("facilitator"))
    pages = (("evening", off), ("put_back", off), ("seek_day", other), ("call_off", other))
    return [reverse(f"evenings:{name}", args=[one.public_id]) for name, one in pages]


def _own_idea() -> str:
    """The page on which a participant changes an idea of their own, in a programme that still collects them."""
    from django.urls import reverse

    from ideas.services.capture import capture_idea
    from programmes.models import Participation
    from teams.services import place_participation

    here = Participation.objects.select_related("programme").get(
        programme__name=BARE, person=_person("participant")
    )
    team = here.programme.teams.order_by("pk")[0]
    place_participation(participation=here, team=team, role=here.role, by=_person("facilitator"))
    idea = capture_idea(team=team, text="Begin met koffie.", by=_person("participant"))
    return reverse("ideas:edit", args=[idea.public_id])


def _themes_weighed() -> str:
    """In the programme that has just begun, themes were named and weighed; returns where teams come of them."""
    from programmes.models import Programme

    bare = Programme.objects.select_related("phase").get(name=BARE)
    return weighed_themes(bare, _person("facilitator"), _person("participant"))


def _edition() -> None:
    """An edition of the koersdocument, with its file."""
    from core import background
    from programmes.models import Programme
    from reports.koersdocument.enums import EditionState
    from reports.koersdocument.services.publishing import publish_edition

    programme = Programme.objects.order_by("pk")[0]
    publish_edition(
        koersdocument=programme.koersdocument,
        state=EditionState.CONCEPT,
        by=_person("admin"),
    )
    background.pick_up()


def _bare_programmes() -> None:
    """Two more programmes of the same people: one that began a minute ago, and one that is still being set up."""
    from core.clock import today
    from programmes.models import Participation, Programme
    from programmes.services.programmes import create_programme, start_programme

    busy = Programme.objects.order_by("pk")[0]
    for name, starts in ((BARE, True), ("Een plan", False)):
        bare = create_programme(
            blueprint_key="theme_teams",
            name=name,
            question="Wat kan eenvoudiger?",
            client=busy.client,
            host=busy.host,
            mandate="",
            starts_on=today(),
            themes=["Water", "Wonen"],
            by=_person("facilitator"),
        )
        if starts:
            start_programme(programme=bare, by=_person("facilitator"))
            for role in ROLES[1:-1]:
                if role not in {"admin", "guest"}:
                    person = _person(role)
                    Participation.objects.create(programme=bare, person=person, role=role)


def _personal_links() -> list[str]:
    """Links that let somebody in: one that works, one that has been used, one that is too old, one that never was."""
    from urllib.parse import urlsplit

    from django.urls import reverse

    from accounts.models import PersonalLink
    from accounts.services.links import make_personal_link
    from core.clock import now
    from outbox.services.mail import decline_url

    person = _person("participant")
    links = [urlsplit(make_personal_link(user=person, leads_to="/programmes/")).path for _ in range(3)]
    used, old = PersonalLink.objects.order_by("-pk")[:2]
    PersonalLink.objects.filter(pk=used.pk).update(used_at=now(), expires_at=now())
    PersonalLink.objects.filter(pk=old.pk).update(expires_at=now())
    return [
        *links,
        reverse("accounts:personal_link", args=["nooit-geweest"]),
        urlsplit(decline_url(person)).path,
        reverse("outbox:decline", args=["verlopen"]),
    ]


@contextmanager
def served(port: int, log: Path) -> Iterator[None]:
    """A web process of the product on this world."""
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "config.asgi:application",
        "--port",
        str(port),
        "--no-access-log",
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--timeout-graceful-shutdown", "1"], cwd=ROOT, stdout=output, stderr=output
        )
    health = f"http://127.0.0.1:{port}/health/"
    try:
        for _attempt in range(600):
            if process.poll() is not None:
                raise SystemExit(f"The server stopped: {log.read_text()[-2000:]}")
            try:
                urllib.request.urlopen(health, timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
