"""The mail of a programme wears what its host wears: the colours of its house style, all of them readable."""

import re
from xml.etree.ElementTree import Element

import html5lib
import pytest

from accounts.enums import Look
from accounts.queries.house_style import house_style_of
from accounts.services.house_style import take_off_look, wear_look
from core.colour import contrast
from core.templatetags.kw_mail import COLOURS
from outbox.models import Message
from outbox.services.kinds import kind_of
from outbox.services.mail import write_mail
from outbox.services.post import write_part, write_post
from tests import makers
from tests.conftest import Cast
from tests.outbox.test_mail_looks import html_of, letters, write

pytestmark = pytest.mark.django_db

OPEN = [Look.VOORBEELD, Look.MOOI_EN_ANDERS]
"""The two open themes of NL Design System."""


def unreadable(element: Element, ground: str = "", ink: str = "") -> list[str]:
    """The words in ``element`` whose colour stands too near to what is behind them, by day."""
    if not isinstance(element.tag, str) or element.get("class") == "preheader":
        return []
    style = element.get("style", "")
    for name, value in re.findall(r"(?:^|;)(background-color|color):(#\w{6})", style):  # the last one counts
        ground, ink = (value, ink) if name == "background-color" else (ground, value)
    own = (element.text or "").strip()
    bad = [f"{own!r}: {ink} on {ground}"] if own and ground and contrast(ink, ground) < 4.5 else []
    return bad + [one for child in element for one in unreadable(child, ground, ink)]


def body_of(html: str) -> Element:
    body = html5lib.parse(html, namespaceHTMLElements=False).find("body")
    assert body is not None
    return body


@pytest.mark.parametrize("look", OPEN)
def test_a_mail_wears_the_house_style_of_the_host(cast: Cast, look: Look) -> None:
    wear_look(organisation=cast.host, look=look, by=cast["administrator"])
    style = house_style_of(cast.host.pk)
    assert style
    html = html_of(write("evening_reminder", "nl", cast))
    assert f'border="0" bgcolor="{style.light.paper}"' in html
    assert f'class="go" align="center" bgcolor="{style.light.fill}"' in html
    assert f"background-color: {style.dark.fill} !important" in html
    assert COLOURS[cast.programme.accent].accent not in html
    assert unreadable(body_of(html)) == []


def test_without_a_house_style_a_mail_has_the_colour_of_its_programme(cast: Cast) -> None:
    plain = html_of(write("evening_reminder", "nl", cast))
    assert COLOURS[cast.programme.accent].accent in plain
    assert unreadable(body_of(plain)) == []
    wear_look(organisation=cast.host, look=Look.VOORBEELD, by=cast["administrator"])
    take_off_look(organisation=cast.host, by=cast["administrator"])
    row = Message.objects.get(kind="evening_reminder")
    assert COLOURS[cast.programme.accent].accent in html_of(write_mail(row, kind_of(row.kind)))


def test_words_that_cannot_be_read_are_found() -> None:
    html = (
        '<div style="color:#000000;background-color:#ffffff"><p>er</p><p style="color:#eeeeee">weg</p></div>'
    )
    assert unreadable(body_of(html)) == ["'weg': #eeeeee on #ffffff"]


def test_a_code_for_signing_in_is_from_koerswerk_whatever_a_host_wears(cast: Cast) -> None:
    wear_look(organisation=cast.host, look=Look.VOORBEELD, by=cast["administrator"])
    row = Message(kind="sign_in_code", recipient="a@example.org", subject="Code", body="Dag", language="nl")
    html = html_of(write_mail(row, kind_of(row.kind), secret="482913"))
    assert f'bgcolor="{COLOURS["water"].tint}"' in html


def test_a_daily_post_of_two_hosts_is_from_neither(cast: Cast) -> None:
    wear_look(organisation=cast.host, look=Look.VOORBEELD, by=cast["administrator"])
    style = house_style_of(cast.host.pk)
    assert style
    rows = letters(cast, "nl")
    mine, other = rows[:2], makers.make_programme()

    def post_of(messages: list[Message]) -> str:
        parts = [write_part(each, kind_of(each.kind)) for each in messages]
        post = Message(kind="daily_post", recipient="a@example.org", user=cast["participant"], language="nl")
        return html_of(write_post(post, parts))

    assert f'bgcolor="{style.light.fill}"' in post_of(mine)
    rows[-1].scope = other.scope
    assert f'bgcolor="{style.light.fill}"' not in post_of(rows)
