"""An organisation chooses its house style, and its pages wear it."""

import io
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from fontTools.ttLib import TTFont
from PIL import Image

from accounts.enums import Look
from accounts.models import AuditEntry, OrganisationStyle
from accounts.queries.house_style import house_style_of
from accounts.services import house_style as services
from core import fonts

FONT = Path(settings.VAR_DIR) / "build" / "assets" / "fonts" / "fira-sans.woff2"
THEME = json.dumps(
    {"utrecht": {"link": {"color": {"$value": "#0a6e4f"}}, "button": {"border-radius": {"$value": "2rem"}}}}
).encode()


def upload(data: bytes, name: str = "file") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def logo(kind: str = "PNG", size: tuple[int, int] = (1600, 400)) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", size, (10, 110, 79, 0)).convert("RGB" if kind == "JPEG" else "RGBA").save(out, kind)
    return out.getvalue()


@pytest.fixture
def host(cast):
    return cast.host


@pytest.fixture
def by(cast):
    return cast["administrator"]


@pytest.fixture
def admin(cast):
    return cast.client("administrator")


def address(host, name="house_style", *args):
    return reverse(f"accounts:{name}", args=[host.public_id, *args])


def first(pattern: str, text: str) -> str:
    """What the group of ``pattern`` finds first in ``text``."""
    found = re.search(pattern, text)
    assert found, pattern
    return found[1]


def sheet_in(page: str) -> str | None:
    found = re.search(r'<link rel="stylesheet" href="(/house-style/[^"]+\.css)">', page)
    return found[1] if found else None


# ---- who -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["facilitator", "participant", "client", "outsider"])
def test_nobody_but_an_administrator_finds_the_screen(cast, host, person):
    browser = cast.client(person)
    assert browser.get(address(host)).status_code == 404
    assert browser.post(address(host, "house_wear", Look.VOORBEELD)).status_code == 404
    assert browser.get(address(host, "house_sample", Look.VOORBEELD, "x")).status_code == 404
    assert not OrganisationStyle.objects.exists()


def test_the_page_of_the_organisation_leads_there(host, admin):
    assert address(host) in admin.get(address(host, "organisation")).content.decode()


# ---- choosing --------------------------------------------------------------------------------------------------------


def test_a_look_is_judged_before_it_is_worn(cast, host, admin):
    page = admin.get(address(host), {"look": Look.MOOI_EN_ANDERS}).content.decode()
    assert "#3273ab" in page  # the link colour of the theme, which was moved
    sample = first(r'href="([^"]+/sample/[^"]+\.css)"', page)
    css = admin.get(sample)
    assert css["Content-Type"] == "text/css; charset=utf-8"
    assert ".kw-sample__page {" in css.content.decode()
    assert ":root" not in css.content.decode()
    assert house_style_of(host.pk) is None


