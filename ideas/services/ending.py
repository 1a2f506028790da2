"""Ending all ideas that are left, for one reason; and telling authors what became of theirs."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.identifiers import new_public_id
from ideas.enums import IdeaState
from ideas.models import Idea
from outbox.services.queue import queue_message
from programmes.enums import Consent
from programmes.models import Participation, Programme

IDEAS_ENDED = "ideas_ended"


@transaction.atomic
def end_open_ideas(programme: Programme, because: str, by: User) -> int:
    """End every idea of ``programme`` that lies nowhere yet, also one that was never revealed, and tell its author.

    Each author gets one message with all own ideas. Returns how many ideas there were.
    """
    ideas = list(
        Idea.objects.select_for_update(of=("self",))
        .without_place()
        .filter(programme=programme)
        .select_related("author__person")
        .prefetch_related("others__person")
        .order_by("pk")
    )
    Idea.objects.filter(pk__in=[idea.pk for idea in ideas]).update(
        state=IdeaState.NOT_FURTHER, ending=because
    )
    if ideas:
        record(by, "ideas.all_ended", programme, scope=programme.scope, count=len(ideas))
        tell_authors(programme, ideas, by)
    return len(ideas)


def tell_authors(programme: Programme, ideas: Iterable[Idea], by: User) -> None:
    """Queue one message per author but ``by``, in the caller's transaction; a guest of an evening gets none.

    The outbox of a programme is read by its facilitators. Who did not let the own name stand below ideas is told
    outside it, as about an account: otherwise the outbox would say who wrote what.
    """
    of_author: dict[Participation, list[int]] = {}
    for idea in ideas:
        for author in (idea.author, *idea.others.all()):
            if author is not None and author.person_id != by.pk:
                of_author.setdefault(author, []).append(idea.pk)
    version = new_public_id()
    for author, mine in of_author.items():
        queue_message(
            IDEAS_ENDED,
            to=author.person,
            scope=programme.scope if author.consent == Consent.NAME else "",
            params={"programme": programme.pk, "participation": author.pk, "ideas": mine},
            dedupe=f"{programme.pk}:{version}",
            why=_("You wrote this down."),
            reply_to=programme.reply_to or by,
        )
