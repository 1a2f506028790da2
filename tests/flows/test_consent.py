"""Consent, tried: whoever reads what, nobody finds a name that was not given, except where the reader's work needs it.

What each exception is for stands in docs/decisions/0013-consent.md.
"""

import datetime as dt
import html
import io
import logging
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.urls import resolve, reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from accounts.models import User
from core.clock import now
from homework.models import Picture
from ideas.models import VotingRound
from ideas.services.proposals import edit_proposal
from outbox.models import Message
from outbox.services.planning import forecast
from outbox.services.queue import make_row
from outcomes.services.results import make_lesson, record_decision
from programmes.enums import Role
from programmes.models import Participation
from programmes.services.consent import choose_consent
from reports.koersdocument.enums import EditionState, SectionKind
from reports.koersdocument.services import drafting, publishing
from reports.verslag.models import Verslag
from reports.verslag.pdf import verslag_pdf
from reports.verslag.queries.reading import read_verslag
from reports.verslag.services.sending import send_verslag
from reports.verslag.services.writing import ensure_verslag
from sessions.models import AgendaItem
from tests import makers
from tests.conftest import Cast, make_cast
from tests.flows.told import PICKED, TOLD, tell_and_learn
from tests.walk.addresses import FILES, routes, seeds

STEERS = {"facilitator", "administrator"}
GUIDES = {"facilitator", "coach"}
MEETS = {"facilitator", "coach", "participant", "observer", "other_participant"}
EVERYBODY = MEETS | {"administrator", "supporter", "client"}
ON_A_TEAM = {"coach", "participant", "other_participant"}

KNOWS = PICKED | {
    # Who works in the programme knows who sits at which table, and one can type in the name of a colleague
    "teams:list": MEETS | STEERS,
    "overviews:team": MEETS,
    "ideas:new": ON_A_TEAM | {"facilitator"},
    # People, and what is sent to them
    "programmes:people": STEERS,
    "programmes:setup_people": STEERS,
    "programmes:setup_review": STEERS,
    "programmes:person": STEERS,
    "outcomes:follow_up": STEERS,  # who comes along in the next programme
    "programmes:leave": STEERS,
    "programmes:messages": STEERS,
    "programmes:edit_messages": STEERS,
    "programmes:send_messages": STEERS,
    "teams:place": {"facilitator"},
    # Who comes to an evening, is there, or was a guest
    "evenings:evening": GUIDES,
    "evenings:coming": GUIDES,
    "evenings:presence": GUIDES,
    "evenings:tables": GUIDES,
    "evenings:pairs": GUIDES,
    "evenings:door": GUIDES,
    "evenings:scribes": GUIDES,
    "evenings:console": GUIDES,
    "evenings:tie_guest": GUIDES,
    "reports:send_verslag": GUIDES,  # to whom it goes
    # Homework handed in, or not yet, for who answers it
    "homework:assignment": GUIDES,
    "homework:submission": GUIDES,
    "homework:behind": GUIDES,
    # Of whom less is heard than before, for who asks how it goes
    "overviews:quiet": GUIDES,
    "overviews:note": GUIDES,
    "ideas:from_submission": GUIDES,
    "outcomes:make_lesson": GUIDES,
    "overviews:programme": GUIDES,
    # Who did what to which object, when: the trail is read by who answers for it
    "programmes:trail": STEERS,
    "programmes:trail_file": STEERS,
    "accounts:trail": {"administrator"},
    "accounts:trail_file": {"administrator"},
    # Names of organisations to choose from, beside no contribution
    "accounts:profile": EVERYBODY,
    # The people of one's own organisation, for who administers it
    "accounts:organisation": {"administrator"},
}
"""Views on which these readers may find a name that was not given: their work needs it."""

NEVER = TOLD | {
    "evenings:wall",
    "evenings:tables_wall",
    "evenings:pairs_wall",
    "ideas:wall_cards",
    "ideas:list",
    "ideas:idea",
    "ideas:clusters",
    "ideas:cluster",
    "ideas:proposal",
    "outcomes:results",
    "outcomes:lesson",
    "reports:koersdocument",
    "reports:preview",
    "reports:verslag",
}
"""Here nobody's work needs a name. Nor in an edition, which is read by itself below: an older one keeps its day."""

