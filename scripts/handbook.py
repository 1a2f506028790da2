"""The pictures of the handbook, made anew from the demo: they show what the product looks like today.

    python -m scripts.handbook [NAME …]     makes all pictures, or those whose name begins with NAME

The demo is built in a folder of its own at a fixed day, so that pictures change only where screens change.
"""

import io
import logging
import os
import random
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import time_machine
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "handleiding" / "pictures"
WORLD = ROOT / "var" / "handbook"
PORT = int(os.environ.get("HANDBOOK_PORT", "8090"))
TODAY = datetime(2027, 4, 26, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
PHONE: ViewportSize = {"width": 390, "height": 780}
LAPTOP: ViewportSize = {"width": 1280, "height": 860}
DESK: ViewportSize = {"width": 1440, "height": 960}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its file's name, whose screen it is, and where."""

    name: str
    who: str
    address: str
    screen: ViewportSize
    paste: str = ""
    """What to type into the page's first text area, and send, before the picture is taken."""


PEOPLE = """Tessel Hoogland, t.hoogland@utrecht.example, Provincie Utrecht
Sjoerd Hofstee <s.hofstee@overijssel.example>
g.heezemans@brabant.example; Guus Heezemans; Provincie Noord-Brabant
Lotte van Es, l.vanes@"""

BY_DAY = (
    Shot("inloggen", "", "/sign-in/", {"width": 390, "height": 500}),  # above the accounts of the demo
    Shot("over-jou", "participant", "/me/", PHONE),
    Shot("mijn-trajecten", "participant", "/programmes/", PHONE),
    Shot("traject", "facilitator", "/programmes/{programme}/", LAPTOP),
    Shot("traject-vraag", "facilitator", "/programmes/new/", LAPTOP),
    Shot("planning", "facilitator", "/programmes/{programme}/plan/", LAPTOP),
    Shot("fase", "facilitator", "/programmes/{programme}/plan/phases/3/", PHONE),
    Shot("afsluiten", "facilitator", "/programmes/{programme}/close/", LAPTOP),
    Shot("mensen", "facilitator", "/programmes/{programme}/people/", LAPTOP),
    Shot("mensen-uitnodigen", "facilitator", "/programmes/{programme}/people/invite/", LAPTOP, paste=PEOPLE),
    Shot("draaiboek", "facilitator", "/evenings/{evening}/draaiboek/", LAPTOP),
    Shot("huiswerk-inleveren", "participant", "/homework/{assignment}/hand-in/", PHONE),
    Shot("huiswerk-wie", "facilitator", "/homework/{handed_in}/", LAPTOP),
    Shot("berichten", "facilitator", "/programmes/{programme}/messages/", LAPTOP),
    Shot("ideeen", "facilitator", "/programmes/{programme}/ideas/", LAPTOP),
    Shot("bundels", "coach", "/teams/{team}/bundles/", LAPTOP),
    Shot("voorstel", "client", "/proposals/{proposal}/", LAPTOP),
    Shot("besluiten", "client", "/programmes/{programme}/results/", LAPTOP),
    Shot("koersdocument", "facilitator", "/programmes/{programme}/koersdocument/", DESK),
    Shot("hoe-anderen-je-zien", "participant", "/participations/{participation}/consent/", PHONE),
    Shot("veiligheid", "participant", "/me/security/", PHONE),
    Shot("doelen", "facilitator", "/programmes/{programme}/goals/", LAPTOP),
    Shot("blinde-vlekken", "facilitator", "/programmes/{programme}/blind-spots/", LAPTOP),
    Shot("thema-noemen", "participant", "/programmes/{mapped}/themes/", PHONE),
    Shot("vraagstukken", "admin", "/intakes/{intake}/questions/", LAPTOP),
    Shot("wie-deed-wat", "facilitator", "/programmes/{programme}/trail/", LAPTOP),
    Shot("trajecten-beheerder", "admin", "/programmes/", LAPTOP),
    Shot("huisstijl", "admin", "/organisations/{organisation}/house-style/", LAPTOP),
)
IN_THE_EVENING = (
    Shot("bediening", "facilitator", "/evenings/{evening}/live/", LAPTOP),
    Shot("muur", "facilitator", "/evenings/{evening}/wall/", LAPTOP),
    Shot("nieuw-idee", "participant", "/programmes/{programme}/ideas/new/", PHONE),
    Shot("stippen", "participant", "/rounds/{round}/", PHONE),
)


def find_places() -> dict[str, str]:
    """The public ids that stand in the addresses of the pictures."""
    from accounts.models import Organisation
    from homework.models import Assignment
    from ideas.models import Proposal
    from programmes.models import Intake, Programme
    from sessions.models import Session

    programme = Programme.objects.earliest("pk")
    homework = list(Assignment.objects.filter(programme=programme).order_by("moment__at"))
    places: dict[str, Any] = {
        "programme": programme,
        "organisation": Organisation.objects.get(pk=programme.host_id),
        "team": programme.teams.order_by("pk")[0],
        "evening": Session.objects.filter(programme=programme, state="planned").order_by("moment__at")[0],
        "participation": programme.participations.get(person__email="participant@demo.example"),
        "mapped": Programme.objects.filter(theme_rounds__isnull=False).latest("pk"),
        "intake": Intake.objects.get(organisation_id=programme.host_id),
        "handed_in": homework[1],
        "assignment": homework[2],
        "proposal": Proposal.objects.exclude(agreed_at=None).order_by("pk")[0],
    }
    return {name: place.public_id for name, place in places.items()}


def begin_evening() -> str:
    """Open the next evening with some ideas on the table, and a round of dots; returns the round's public id."""
    from accounts.models import User
    from ideas.services.capture import capture_idea
    from ideas.services.rounds import open_round
    from sessions.models import Session
    from sessions.services.live import go_next, open_evening

    facilitator = User.objects.get(email="facilitator@demo.example")
    evening = Session.objects.filter(state="planned").select_related("moment", "programme")
    tonight = open_evening(evening=evening.order_by("moment__at")[0], by=facilitator)
    for _block in range(2):
        tonight = go_next(evening=tonight, seen=tonight.current_item, reveal=False, by=facilitator)
    team = tonight.programme.teams.order_by("pk")[0]
    for text, who in (
        ("Een spreekuur op het erf, elke eerste dinsdag.", "participant"),
        ("Begin bij wie er last van heeft.", "coach"),
        ("Laat de beheerder zelf vertellen wat er groeit.", "participant"),
    ):
        author = tonight.programme.participations.get(person__email=f"{who}@demo.example")
        capture_idea(team=team, text=text, by=author.person, author=author, evening=tonight)
    voting = open_round(team=team, title="Waar gaan wij mee verder?", budget=5, by=facilitator)
    return voting.public_id


@contextmanager
def served() -> Iterator[str]:
    """The product, answering in a thread of this process, whose clock we set; gives its address."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    server = ThreadedWSGIServer(("127.0.0.1", PORT), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    logging.getLogger("django.server").setLevel(logging.ERROR)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{PORT}"
    server.shutdown()


def sign_in(who: str) -> str:
    """A cookie for the demo's account of ``who``; made without the form, which allows few tries a minute."""
    from django.test import Client

    from accounts.models import User

    client = Client()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(User.objects.get(email=f"{who}@demo.example"), backend=backend)
    return client.cookies["kw_session"].value


def open_page(browser: Browser, shot: Shot, url: str, at: datetime) -> Page:
    """A page on the device of ``shot``, signed in, its clock at ``at``."""
    phone = shot.screen["width"] == PHONE["width"]
    context = browser.new_context(
        viewport=shot.screen,
        device_scale_factor=1.5 if phone else 1,
        has_touch=phone,
        is_mobile=phone,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        color_scheme="light",
        reduced_motion="reduce",
    )
    if shot.who:
        context.add_cookies([{"name": "kw_session", "value": sign_in(shot.who), "url": url}])
    page = context.new_page()
    page.clock.set_fixed_time(at)
    return page


def take(browser: Browser, shot: Shot, url: str, places: dict[str, str], at: datetime) -> None:
    """Make the picture of ``shot``, as WebP."""
    page = open_page(browser, shot, url, at)
    answer = page.goto(url + shot.address.format_map(places), wait_until="load")
    if answer is None or not answer.ok:
        raise SystemExit(f"{shot.name}: {page.url} does not answer as it should")
    if shot.paste:
        area = page.locator("main textarea").first
        area.fill(shot.paste)
        with page.expect_response(lambda response: response.request.method == "POST"):
            area.locator("xpath=ancestor::form").get_by_role("button").last.click()
        page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
    picture.convert("RGB").save(PICTURES / f"{shot.name}.webp", quality=82, method=6)
    page.context.close()


def main(names: list[str]) -> None:
    """Build the demo, by day and in the evening, and take the pictures whose name begins with one of ``names``."""
    from tests.walk.world import settle

    settle(WORLD, PORT)
    PICTURES.mkdir(exist_ok=True)
    wanted = tuple(names) or ("",)
    with ExitStack() as stack:
        clock = stack.enter_context(time_machine.travel(TODAY, tick=True))
        import django

        django.setup()
        # An id stands in the code on the wall.
        stack.enter_context(mock.patch("core.identifiers.secrets", random.Random(4)))  # noqa: S311
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("demo", main_only=True, stdout=io.StringIO())
        places = find_places()
        url = stack.enter_context(served())
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--lang=nl"]
        )
        for shot in BY_DAY:
            if shot.name.startswith(wanted):
                take(browser, shot, url, places, TODAY)
        from sessions.models import Session

        tonight = Session.objects.select_related("moment").get(public_id=places["evening"]).moment.at
        clock.move_to(tonight + timedelta(minutes=20), tick=False)
        places["round"] = begin_evening()
        for shot in IN_THE_EVENING:
            if shot.name.startswith(wanted):
                take(browser, shot, url, places, tonight + timedelta(minutes=20))
        browser.close()
    sizes = {file.name: file.stat().st_size for file in PICTURES.glob("*.webp")}
    print(
        f"{len(sizes)} pictures, {sum(sizes.values()) // 1024} kB, the largest {max(sizes.values()) // 1024} kB"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
