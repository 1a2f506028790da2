"""Homework that is not in, before a phase or the end of its programme."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import ngettext

from core.clock import now
from homework.enums import SubmissionState
from homework.models import Assignment, Submission
from programmes.models import Programme
from programmes.queries.open_ends import OpenEnd


def homework_open(programme: Programme) -> Iterable[OpenEnd]:
    """Homework that is not due yet, and what was begun and never handed in. 2 queries."""
    if n := Assignment.objects.filter(programme=programme, moment__at__gt=now()).count():
        said = ngettext(
            "%(n)d assignment can still be handed in.", "%(n)d assignments can still be handed in.", n
        )
        yield OpenEnd(
            "homework_ahead", n, said % {"n": n}, reverse("homework:list", args=[programme.public_id])
        )
    begun = Submission.objects.filter(
        programme=programme, state=SubmissionState.DRAFT, assignment__moment__at__lte=now()
    )
    if n := begun.count():
        said = ngettext(
            "%(n)d person began homework and did not hand it in.",
            "%(n)d times somebody began homework and did not hand it in.",
            n,
        )
        yield OpenEnd(
            "homework_begun", n, said % {"n": n}, reverse("homework:behind", args=[programme.public_id])
        )
