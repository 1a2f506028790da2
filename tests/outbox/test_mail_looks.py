"""Every mail that the product sends, as a mail program shows it: in both languages, as HTML and as plain text.

A kind that is not in ``ABOUT`` fails: whoever adds one says here what it is about, and it is looked at too.
"""

import datetime as dt
import re
from collections.abc import Iterator
from email.message import EmailMessage
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import polib
import pytest
import tinycss2  # type: ignore[import-untyped]
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.clock import now
from homework.messages import plan_reminders
from outbox.enums import DAILY_POST
from outbox.models import Message
from outbox.services.kinds import SECRET, _kinds, kind_of
from outbox.services.mail import write_mail
from outbox.services.post import write_part, write_post
from outbox.services.queue import Planned, make_row
from programmes.enums import MomentKind
from programmes.models import Intake, Reminder
from programmes.services.questions import offer_question
from programmes.services.theme_rounds import open_round
from reports.verslag.services.writing import edit_verslag, ensure_verslag
from sessions.services.date_polls import ask_for_days
from tests import makers
from tests.conftest import Cast, make_cast

LANGUAGES = ("nl", "en")
PRODUCT_KINDS = sorted(_kinds)
CLIP = 102 * 1024
"""Gmail cuts a message here, and hides what follows: https://www.caniemail.com/ (Gmail's limit)."""
UNSUPPORTED = re.compile(
    # What Outlook for Windows, Gmail or Outlook on the web pass over, by https://www.caniemail.com/features/ …
    r"display:\s*(?:flex|grid|inline-flex)"  # css-display-flex, css-display-grid
    r"|(?:^|[;{\s])(?:position|float|gap|inset|z-index|transform|opacity|box-shadow|object-fit|filter)\s*:"
    r"|var\(|calc\(|clamp\(|min\(|light-dark\(|oklch\(|rgb[a]?\([^,)]*/"  # css-variables, css-unit-calc, …
    r"|background-image|background:\s*url|@import|@font-face|@supports"  # css-at-import, css-at-font-face
    r"|\d(?:rem|vw|vh|ch)\b"  # css-unit-rem, css-unit-vw
)
TAGS = set(
    re.findall(
        r"\w+",
        """
    html head meta title style body table tbody tr td div p h1 h2 h3 a b
    strong em span br ul ol li blockquote
    """,
    )
)