READERS = (*sorted(EVERYBODY), "nobody")
STREAMS = {"evenings:stream", "ideas:round_stream"}
"""They tell that something changed, and nothing else; the fragments that screens fetch then are read below."""
FRAGMENTS = {
    "evenings:evening",
    "evenings:console",
    "evenings:wall",
    "evenings:tables_wall",
    "evenings:pairs_wall",
    "evenings:door",
    "ideas:wall_cards",
    "ideas:round",
}
"""What a screen fetches again when a stream tells that it is behind."""


@dataclass(frozen=True)
class Contributor:
    """Somebody who contributed to everything, with words that stand nowhere else."""

    participation: Participation
    first: str
    last: str
    function: str
    organisation: str

    def hidden(self, consent: str) -> list[str]:
        """What nobody may read when this person chose ``consent``."""
        words = [self.participation.person.email]
        if consent != "name":
            words += [self.first, self.last, self.organisation]
        if consent == "anonymous":
            words.append(self.function)
        return words


@dataclass(frozen=True)
class World:
    """A programme in which people contributed in all ways there are."""

    cast: Cast
    people: list[Contributor]
    more: list[str]
    """Pages of what they made, beside those that the walk finds."""


def contributor(cast: Cast, word: str, number: int) -> Contributor:
    """One more participant at the same table."""
    organisation = makers.make_organisation(name=f"Stichting {word}waard")
    person = makers.make_person(
        name=f"{word}je Van{word}ingen", function=f"{word}adviseur", organisation=organisation,
        email=f"persoon-{number}@{word.lower()}.example",
    )  # fmt: skip
    participation = makers.join(cast.programme, person, Role.PARTICIPANT, cast.team, accepted_at=now())
    return Contributor(participation, f"{word}je", f"Van{word}ingen", f"{word}adviseur", organisation.name)


def photo() -> "ContentFile[bytes]":
    """A small photo."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return ContentFile(out.getvalue(), name="foto.jpg")


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    """Ideas, homework with a quote and a photo, a bundle with dots, a proposal in versions, a lesson, a decision, the
    koersdocument with all of it, an evening with its verslag, one that runs and one to come."""
    settings.MEDIA_ROOT = tmp_path
    settings.SECOND_FACTOR_FOR_ADMINISTRATORS = False
    cast = make_cast(stage="deciding")
    people = [contributor(cast, word, n) for n, word in enumerate(("Quist", "Wrong", "Zwaluw"))]
    past = makers.make_evening(cast.programme, days=-10, revealed=True, title="Avond 1")
    runs = makers.make_evening(cast.programme, days=0, title="Avond 2", state="running", opened_at=now())
    runs.current_item = AgendaItem.objects.create(
        evening=runs, method="brainwriting", title="Schrijven", minutes=30, position=0
    )
    runs.save()
    comes = makers.make_evening(cast.programme, days=2, title="Avond 3")
    assignment, due = makers.make_assignment(cast.programme), makers.make_assignment(cast.programme, days=1)
    cluster = makers.make_cluster(cast.team, title="Bundel")
    more = []
    for one in people:
        author = one.participation
        makers.attend(past, author, "yes", is_present=True)
        makers.attend(comes, author, "yes", wishes="geen noten")
        makers.make_idea(cast.team, author, evening=past, cluster=cluster)
        made = makers.make_submission(assignment, author)
        Picture.objects.create(
            submission=made, description="Een rand met bloemen", image=photo(), sha256=f"{author.pk}"
        )
        found = [
            makers.make_idea(cast.team, author, evening=past),
            makers.make_idea(cast.team, author, submission=made),
        ]
        more += [reverse("ideas:idea", args=[idea.public_id]) for idea in found]
        more.append(reverse("homework:submission", args=[made.public_id]))
        lesson = make_lesson(
            team=cast.team, kind="worked", text="Vraag het vroeger.", submission=made, by=cast["coach"]
        )
        more.append(reverse("outcomes:lesson", args=[lesson.public_id]))
        more.append(tell_and_learn(team=cast.team, evening=past, author=author))
    makers.make_submission(due, people[0].participation, state="draft")
    proposal = cast.team.proposals.create(
        programme=cast.programme, cluster=cluster, title="Het contract", what="x"
    )
    for one in people:
        edit_proposal(
            proposal=proposal, base_version=proposal.version, by=one.participation.person,
            fields={"what": f"Een afspraak, versie {proposal.version}."},
        )  # fmt: skip
        proposal.refresh_from_db()
    proposal.state, proposal.agreed_at = "agreed", now()
    proposal.save()
    decision = record_decision(
        proposal=proposal, body="Het bestuur", decided_on=dt.date(2026, 10, 1), by=cast["facilitator"]
    )
    VotingRound.objects.create(
        programme=cast.programme,
        team=cast.team,
        title="Stippen",
        state="closed",
        opened_at=now(),
        closed_at=now(),
    )
    koersdocument = drafting.ensure_koersdocument(programme=cast.programme)
    for part in SectionKind:
        entry = {"kind": part.value, "title": f"Deel {part.value}", "text": ""}
        drafting.build_section(programme=cast.programme, entry=entry, moment=None, moments={})
    results: list[tuple[str, Any]] = [("cluster", cluster), ("proposal", proposal), ("decision", decision)]
    results += [("submission", one) for one in assignment.submissions.all()]
    results += [("example", one) for one in cast.programme.examples.all()]
    results += [("lesson", one) for one in cast.programme.lessons.all()]
    results += [("idea", one) for one in cast.programme.ideas.filter(cluster=None)]
    for kind, result in results:
        drafting.include_result(koersdocument=koersdocument, kind=kind, result=result, by=cast["facilitator"])
    verslag = ensure_verslag(evening=past, by=cast["facilitator"])
    send_verslag(verslag=verslag, seen=0, by=cast["facilitator"])
    return World(cast, people, more)


def addresses(world: World, reader: str) -> list[str]:
    """Every address that ``reader`` can ask for: the walk's, and what the contributors made."""
    return list(dict.fromkeys([*seeds(user_of(world, reader)), *world.more]))