def test_htmx_gets_the_cards_and_the_sample_alone(host, admin):
    part = admin.get(address(host), {"look": Look.VOORBEELD}, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith("<div")
    assert "#5115ef" in part


def test_a_worn_look_dresses_the_pages_of_its_programmes_and_nobody_elses(cast, host, admin):
    assert admin.post(address(host, "house_wear", Look.MOOI_EN_ANDERS)).status_code == 303
    page = reverse("overviews:programme", args=[cast.programme.public_id])
    sheet = sheet_in(cast.client("participant").get(page).content.decode())
    css = Client().get(sheet)
    assert "--kw-fill: light-dark(#8a3a9f" in css.content.decode()
    assert "immutable" in css["Cache-Control"]
    elsewhere = cast["outsider"].participations.get().programme
    page = reverse("overviews:programme", args=[elsewhere.public_id])
    assert sheet_in(cast.client("outsider").get(page).content.decode()) is None


def test_a_page_of_ones_own_wears_the_style_of_ones_own_organisation(cast, host, by):
    services.wear_look(organisation=host, look=Look.VOORBEELD, by=by)
    person = cast["participant"]
    person.organisation = host
    person.save()
    assert sheet_in(cast.client("participant").get(reverse("overviews:mine")).content.decode())
    assert sheet_in(cast.client("coach").get(reverse("overviews:mine")).content.decode()) is None


def test_what_changes_gets_another_address_and_an_old_one_is_not_kept(cast, host, by):
    services.wear_look(organisation=host, look=Look.VOORBEELD, by=by)
    page = reverse("overviews:programme", args=[cast.programme.public_id])
    old = sheet_in(cast.client("facilitator").get(page).content.decode())
    services.wear_look(organisation=host, look=Look.MOOI_EN_ANDERS, by=by)
    new = sheet_in(cast.client("facilitator").get(page).content.decode())
    assert old != new
    assert Client().get(old)["Cache-Control"] == "no-cache"


def test_back_to_koerswerk_is_one_press_and_can_be_undone(cast, host, admin):
    admin.post(address(host, "house_wear", Look.VOORBEELD))
    answer = admin.post(address(host, "house_off"), follow=True)
    assert house_style_of(host.pk) is None
    assert sheet_in(answer.content.decode()) is None
    assert address(host, "house_wear", Look.VOORBEELD) in answer.content.decode()  # the toast undoes it
    assert {entry.verb for entry in AuditEntry.objects.all()} >= {
        "accounts.house_style_worn",
        "accounts.house_style_taken_off",
    }


def test_a_page_costs_at_most_one_query_more(cast, host, by, flat_queries):
    page = reverse("overviews:programme", args=[cast.programme.public_id])
    flat_queries(
        cast.client("participant"), page,
        lambda: services.wear_look(organisation=host, look=Look.VOORBEELD, by=by), 40,
    )  # fmt: skip


# ---- a theme of one's own --------------------------------------------------------------------------------------------


def test_an_uploaded_theme_is_shown_first_and_worn_when_that_is_pressed(host, admin):
    answer = admin.post(
        address(host, "house_theme"), {"name": "Veenrode", "theme": upload(THEME, "veenrode.json")}
    )
    assert answer["Location"].endswith("?look=own#look")
    assert "Veenrode" in admin.get(answer["Location"]).content.decode()
    assert house_style_of(host.pk) is None
    admin.post(address(host, "house_wear", Look.OWN))
    style = house_style_of(host.pk)
    assert (style.name, style.light.accent) == ("Veenrode", "#0a6e4f")
    assert style.shapes == {"utrecht-button-border-radius": "2rem"}


def test_a_theme_with_a_fault_is_not_kept_and_the_fault_stands_beside_the_field(host, admin):
    bad = json.dumps({"utrecht": {"link": {"color": {"$value": "blue-ish"}}}}).encode()
    answer = admin.post(address(host, "house_theme"), {"name": "x", "theme": upload(bad, "x.json")})
    assert answer.status_code == 422
    assert re.search("utrecht.link.color: [^<]*.blue-ish.", answer.content.decode())
    assert not OrganisationStyle.objects.exists()


def test_an_own_theme_that_is_not_there_cannot_be_worn(host, by):
    with pytest.raises(ValidationError):
        services.wear_look(organisation=host, look=Look.OWN, by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationStyle.objects.create(organisation=host, worn=True, look=Look.OWN)


# ---- logo and fonts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_a_logo_is_painted_anew_and_stands_in_the_bar(cast, host, admin, kind):
    admin.post(address(host, "house_logo"), {"logo": upload(logo(kind)), "alt": "Provincie Utrecht"})
    row = OrganisationStyle.objects.get()
    assert (row.logo_width, row.logo_height) == (800, 200)
    page = cast.client("participant").get(reverse("overviews:programme", args=[cast.programme.public_id]))
    src = first(r'<img class="kw-bar__logo" src="([^"]+)" alt="Provincie Utrecht">', page.content.decode())
    answer = Client().get(src)
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(answer.getvalue())).mode == "RGBA"


def test_a_drawing_is_refused_as_a_logo(host, admin):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    answer = admin.post(address(host, "house_logo"), {"logo": upload(svg, "logo.svg"), "alt": "x"})
    assert answer.status_code == 422
    assert not OrganisationStyle.objects.exists()


def test_a_logo_that_goes_takes_its_file_along(host, by, django_capture_on_commit_callbacks):
    services.change_logo(organisation=host, upload=upload(logo()), alt="x", by=by)
    name = OrganisationStyle.objects.get().logo.name
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_logo(organisation=host, by=by)
    assert not default_storage.exists(name)
    assert Client().get(reverse("accounts:house_file", args=[name.split("/")[-1]])).status_code == 404


def test_a_font_of_ones_own_shows_in_the_sheet(cast, host, admin, by):
    services.wear_look(organisation=host, look=Look.VOORBEELD, by=by)
    admin.post(
        address(host, "house_font", "heading"),
        {"heading-family": "", "heading-file": upload(FONT.read_bytes())},
    )
    style = house_style_of(host.pk)
    assert style.heading_font.family == "Fira Sans"
    page = cast.client("facilitator").get(reverse("overviews:programme", args=[cast.programme.public_id]))
    css = Client().get(sheet_in(page.content.decode())).content.decode()
    url = first(r'@font-face\{font-family:"Fira Sans";src:url\("(/house-style/files/[^"]+)"\)', css)
    assert Client().get(url)["Content-Type"] == "font/woff2"
    assert '--kw-font-display: "Fira Sans", ' in css
    admin.post(address(host, "house_font", "heading"), {"heading-family": "Noto Sans"})
    assert house_style_of(host.pk).heading_font == type(style.heading_font)("Noto Sans")


def _restricted() -> bytes:
    font = TTFont(io.BytesIO(FONT.read_bytes()))
    font["OS/2"].fsType = 2
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def test_what_is_no_font_or_may_not_be_used_is_refused(host, by, monkeypatch):
    whole = FONT.read_bytes()
    for bad in (b"", b"wOF2", b"OTTO" + whole[4:], whole[:3000], whole[:48] + bytes(3000), _restricted()):
        with pytest.raises(ValidationError):
            services.change_font(organisation=host, place="body", family="", upload=upload(bad), by=by)
    monkeypatch.setattr(fonts, "LARGEST_UNPACKED", 10_000)  # what a bomb would do
    with pytest.raises(ValidationError):
        services.change_font(organisation=host, place="body", family="", upload=upload(whole), by=by)
    assert not OrganisationStyle.objects.exists()


def test_a_family_that_the_product_has_not_got_is_refused(host, by):
    with pytest.raises(ValidationError):
        services.change_font(organisation=host, place="body", family='x";}', upload=None, by=by)