def about(kind: str, cast: Cast) -> dict[str, Any]:
    """The params of a message of ``kind``, about something of ``cast``'s programme."""
    evening = makers.make_evening(
        cast.programme, title="Avond 2", place="Provinciehuis Zwolle", goal="Bundelen."
    )
    begins, ends = evening.moment.at, evening.ends_at
    was = {"starts": (begins - dt.timedelta(days=7)).isoformat(), "place": "Stadhuis", "minutes": 90}
    of_evening = {"evening": evening.pk}
    if kind.startswith("evening_change_"):
        person = cast.participation("participant")
        row = makers.attend(evening, person, answer="yes", wants="no", asked_at=now())
        return {**of_evening, "attendance": row.pk, "answer": "no", "granted": True}
    if kind.startswith("homework"):
        assignment = makers.make_assignment(cast.programme, evening=evening)
        submission = makers.make_submission(assignment, cast.participation("participant"))
        submission.reply, submission.replied_by = "Mooi, *ga door*.\nBel hem.", cast["coach"]
        submission.save()
        return {"assignment": assignment.pk, "submission": submission.pk}
    if kind.startswith("question"):
        desk, _made = Intake.objects.get_or_create(organisation=cast.host, audience="public")
        question = offer_question(
            intake=desk,
            page_key="abcdefghjkmn",
            kind="question",
            title="Wie houdt het dorp levend?",
            text="De school gaat dicht.",
            email="vrager@example.org",
        )
        question.verdict, question.answer, question.answered_at = "taken", "Wij *beginnen*.", now()
        question.answered_by = cast["facilitator"]
        question.save()
        return {"question": question.pk, "programme": cast.programme.pk}
    if kind == "verslag":
        over = makers.make_evening(cast.programme, days=-1, title="Avond 1", revealed=True)
        verslag = ensure_verslag(evening=over, by=cast["facilitator"])
        edit_verslag(
            verslag=verslag, introduction="Het werd *laat*.", points="Zaal – Joost", by=cast["facilitator"]
        )
        return {"verslag": verslag.pk, "number": 2, "was_there": False}
    if kind == "phase_entered":
        phase = cast.programme.phase_id
        return {"programme": cast.programme.pk, "phase": phase, "text": "We gaan *bundelen*."}
    if kind == "ideas_ended":
        person = cast.participation("participant")
        ended = [makers.make_idea(cast.team, person, state="not_further", ending="Bestaat al.") for _ in "ab"]
        return {
            "programme": cast.programme.pk,
            "participation": person.pk,
            "ideas": [one.pk for one in ended],
        }
    if kind.startswith("theme"):
        opened = cast.programme.theme_rounds.first() or open_round(
            programme=cast.programme, until=now() + dt.timedelta(days=3), by=cast["facilitator"]
        )
        person = cast.participation("participant")
        return {"round": opened.pk, "participation": person.pk, "step": "proposing"}
    if kind.startswith("date_poll"):
        poll = ask_for_days(
            evening=evening,
            starts=[begins + dt.timedelta(days=days) for days in (0, 2)],
            closes_at=now() + dt.timedelta(days=3),
            note="Met soep.",
            by=cast["facilitator"],
        )
        person = poll.asked.get(participation=cast.participation("participant"))
        chosen = {"starts": begins.isoformat(), "programme": cast.programme.pk, "title": evening.title}
        return {"poll": poll.pk, "asked": person.pk, "version": 0, **chosen}
    cancelled = {
        "programme": cast.programme.pk, "uid": "1@koers", "sequence": 2, "title": "Avond 2", "place": "Zwolle",
        "starts": begins.isoformat(), "ends": ends.isoformat(),
    }  # fmt: skip
    return {
        "sign_in_code": {},
        "daily_post": {},
        "account": {"change": "passkey_added", "name": "Mijn telefoon"},
        "invitation": {"participation": cast.participation("participant").pk},
        "administrator_invitation": {"organisation": cast.host.pk},
        "note": {
            "participation": cast.participation("participant").pk,
            "by": cast["coach"].pk,
            "text": "Wij misten je. Je begroeting blijft: Dag Lotte, of Hello Lotte, hoe gaat het?",
        },
        "evening_invitation": of_evening,
        "evening_reminder": of_evening,
        "evening_changed": {**of_evening, "was": was},
        "evening_changed_now": {**of_evening, "was": was},
        "evening_off": {**of_evening, "reason": "De zaal is dicht.", "off_at": begins.isoformat()},
        "evening_off_now": {**of_evening, "reason": "De zaal is dicht.", "off_at": begins.isoformat()},
        "evening_place": of_evening,
        "evening_place_now": of_evening,
        "evening_link": {**of_evening, "link": evening.meeting_url},
        "evening_link_now": {**of_evening, "link": evening.meeting_url},
        "evening_ask_again": of_evening,
        "evening_on": of_evening,
        "evening_on_now": of_evening,
        "evening_cancelled": cancelled,
        "evening_cancelled_now": cancelled,
    }[kind]


def write(kind: str, language: str, cast: Cast) -> EmailMessage:
    """A mail of ``kind`` to the participant, who reads ``language``."""
    reader = cast["participant"]
    reader.name, reader.language = "Lotte Vis", language
    reader.save()
    planned = Planned(
        kind=kind, to=reader, scope=cast.programme.scope, params=about(kind, cast), dedupe=language, why="Because.",
        due_at=cast.programme.created_at, reply_to=cast["facilitator"],
    )  # fmt: skip
    row = make_row(planned)
    row.save()
    if kind == DAILY_POST:
        return write_post(
            row, [write_part(letter, kind_of(letter.kind)) for letter in letters(cast, language)]
        )
    return write_mail(row, kind_of(kind), secret="482913" if kind_of(kind).has_secret else "")


