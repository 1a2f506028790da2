"""Which ideas look alike: one measure, the same on every database (docs/decisions/0035).

Words are cut into runs of three letters, so that "boer", "boeren" and "boerenerf" have most in common; runs that many
ideas share weigh little. What is left is the cosine of two sets, between 0 and 1.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from django.db.models import Q
from django.urls import reverse

from ideas.enums import IdeaState
from ideas.models import Apart, Idea
from sessions.models import Session

ALIKE = 0.33
"""From here on two ideas are shown beside each other: measured on the ideas of the demo and paraphrases of them."""
FEW = 20
"""As if there were so many more: otherwise what two of the first three ideas share would seem to be in all of them."""
LOOKED_AT = 500
"""The newest ideas of a programme, that are compared."""
NEWEST = 30
"""Of an evening, that are compared with all those."""
PAIRS = 6
"""As many as are shown at a time."""
_WORD = re.compile(r"[^\W_]{3,}")
_SAY_NOTHING = (
    "aan als bij dan dat de den der deze die dit doe door een eens elk elke en ene er ergens geef geen "
    "haar had heb hebben heeft hem hen het hier hij hoe hun iemand iets ik in is ja je jij jullie kan kun "
    "kunnen laat maak maar mag meer men met mij mijn moet moeten na naar niet niets nog nu of om omdat "
    "ons onze ook op over per pas te tegen toch toen tot uit van veel voor waar wat wel welke wie wij wil "
    "word worden wordt zal zelf zet zich zij zijn zo zou and are for from has have its let not one our "
    "she that the their them they this was what when who will with you your"
)
"""Dutch and English words that say nothing about what an idea is about."""
_EVERYWHERE = frozenset(_SAY_NOTHING.split())


@dataclass(frozen=True, slots=True)
class Alike:
    """One of two ideas that look alike: without a name."""

    public_id: str
    url: str
    code: str
    text: str
    bundle: str
    """In which it lies; empty for none."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ideas that look alike, the newer one first."""

    newer: Alike
    older: Alike


@lru_cache(4096)
def runs_of(text: str) -> frozenset[str]:
    """The runs of three letters in the words of ``text`` that say something, a space before and behind each word."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found: set[str] = set()
    for word in _WORD.findall(letters):
        if word not in _EVERYWHERE:
            spaced = f"  {word} "
            found.update(spaced[place : place + 3] for place in range(len(spaced) - 2))
    return frozenset(found)


def pairs_alike(texts: Sequence[str], among: Collection[int]) -> list[tuple[float, int, int]]:
    """The places in ``texts`` that look like one of the places ``among``, the likest first: (how much, one, other)."""
    runs = [runs_of(text) for text in texts]
    held = Counter(chain.from_iterable(runs))
    weight = {run: math.log((len(texts) + FEW) / many) ** 2 for run, many in held.items()}
    weigh = weight.__getitem__
    length = [math.sqrt(sum(map(weigh, found))) for found in runs]
    chosen, pairs = frozenset(among), []
    for place in chosen:
        for other, found in enumerate(runs):
            if other == place or (other in chosen and other < place) or not length[place] * length[other]:
                continue
            much = sum(map(weigh, runs[place] & found)) / (length[place] * length[other])
            if much >= ALIKE:
                pairs.append((much, place, other))
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1:]))


def alike_at(*, evening: Session) -> tuple[Pair, ...]:
    """The newest ideas of ``evening`` beside those of the programme that look like them, for who leads it.
    2 queries."""
    shown = Q(evening__isnull=True) | Q(evening__revealed_at__isnull=False) | Q(evening=evening)
    rows = _rows(Q(shown, programme=evening.programme_id))
    mine = [place for place, row in enumerate(rows) if row.evening == evening.pk][:NEWEST]
    return _pairs(rows, mine, Q(first__programme=evening.programme_id))[:PAIRS]


def alike_to(idea: Idea) -> tuple[Alike, ...]:
    """The ideas of its team that look like ``idea``, for who may bundle them. 2 queries."""
    rows = _rows(Q(team=idea.team_id))
    mine = [place for place, row in enumerate(rows) if row.pk == idea.pk]
    found = _pairs(rows, mine, Q(first=idea) | Q(second=idea))[:PAIRS]
    return tuple(pair.older if pair.newer.public_id == idea.public_id else pair.newer for pair in found)


def _rows(which: Q) -> list[Any]:
    fields = (
        "pk",
        "public_id",
        "team",
        "team__letter",
        "number",
        "text",
        "evening",
        "cluster",
        "cluster__title",
    )
    open_ones = Idea.objects.uncovered().filter(which, state=IdeaState.OPEN)
    return list(open_ones.order_by("-pk").values_list(*fields, named=True)[:LOOKED_AT])


def _pairs(rows: list[Any], among: list[int], kept_apart: Q) -> tuple[Pair, ...]:
    """Those that look alike, lie not in one bundle already, and that nobody kept apart. 1 query, if any look alike."""
    pairs = []
    for _much, one, other in pairs_alike([row.text for row in rows], among):
        newer, older = (rows[place] for place in sorted((one, other)))
        together = newer.cluster is not None and newer.cluster == older.cluster
        if newer.team == older.team and not together:
            pairs.append((newer, older))
    apart = set(Apart.objects.filter(kept_apart).values_list("first", "second")) if pairs else ()
    return tuple(
        Pair(_alike(newer), _alike(older)) for newer, older in pairs if (older.pk, newer.pk) not in apart
    )


def _alike(row: Any) -> Alike:
    return Alike(
        public_id=row.public_id,
        url=reverse("ideas:idea", args=[row.public_id]),
        code=f"{row.team__letter}{row.number}",
        text=row.text,
        bundle=row.cluster__title or "",
    )
