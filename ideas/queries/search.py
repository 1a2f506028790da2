"""Finding ideas by their words or by their code."""

import re
from typing import cast

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import Q

from core.text import clean_text
from ideas.querysets import IdeaQuerySet

_CODE = re.compile(r"^([A-Za-z]{1,3})(\d{1,7})$")
LONGEST = 200
"""Characters of a question that are looked at."""


def clean_question(asked: str) -> str:
    """What somebody looks for, on one line and of a bearable length."""
    return clean_text(asked[:LONGEST], single_line=True)


def search_ideas(ideas: IdeaQuerySet, asked: str) -> IdeaQuerySet:
    """Those of ``ideas`` with the words of ``asked`` in their text, or with ``asked`` as their code.

    PostgreSQL looks for Dutch words ("boer" finds "boeren"), and for a word that is not typed to its end. Elsewhere a
    text must hold every word as it was typed.
    """
    code = _CODE.match(asked)
    by_code = Q(team__letter__iexact=code[1], number=int(code[2])) if code else Q()
    held = Q()
    for word in asked.split():
        held &= Q(text__icontains=word)
    if connection.vendor != "postgresql":
        return ideas.filter(held | by_code if code else held)
    dutch = Q(words=SearchQuery(asked, config="dutch", search_type="websearch"))
    found = cast(IdeaQuerySet, ideas.annotate(words=SearchVector("text", config="dutch")))
    return found.filter(dutch | held | by_code if code else dutch | held)