def letters(cast: Cast, language: str) -> list[Message]:
    """What stands in a daily post: of two programmes, answered by two people."""
    rows = []
    for kind, sender in (
        ("homework_reminder", "facilitator"),
        ("homework_reply", "coach"),
        ("evening_reminder", "coach"),
    ):
        row = make_row(
            Planned(
                kind=kind, to=cast["participant"], scope=cast.programme.scope, params=about(kind, cast),
                dedupe=language, why=_("You were invited to this evening."), due_at=cast.programme.created_at,
                reply_to=cast[sender],
            )
        )  # fmt: skip
        rows.append(row)
    rows[-1].scope, rows[-1].layout["programme"] = "programme:0", "Een ander traject"
    return rows


@pytest.fixture(scope="module")
def mails(django_db_setup: None, django_db_blocker: Any) -> dict[tuple[str, str], EmailMessage]:
    """Every mail in both languages, from one world that is gone again."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        written = {
            (kind, language): write(kind, language, cast) for kind in PRODUCT_KINDS for language in LANGUAGES
        }
        transaction.set_rollback(True)
    return written


@pytest.fixture(params=[(kind, language) for kind in PRODUCT_KINDS for language in LANGUAGES], ids="-".join)
def mail(request: pytest.FixtureRequest, mails: dict[tuple[str, str], EmailMessage]) -> EmailMessage:
    """Each of them."""
    return mails[request.param]


def html_of(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part
    return str(part.get_content())


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part
    return str(part.get_content())


def elements(mail: EmailMessage) -> Iterator[Element]:
    """Every element of the HTML, as a browser reads it."""
    tree = html5lib.parse(html_of(mail), namespaceHTMLElements=False)
    return (element for element in tree.iter() if isinstance(element.tag, str))


def words(value: str) -> str:
    return " ".join(value.split())


def seen(element: Element) -> str:
    """The words that ``element`` shows: no comments, and nothing that only a list of mails shows."""
    if not isinstance(element.tag, str) or element.get("class") == "preheader":
        return ""
    return words(
        f"{element.text or ''} " + " ".join(f"{seen(child)} {child.tail or ''}" for child in element)
    )


# ---- what a mail program does with it ------------------------------------------------------------


def test_a_mail_is_written_in_the_language_of_its_reader_and_is_not_clipped(mail: EmailMessage) -> None:
    root = next(elements(mail))
    assert root.get("lang") == mail["Content-Language"]
    assert len(html_of(mail).encode()) < CLIP / 4


def test_a_mail_has_only_elements_and_style_that_every_mail_program_knows(mail: EmailMessage) -> None:
    # All of it but the addresses: a public id in one may well end in "5ch"
    html = re.sub(r"https?://[^\s\"'<>)]+", "", html_of(mail))
    assert {element.tag for element in elements(mail)} <= TAGS
    assert not UNSUPPORTED.findall(html)
    for element in elements(mail):
        for rule in tinycss2.parse_declaration_list(element.get("style", ""), skip_whitespace=True):
            assert rule.type != "error", element.get("style")
        if element.tag == "style":
            rules = tinycss2.parse_stylesheet(element.text, skip_whitespace=True, skip_comments=True)
            assert all(rule.type != "error" for rule in rules)


def test_a_mail_is_whole_where_its_style_sheet_is_thrown_away(mail: EmailMessage) -> None:
    """Gmail drops the head in forwarded mail and for accounts of others; Outlook knows half of it."""
    for element in elements(mail):
        style = element.get("style", "")
        if element.tag in {"p", "h1", "h3", "li"}:
            assert "font-family" in style
            assert "color:" in style
        if element.tag == "table":
            assert element.get("role") == "presentation"
            assert element.get("cellpadding") == element.get("cellspacing") == element.get("border") == "0"
        if "background-color" in style and element.tag in {"td", "table"}:
            assert re.search(r"background-color:(#\w+)", style)[1] == element.get("bgcolor")  # type: ignore[index]
    assert '<!--[if mso]><table role="presentation" width="600"' in html_of(
        mail
    )  # Outlook knows no max-width


def test_a_mail_has_a_dark_side_for_apple_and_for_outlook(mail: EmailMessage) -> None:
    html = html_of(mail)
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "prefers-color-scheme: dark" in html
    for element in elements(mail):
        if "color:" in element.get("style", ""):
            names = "|".join([rf"\.{name}" for name in element.get("class", "").split()] or [element.tag])
            for asked in ("", r"\[data-ogsc\] ", r"\[data-ogsb\] "):
                assert re.search(rf"(?m)^ *(?:[^{{]*, )?{asked}(?:{names})\b[^{{]*{{", html), (asked, names)


def test_links_of_a_mail_are_whole_and_say_where_they_lead(mail: EmailMessage) -> None:
    links = [element for element in elements(mail) if element.tag == "a"]
    for link in links:
        assert link.get("href", "").startswith((settings.SITE_URL + "/", "mailto:"))
        assert words("".join(link.itertext()))
    assert all(image.get("alt") is not None for image in elements(mail) if image.tag == "img")


# ---- what it says --------------------------------------------------------------------------------


def test_a_list_of_mails_shows_more_than_the_greeting(mail: EmailMessage) -> None:
    preheader = next(element for element in elements(mail) if element.get("class") == "preheader")
    said = words("".join(preheader.itertext()))
    assert not said.startswith(("Dag", "Hello"))
    assert len(said) > 20


def test_the_plain_text_has_every_word_and_every_link_of_the_html(mail: EmailMessage) -> None:
    text = text_of(mail)
    for link in (element for element in elements(mail) if element.tag == "a"):
        assert link.get("href", "-") in text
    spoken = set(re.findall(r"\w+", text.lower()))
    body = next(element for element in elements(mail) if element.tag == "body")
    own = {"koerswerk"}  # the name above the sheet: plain text has the sender
    assert set(re.findall(r"\w+", seen(body).lower())) - spoken - own == set()


def test_the_plain_text_has_no_markup(mail: EmailMessage) -> None:
    text = text_of(mail)
    assert not re.search(r"\]\(|\*\*|</?[a-z]|&[a-z]+;|[ \t]$|\n{4,}", text, re.M)


@cache
def catalogue() -> list[tuple[str, str]]:
    """Sentences in English and Dutch that cannot be taken for each other."""
    entries = polib.pofile(str(settings.BASE_DIR / "locale" / "nl" / "LC_MESSAGES" / "django.po"))
    pairs = [
        (entry.msgid, entry.msgstr) for entry in entries if "%" not in entry.msgid and "{" not in entry.msgid
    ]
    return [(there, here) for there, here in pairs if len(there) > 11 and len(here) > 11 and there != here]


def test_a_mail_is_in_one_language(mail: EmailMessage) -> None:
    dutch = mail["Content-Language"] == "nl"
    text = words(text_of(mail))
    assert [pair for pair in catalogue() if pair[not dutch] and pair[0 if dutch else 1] in text] == []
    assert ("Dag Lotte," if dutch else "Hello Lotte,") in text or SECRET in text or "482913" in text


@pytest.mark.django_db
def test_why_one_gets_a_mail_is_told_in_the_language_of_its_reader_whoever_plans_it(cast: Cast) -> None:
    """Planners run in a worker, whose language is Dutch."""
    reader = cast["participant"]
    reader.language = "en"
    reader.save()
    assignment = makers.make_assignment(cast.programme)
    due = makers.make_moment(cast.programme, days=2, kind=MomentKind.REMINDER, anchor=assignment.moment)
    Reminder.objects.create(moment=due, kind="homework_reminder")
    told = plan_reminders(cast.programme.created_at, due.at + dt.timedelta(days=1))
    whys = {row.language: row.why for row in map(make_row, told)}
    assert whys["en"].startswith("You take part and did not hand in")
    assert whys["nl"].startswith("Je doet mee en leverde")