def user_of(world: World, reader: str) -> User | None:
    return None if reader == "nobody" else world.cast[reader]


def pages(world: World, reader: str, paths: list[str]) -> Iterator[tuple[str, str, str]]:
    """What stands at ``paths`` for ``reader``: address, name of the view and text; fragments of screens too."""
    browser = world.cast.client(reader)
    for path in paths:
        name = resolve(path).view_name
        if name in STREAMS:
            continue
        for headers in ({}, {"HX-Request": "true"}) if name in FRAGMENTS else ({},):
            response: Any = browser.get(path, headers=headers)
            if response.status_code != 200 or response.streaming:
                break
            yield path, name, html.unescape(response.content.decode("utf-8", "replace"))


def mails(world: World) -> Iterator[tuple[str, str]]:
    """Every message that was or will be written to somebody who made none of it, by kind, with its text."""
    own = {one.participation.person_id for one in world.people}
    rows = list(Message.objects.filter(scope=world.cast.programme.scope))
    ahead = forecast(scope=world.cast.programme.scope, until=now() + dt.timedelta(days=14))
    rows += [make_row(plan) for plan in ahead]
    for row in rows:
        if row.user_id not in own:
            yield f"mail {row.kind}", f"{row.subject} {row.body} {row.layout} {row.why}"


def reports(world: World) -> Iterator[tuple[str, str]]:
    """The newest edition, with its register, as a page; its own content; and a verslag on paper."""
    koersdocument = world.cast.programme.koersdocument
    edition = publishing.publish_edition(
        koersdocument=koersdocument, state=EditionState.CONCEPT, by=world.cast["facilitator"]
    )
    yield "content of an edition", str(edition.content)
    yield "register of an edition", " ".join(edition.contributors.values_list("shown_as", flat=True))
    for name in ("reports:edition", "reports:edition_read"):
        page = world.cast.client("facilitator").get(reverse(name, args=[edition.public_id]))
        assert page.status_code == 200
        yield name, html.unescape(page.content.decode())
    yield from printed(publishing.edition_pdf(edition))
    verslag = Verslag.objects.visible_to(world.cast["facilitator"]).get()
    yield from printed(verslag_pdf(read_verslag(verslag=verslag, viewer=world.cast["facilitator"])))


