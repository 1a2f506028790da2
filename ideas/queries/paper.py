"""What was printed for an evening, and what was typed of it."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import allowed
from core.clock import now
from ideas.enums import RoundState
from ideas.models import Cluster, Paper, Printing, VotingRound
from ideas.queries.ideas import code_of
from sessions.models import Scribe, Session
from sessions.queries.guests import Square, square_of

LAST = 12
TAKEN_BACK_WITHIN = dt.timedelta(hours=1)
"""So long what was typed can be taken back with one press; later it is corrected where it stands."""
A_PAGE = 4
"""Cards or ballots on one sheet of A4."""
CIRCLES = 8
"""Up to so many dots a ballot has circles to fill; above that a box for a number."""
_CODE = re.compile(r"^\s*([KBkb]?)[\s.-]*0*(\d{1,4})\s*$")


@dataclass(frozen=True, slots=True)
class Pile:
    """What was printed at once."""

    url: str
    made_at: dt.datetime
    count: int
    typed: int
    first: str
    last: str
    round: str
    """What the ballots are about; empty for cards."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card or a ballot, to be printed."""

    code: str
    square: Square
    address: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed of a paper, in the list beside the form."""

    code: str
    text: str
    whose: str
    can_take_back: bool


def open_rounds(*, evening: Session) -> list[VotingRound]:
    """The rounds of dots for which ballots can be printed for ``evening``. 1 query."""
    rounds = VotingRound.objects.filter(programme=evening.programme_id, state=RoundState.OPEN)
    if evening.team_id is not None:
        rounds = rounds.filter(team=evening.team_id)
    return list(rounds.select_related("team").order_by("team__position", "pk"))


def piles_of(*, evening: Session) -> tuple[Pile, ...]:
    """What was printed for ``evening``, the newest first. 2 queries."""
    rows = Printing.objects.filter(evening=evening).select_related("round")
    counted = rows.annotate(count=Count("papers"), typed=Count("papers__entered_at"))
    codes: dict[int, list[str]] = {}
    for printing_id, code in Paper.objects.filter(evening=evening).values_list("printing_id", "code"):
        codes.setdefault(printing_id, []).append(code)
    return tuple(
        Pile(
            url=reverse("ideas:print_again", args=[one.public_id]),
            made_at=one.made_at,
            count=one.count,
            typed=one.typed,
            first=codes[one.pk][0],
            last=codes[one.pk][-1],
            round=one.round.title if one.round else "",
        )
        for one in counted
    )


def pages_of(*, printing: Printing) -> list[list[Sheet]]:
    """All papers of ``printing``, each with its square code, by page. 1 query."""
    sheets = [_sheet(paper) for paper in printing.papers.all()]
    return [sheets[first : first + A_PAGE] for first in range(0, len(sheets), A_PAGE)]


def _sheet(paper: Paper) -> Sheet:
    address = settings.SITE_URL + reverse("ideas:scanned", args=[paper.public_id])
    return Sheet(paper.code, square_of(address), address)


def bundles_on(*, voting_round: VotingRound) -> list[Cluster]:
    """What stands on a ballot of ``voting_round``, in order. 1 query."""
    return list(Cluster.objects.present().filter(team=voting_round.team_id))


def typed_ballots(*, voting_round: VotingRound) -> int:
    """How many ballots of ``voting_round`` were typed by their code. 1 query."""
    return Paper.objects.filter(printing__round=voting_round, entered_at__isnull=False).count()


def read_paper_code(typed: str) -> str:
    """The code in ``typed``: "k 17" and "17" are K17. Empty for what cannot be one."""
    found = _CODE.match(typed[:20])
    return f"{(found[1] or 'K').upper()}{int(found[2])}" if found else ""


def find_paper(*, evening: Session, typed: str) -> Paper | None:
    """The card or ballot of ``evening`` with the code that somebody typed. 1 query."""
    code = read_paper_code(typed)
    if not code:
        return None
    rows = Paper.objects.select_related("printing__round__team", "idea", "entered_by", "evening__programme")
    return rows.filter(evening=evening, code=code).first()


def typed_last(*, evening: Session, viewer: Any) -> tuple[Typed, ...]:
    """What ``viewer`` typed last at ``evening``, the newest first. 1 query."""
    rows = (
        Paper.objects.filter(evening=evening, entered_by=viewer)
        .select_related("idea__team", "idea__author__person")
        .order_by("-entered_at", "-pk")[:LAST]
    )
    return tuple(_typed(paper) for paper in rows)


def _typed(paper: Paper) -> Typed:
    fresh = paper.entered_at is not None and paper.entered_at > now() - TAKEN_BACK_WITHIN
    if paper.idea is None:
        many = sum((paper.dots or {}).values())
        text = ngettext("%(n)d dot", "%(n)d dots", many) % {"n": many}
        return Typed(paper.code, text, "", fresh)
    author = paper.idea.author
    text = f"{code_of(paper.idea)} {paper.idea.text}"
    return Typed(paper.code, text, str(author.person) if author else _("without a name"), fresh)


def way_to_type(*, paper: Paper, viewer: Any) -> str:
    """Where ``viewer`` types ``paper``: as who leads the evening, or as its scribe. Empty for anybody else.
    At most 3 queries."""
    evening = Session.objects.visible_to(viewer).filter(pk=paper.evening_id).first()
    if evening is None:
        return ""
    if allowed(viewer, "ideas.type_paper", evening):
        return f"{reverse('ideas:type_paper', args=[evening.public_id])}?code={paper.code}"
    scribe = Scribe.objects.visible_to(viewer).filter(evening=evening, participation__person=viewer).first()
    if scribe is not None and allowed(viewer, "ideas.write_for_others", scribe):
        return f"{reverse('ideas:type_as_scribe', args=[scribe.public_id])}?code={paper.code}"
    return ""
