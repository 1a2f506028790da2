"""A consent round, scores, an order: asking a team, answering, closing, and asking once more."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.live import announce
from ideas.enums import ChoiceKind, RoundState, Stance
from ideas.models import Answer, Choice, Cluster, Mark, Proposal
from ideas.models.choices import BEST_SCORE, MOST_BUNDLES
from ideas.services.rounds import tell_evening
from programmes.models import Participation
from teams.models import Team

LEAST = {ChoiceKind.CONSENT: 0, ChoiceKind.SCORES: 1, ChoiceKind.RANKING: 2}
MOST = {ChoiceKind.CONSENT: 1, ChoiceKind.SCORES: MOST_BUNDLES, ChoiceKind.RANKING: MOST_BUNDLES}
"""How many bundles each kind is about."""


def channel_of(choice: Choice) -> str:
    """The channel on which open screens hear that it was closed, or opened again."""
    return f"choice:{choice.pk}"


def open_choice(
    *,
    team: Team,
    kind: ChoiceKind,
    title: str,
    by: User,
    second: str = "",
    clusters: Collection[Cluster] = (),
    proposal: Proposal | None = None,
) -> Choice:
    """Ask ``team`` something. ``clusters``: what is scored or put in order, or where a consent round came from.

    Raises ``Conflict`` when the team is choosing already, or when one of the bundles is gone; ``ValidationError`` when
    there are too few bundles or too many.
    """
    if not LEAST[kind] <= len(clusters) <= MOST[kind]:
        raise ValidationError(
            _("Choose %(least)s to %(most)s bundles."), params={"least": LEAST[kind], "most": MOST[kind]}
        )
    present = Cluster.objects.present().filter(team=team, pk__in=[cluster.pk for cluster in clusters])
    if present.count() < len(clusters) or (proposal is not None and proposal.team_id != team.pk):
        raise Conflict(_("One of these bundles was taken away meanwhile. Choose again."))
    with _one_at_a_time():
        choice = Choice.objects.create(
            programme_id=team.programme_id, team=team, kind=kind, title=title, second=second,
            proposal=proposal, opened_by=by,
        )  # fmt: skip
        choice.clusters.set(clusters)
        record(by, "ideas.choice_opened", choice, scope=team.programme.scope, kind=str(kind))
        tell_evening(team)
    return choice


def open_next_round(*, choice: Choice, title: str, by: User) -> Choice:
    """Ask once more, with other words, what there was an objection to. People answer anew.

    Raises ``Conflict`` when there is nothing to ask once more, when somebody did already, or the team is choosing.
    """
    if choice.kind != ChoiceKind.CONSENT or choice.state == RoundState.OPEN or choice.agreed_at:
        raise Conflict(_("There is no objection to talk about: another round is not needed."))
    if Choice.objects.filter(follows=choice).exists():
        raise Conflict(_("Somebody began the next round already."))
    with _one_at_a_time():
        again = Choice.objects.create(
            programme_id=choice.programme_id, team=choice.team, kind=choice.kind, title=title,
            proposal=choice.proposal, number=choice.number + 1, follows=choice, opened_by=by,
        )  # fmt: skip
        again.clusters.set(choice.clusters.all())
        record(by, "ideas.choice_opened", again, scope=choice.programme.scope, kind=str(choice.kind))
        tell_evening(choice.team)
    return again


@transaction.atomic
def close_choice(*, choice: Choice, by: User) -> Choice:
    """Close it: no answer changes any more, and the team reads them. Closing twice changes nothing.

    A consent round that somebody answered and nobody objected to is agreed, and that is recorded.
    """
    at = now()
    closed = Choice.objects.filter(pk=choice.pk, state=RoundState.OPEN).update(
        state=RoundState.CLOSED, closed_at=at, version=F("version") + 1
    )
    if closed:
        stances = set(Answer.objects.filter(choice=choice).values_list("stance", flat=True))
        agreed = choice.kind == ChoiceKind.CONSENT and bool(stances) and Stance.OBJECTION not in stances
        if agreed:
            Choice.objects.filter(pk=choice.pk).update(agreed_at=at)
    choice.refresh_from_db(fields=["state", "closed_at", "agreed_at", "version"])
    if closed:
        record(
            by,
            "ideas.consent_reached" if choice.agreed_at else "ideas.choice_closed",
            choice,
            scope=choice.programme.scope,
        )
        _tell(choice)
    return choice


def reopen_choice(*, choice: Choice, by: User) -> Choice:
    """Let people change their answers again. Doing it twice changes nothing.

    Raises ``Conflict`` when the team is choosing something else, or another round came after it.
    """
    if Choice.objects.filter(follows=choice).exists():
        raise Conflict(_("Another round came after this one. Go on there."))
    with _one_at_a_time():
        opened = Choice.objects.filter(pk=choice.pk, state=RoundState.CLOSED).update(
            state=RoundState.OPEN, closed_at=None, agreed_at=None, version=F("version") + 1
        )
        choice.refresh_from_db(fields=["state", "closed_at", "agreed_at", "version"])
        if opened:
            record(by, "ideas.choice_reopened", choice, scope=choice.programme.scope)
            _tell(choice)
    return choice


def answer_consent(*, choice: Choice, voter: Participation, stance: Stance, remark: str, wish: str) -> Answer:
    """What ``voter`` says of a consent round, in place of what he or she said before.

    A remark and an objection need words. Raises ``Conflict`` when it was closed. The trail says nothing of it, as with
    dots: who reads the answers is told by the page, after the closing.
    """
    if stance != Stance.CONSENT and not remark:
        raise ValidationError(_("Say in a few words what it is about."))
    with transaction.atomic():
        answer = _answer(choice, voter)
        answer.stance = stance
        answer.remark = "" if stance == Stance.CONSENT else remark
        answer.wish = wish if stance == Stance.OBJECTION else ""
        answer.save(update_fields=["stance", "remark", "wish", "at"])
    return answer


def answer_scores(*, choice: Choice, voter: Participation, scores: Mapping[tuple[int, int], int]) -> Answer:
    """The scores of ``voter``, by bundle (primary key) and question, in place of those from before.

    What has no score stays without. Raises ``Conflict`` when it was closed, ``ValidationError`` for a score that does
    not exist.
    """
    questions = {1, 2} if choice.second else {1}
    known = set(choice.clusters.values_list("pk", flat=True))
    for (cluster, question), value in scores.items():
        if cluster not in known or question not in questions or not 1 <= value <= BEST_SCORE:
            raise ValidationError(_("Give each bundle a score of one to five."))
    with transaction.atomic():
        answer = _answer(choice, voter)
        _mark(answer, scores)
    return answer


def move_in_order(*, choice: Choice, voter: Participation, cluster: Cluster, steps: int) -> Answer:
    """Move ``cluster`` in the order of ``voter`` ``steps`` places down (up when negative); 0 keeps the order as it is.

    Raises ``Conflict`` when it was closed.
    """
    with transaction.atomic():
        answer = _answer(choice, voter)
        order = order_of(choice, answer)
        if cluster.pk in order:
            place = order.index(cluster.pk)
            order.insert(max(0, min(len(order) - 1, place + steps)), order.pop(place))
        _mark(answer, {(pk, 1): place for place, pk in enumerate(order, start=1)})
    return answer


def order_of(choice: Choice, answer: Answer | None) -> list[int]:
    """The bundles (primary keys) in the order of ``answer``; without one, as the team has them. At most 2 queries."""
    as_they_are = list(choice.clusters.order_by("position", "pk").values_list("pk", flat=True))
    marked = dict(answer.marks.values_list("cluster", "value")) if answer else {}
    return sorted(as_they_are, key=lambda pk: marked.get(pk, MOST_BUNDLES))


def _mark(answer: Answer, values: Mapping[tuple[int, int], int]) -> None:
    answer.save(update_fields=["at"])
    answer.marks.all().delete()
    Mark.objects.bulk_create(
        Mark(answer=answer, cluster_id=cluster, question=question, value=value)
        for (cluster, question), value in values.items()
    )


def _answer(choice: Choice, voter: Participation) -> Answer:
    """The answer of ``voter``, who takes part still, to what is open; both stay so until this transaction ends.

    Locked in the order of ``services.rounds``, and with the answer itself: two taps of one person follow each other.
    """
    taking_part = Participation.objects.active().select_for_update(no_key=True).filter(pk=voter.pk)
    if taking_part.first() is None:
        raise Conflict(_("You take part no more like this. What you answered before that counts."))
    locked = Choice.objects.select_for_update(no_key=True).filter(pk=choice.pk, state=RoundState.OPEN)
    if locked.first() is None:
        raise Conflict(_("This is closed by now. What you answered before that counts."))
    answer, _made = Answer.objects.get_or_create(choice=choice, voter=voter)
    return answer


def _tell(choice: Choice) -> None:
    announce(channel_of(choice), choice.version)
    tell_evening(choice.team)


@contextmanager
def _one_at_a_time() -> Iterator[Any]:
    """One transaction, in which the team begins to choose something."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        raise Conflict(_("This team is choosing already. Close that first.")) from clash


def merge_answers(guest: Participation, own: Participation | None) -> None:
    """Let the answers of ``guest`` to what is open be those of ``own``, in the caller's transaction; what ``own``
    answered stands, and the guest's goes. What is closed stays as it was read.
    """
    if own is None:
        return
    choices = Choice.objects.filter(answers__voter=guest, state=RoundState.OPEN)
    for choice in choices.select_for_update(no_key=True, of=("self",)).order_by("pk"):
        given = Answer.objects.get(choice=choice, voter=guest)
        if Answer.objects.filter(choice=choice, voter=own).exists():
            given.delete()
        else:
            given.voter = own
            given.save(update_fields=["voter"])
        Choice.objects.filter(pk=choice.pk).update(version=F("version") + 1)
        announce(channel_of(choice), choice.version + 1)