def printed(pdf: bytes) -> Iterator[tuple[str, str]]:
    """What stands in a PDF: the text on its pages, what a reader hears, its metadata and the data attached to it."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    text = " ".join(done.stdout.decode().split())
    assert "Avond 1" in text
    yield "pages of the PDF", text
    with pikepdf.open(io.BytesIO(pdf)) as document:
        heard = [str(item.get(key, "")) for item in document.objects if isinstance(item, pikepdf.Dictionary)
                 for key in ("/Alt", "/ActualText", "/E", "/T", "/Title")]  # fmt: skip
        yield "what a reader of the PDF hears", " ".join(heard)
        with document.open_metadata() as xmp:
            yield "metadata of the PDF", f"{xmp} {dict(document.docinfo)}"
        for name, attached in document.attachments.items():
            yield f"attached to the PDF: {name}", attached.get_file().read_bytes().decode("utf-8", "replace")


def found(text: str, words: list[str]) -> list[str]:
    low = text.casefold()
    return [word for word in words if word.casefold() in low]


def choose(world: World, consents: list[str]) -> list[str]:
    """Let each choose one of ``consents``; returns the words that nobody may read from now on."""
    hidden = []
    for one, consent in zip(world.people, consents, strict=False):
        mine = Participation.objects.filter(pk=one.participation.pk)
        mine.update(consent="anonymous", consent_asked_at=None)
        if consent != "unasked":
            choose_consent(participation=mine.get(), consent=consent, by=one.participation.person)
        hidden += one.hidden("anonymous" if consent == "unasked" else consent)
    return hidden


def test_no_name_shows_that_was_not_given(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """First everybody is named, and every page is read, to learn which of them tell of people at all; those are read
    again for each choice."""
    caplog.set_level(logging.CRITICAL, logger="django.request")
    everything = [word for one in world.people for word in one.hidden("anonymous")]
    hidden = choose(world, ["name"] * len(world.people))
    reached, leaks = set(), set()
    telling: dict[str, dict[str, None]] = {reader: {} for reader in READERS}
    for reader in READERS:
        for path, name, text in pages(world, reader, addresses(world, reader)):
            reached.add(name)
            if found(text, everything):
                telling[reader][path] = None
            if reader not in KNOWS.get(name, ()):
                leaks |= {(reader, name, word) for word in found(text, hidden)}
    assert not leaks
    assert reached >= NEVER, f"these were not read: {sorted(NEVER - reached)}"
    ideas = reverse("ideas:list", args=[world.cast.programme.public_id])
    assert ideas in telling["participant"]
    pdf = dict(reports(world))["pages of the PDF"]
    assert found(pdf, [one.last for one in world.people]) == [one.last for one in world.people]

    @settings(
        max_examples=3,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.permutations(["name", "function", "anonymous", "unasked"]))
    def search(consents: list[str]) -> None:
        hidden = choose(world, consents)
        leaks, listed = set(), ""
        told = list(reports(world))
        for reader in READERS:
            for path, name, text in pages(world, reader, list(telling[reader])):
                if reader not in KNOWS.get(name, ()):
                    leaks |= {(reader, name, word) for word in found(text, hidden)}
                if (reader, path) == ("participant", ideas):
                    listed = text
        for name, text in [*mails(world), *told]:
            leaks |= {("somebody", name, word) for word in found(text, hidden)}
        assert not leaks, (consents, sorted({leak[:2] for leak in leaks}))
        for one, consent in zip(world.people, consents, strict=False):
            assert bool(found(listed, [one.last])) == (consent == "name"), consents
            assert bool(found(listed, [one.function])) == (consent == "function"), consents

    search()


def test_the_exceptions_are_pages_that_there_are() -> None:
    names = {route.name for route in routes()}
    assert set(KNOWS) | NEVER | STREAMS | set(FRAGMENTS) <= names
    assert not set(KNOWS) & NEVER
    assert not NEVER & FILES
