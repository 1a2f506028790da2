"""Themes mapped together: opened, named, put together, weighed, and turned into themes and teams."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.identifiers import new_public_id
from core.text import clean_text
from outbox.services.queue import queue_message
from programmes.enums import ProgrammeState, ThemeStep
from programmes.models import Participation, Programme, Theme, ThemeProposal, ThemeRound, ThemeWish
from programmes.queries.seats import teams_of
from programmes.queries.theme_people import (
    MOST_IMPORTANT,
    MOST_NAMED,
    MOST_WANTED,
    members_of,
    told_of_outcome,
)
from programmes.services.blueprints import build_theme
from programmes.services.people import change_place
from programmes.services.programmes import MOST_THEMES

OPENED, WEIGHING, REMINDER, OUTCOME = (
    "theme_round_opened", "theme_weighing", "theme_reminder", "theme_outcome",
)  # fmt: skip


# ---- opening and closing ---------------------------------------------------------------------------------------


@transaction.atomic
def open_round(*, programme: Programme, until: dt.datetime, by: User) -> ThemeRound:
    """Let the people of a running ``programme`` name themes ``until`` then, and tell them.

    Raises ``Conflict`` where a round is open already or the programme does not run, ``ValidationError`` for a time in
    the past.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.state != ProgrammeState.RUNNING:
        raise Conflict(_("The programme does not run, so nobody can name themes."))
    if ThemeRound.objects.filter(programme=programme, done_at__isnull=True).exists():
        raise Conflict(_("A round about themes is open already."))
    _to_come(until)
    opened = ThemeRound.objects.create(programme=programme, proposing_until=until, opened_by=by)
    record(by, "programmes.theme_round_opened", opened, scope=programme.scope)
    _tell(opened, OPENED, by, gettext_lazy("You take part, and everybody names themes."))
    return opened


@transaction.atomic
def start_weighing(*, theme_round: ThemeRound, until: dt.datetime, by: User) -> ThemeRound:
    """Let people weigh the themes that were named ``until`` then, and tell them.

    Raises ``Conflict`` when that was done already, ``ValidationError`` for fewer than two themes or a time in the past.
    """
    held = _in_step(theme_round, ThemeStep.SORTING)
    _to_come(until)
    if held.proposals.filter(merged_into__isnull=True).count() < 2:
        raise ValidationError(_("There are fewer than two themes, so there is nothing to weigh."))
    held.weighing_until = until
    held.save(update_fields=["weighing_until"])
    record(by, "programmes.theme_weighing_opened", held, scope=held.programme.scope)
    _tell(held, WEIGHING, by, gettext_lazy("You take part, and everybody weighs the themes."))
    return held


@transaction.atomic
def set_deadline(*, theme_round: ThemeRound, until: dt.datetime, by: User) -> None:
    """Let people name or weigh themes ``until`` another time. Raises ``Conflict`` where they cannot any more."""
    held = _in_step(theme_round, ThemeStep.PROPOSING, ThemeStep.WEIGHING)
    _to_come(until)
    _end_step(held, until)
    record(by, "programmes.theme_deadline_set", held, scope=held.programme.scope)


@transaction.atomic
def close_step(*, theme_round: ThemeRound, by: User) -> ThemeRound:
    """Let nobody name, or weigh, themes any more from now on. Raises ``Conflict`` where it was closed already."""
    held = _in_step(theme_round, ThemeStep.PROPOSING, ThemeStep.WEIGHING)
    _end_step(held, now())
    record(by, "programmes.theme_step_closed", held, scope=held.programme.scope)
    return held


@transaction.atomic
def stop_round(*, theme_round: ThemeRound, by: User) -> None:
    """End the round without themes; what was named stays to be read. Raises ``Conflict`` where it is done."""
    held = _held(theme_round)
    if held.done_at is not None:
        raise Conflict(_("This round about themes is done already."))
    held.done_at = now()
    held.save(update_fields=["done_at"])
    record(by, "programmes.theme_round_stopped", held, scope=held.programme.scope)


# ---- what people do --------------------------------------------------------------------------------------------


@transaction.atomic
def name_theme(*, theme_round: ThemeRound, title: str, why: str, by: User) -> ThemeProposal:
    """Let ``by`` name a theme. The same title twice is one.

    Raises ``Conflict`` when the time is over, ``ValidationError`` for too many or for what does not fit.
    """
    held = _in_step(theme_round, ThemeStep.PROPOSING)
    person = _participation(held, by)
    title = clean_text(title, single_line=True)
    known = held.proposals.filter(proposer=person, title__iexact=title).first()
    if known is not None:
        return known
    if held.proposals.filter(proposer=person).count() >= MOST_NAMED:
        raise ValidationError(
            _("You named %(count)d themes already. Take one away first.") % {"count": MOST_NAMED}
        )
    proposal = ThemeProposal(round=held, proposer=person, title=title, why=clean_text(why))
    proposal.full_clean()
    proposal.save()
    return proposal


@transaction.atomic
def take_away_theme(*, proposal: ThemeProposal, by: User) -> None:
    """Take away a theme that one named oneself, while people name themes. Raises ``Conflict`` afterwards."""
    held = _in_step(proposal.round, ThemeStep.PROPOSING)
    held.proposals.filter(pk=proposal.pk, proposer__person=by).delete()


@transaction.atomic
def weigh_themes(
    *, theme_round: ThemeRound, important: Collection[int], wanted: Collection[int], by: User
) -> None:
    """Keep which themes (primary keys) ``by`` finds important and which he or she wants to work on, instead of what was
    kept before.

    Raises ``Conflict`` when the time is over, ``ValidationError`` for more than the numbers allow.
    """
    held = _in_step(theme_round, ThemeStep.WEIGHING)
    person = _participation(held, by)
    if len(set(important)) > MOST_IMPORTANT or len(set(wanted)) > MOST_WANTED:
        raise ValidationError(
            _("Choose at most %(important)d important themes, and at most %(wanted)d to work on.")
            % {"important": MOST_IMPORTANT, "wanted": MOST_WANTED}
        )
    heads = set(held.proposals.filter(merged_into__isnull=True).values_list("pk", flat=True))
    if not heads.issuperset({*important, *wanted}):
        raise Conflict(_("One of these themes is not there any more. Look at the list once more."))
    ThemeWish.objects.filter(proposal__round=held, participation=person).delete()
    ThemeWish.objects.bulk_create(
        ThemeWish(
            proposal_id=pk, participation=person, is_important=pk in important, wants_to_work=pk in wanted
        )
        for pk in sorted({*important, *wanted})
    )


# ---- what the facilitator makes of it --------------------------------------------------------------------------


@transaction.atomic
def merge_themes(*, keep: ThemeProposal, absorb: Iterable[ThemeProposal], by: User) -> int:
    """Let ``keep`` stand for ``absorb`` too. Nothing of them changes: ``split_theme`` takes it back. Returns how many.

    Raises ``Conflict`` where one of them was put together with another meanwhile, or while people name or weigh.
    """
    held = _in_step(keep.round, ThemeStep.SORTING, ThemeStep.CHOOSING)
    keys = {proposal.pk for proposal in absorb}
    free = held.proposals.select_for_update().filter(pk__in=keys | {keep.pk}, merged_into__isnull=True)
    found = {proposal.pk for proposal in free.order_by("pk")}
    if not keys or keep.pk in keys:
        raise ValidationError(_("Choose which themes go into this one."))
    if found != keys | {keep.pk}:
        raise Conflict(_("Somebody else put one of these themes together meanwhile. Nothing was changed."))
    held.proposals.filter(pk__in=keys).update(merged_into=keep)
    record(by, "programmes.themes_merged", keep, scope=held.programme.scope, absorbed=sorted(keys))
    return len(keys)


@transaction.atomic
def split_theme(*, proposal: ThemeProposal, by: User) -> None:
    """Let ``proposal`` stand for itself again. Raises ``Conflict`` while people name or weigh."""
    held = _in_step(proposal.round, ThemeStep.SORTING, ThemeStep.CHOOSING)
    if held.proposals.filter(pk=proposal.pk, merged_into__isnull=False).update(merged_into=None):
        record(by, "programmes.theme_split", proposal, scope=held.programme.scope)


@transaction.atomic
def rename_theme(*, proposal: ThemeProposal, title: str, by: User) -> ThemeProposal:
    """Give a theme another name; empty, or the words of who named it, takes that back."""
    held = _in_step(proposal.round, ThemeStep.SORTING, ThemeStep.CHOOSING)
    proposal = held.proposals.select_for_update().get(pk=proposal.pk)
    title = clean_text(title, single_line=True)
    proposal.new_title = "" if title == proposal.title else title
    proposal.full_clean(exclude=["round", "proposer"])
    proposal.save(update_fields=["new_title"])
    record(by, "programmes.theme_renamed", proposal, scope=held.programme.scope)
    return proposal


@transaction.atomic
def make_teams(
    *, theme_round: ThemeRound, places: Mapping[ThemeProposal, Sequence[Participation]], by: User
) -> list[Theme]:
    """Make a theme with a team of each proposal in ``places``, put its people in that team, and tell everybody.

    Raises ``Conflict`` when that was done already or somebody left meanwhile; ``ValidationError`` for no theme, too
    many, a name that the programme has already, or nobody in any team.
    """
    held = _in_step(theme_round, ThemeStep.CHOOSING)
    _check_names(held.programme, places)
    if not any(places.values()):
        raise ValidationError(_("Nobody is in a team yet. Put people in a team first."))
    themes = [_make_theme(held.programme, proposal, places[proposal], by) for proposal in places]
    held.done_at = now()
    held.save(update_fields=["done_at"])
    record(
        by, "programmes.theme_teams_made", held, scope=held.programme.scope, themes=[one.pk for one in themes]
    )
    batch = f"{OUTCOME}:{held.pk}"
    for participation in told_of_outcome(held.programme):
        queue_message(
            OUTCOME,
            to=participation.person,
            scope=held.programme.scope,
            params={"round": held.pk, "participation": participation.pk},
            dedupe=f"round:{held.pk}",
            why=gettext_lazy("You take part, and the teams are known."),
            batch=batch,
            reply_to=held.programme.reply_to or by,
        )
    return themes


def _check_names(programme: Programme, places: Mapping[ThemeProposal, Sequence[Participation]]) -> None:
    if not places:
        raise ValidationError(_("Choose at least one theme."))
    present = [name.casefold() for name in programme.themes.values_list("name", flat=True)]
    names = [str(proposal).casefold() for proposal in places]
    if len(names) + len(present) > MOST_THEMES:
        raise ValidationError(_("At most %(count)d themes fit in one programme.") % {"count": MOST_THEMES})
    double = [str(proposal) for proposal in places if (names + present).count(str(proposal).casefold()) > 1]
    if double:
        raise ValidationError(
            _("There is a theme called “%(name)s” already. Give it another name first.") % {"name": double[0]}
        )


def _make_theme(
    programme: Programme, proposal: ThemeProposal, people: Sequence[Participation], by: User
) -> Theme:
    before = {seat.team_id for seat in teams_of(programme)}
    theme = Theme.objects.create(programme=programme, name=str(proposal), position=programme.themes.count())
    build_theme(programme=programme, theme=theme)
    proposal.theme = theme
    proposal.save(update_fields=["theme"])
    team_id = next((seat.team_id for seat in teams_of(programme) if seat.team_id not in before), None)
    for participation in people:
        change_place(participation=participation, role=participation.role, team_id=team_id, by=by)
    return theme


# ---- together --------------------------------------------------------------------------------------------------


def _held(theme_round: ThemeRound) -> ThemeRound:
    """The row itself, held until the transaction ends."""
    return (
        ThemeRound.objects.select_for_update(of=("self",))
        .select_related("programme__reply_to")
        .get(pk=theme_round.pk)
    )


def _in_step(theme_round: ThemeRound, *steps: ThemeStep) -> ThemeRound:
    """The row, where it is in one of ``steps``; ``Conflict`` with what it is in where it is not."""
    held = _held(theme_round)
    if held.programme.state != ProgrammeState.RUNNING:
        raise Conflict(_("The programme does not run any more."))
    if held.step not in steps:
        raise Conflict(
            {
                ThemeStep.PROPOSING: _("People still name themes. Close that first."),
                ThemeStep.SORTING: _("The time to name themes is over."),
                ThemeStep.WEIGHING: _("People weigh the themes now, so these stay as they are."),
                ThemeStep.CHOOSING: _("The time to weigh themes is over."),
                ThemeStep.DONE: _("This round about themes is done already."),
            }[held.step]
        )
    return held


def _end_step(held: ThemeRound, at: dt.datetime) -> None:
    name = "proposing_until" if held.step == ThemeStep.PROPOSING else "weighing_until"
    setattr(held, name, at)
    held.save(update_fields=[name])


def _to_come(until: dt.datetime) -> None:
    if until <= now():
        raise ValidationError({"until": _("This day has passed. Choose today or later.")})


def _participation(theme_round: ThemeRound, person: User) -> Participation:
    """The participation of ``person``, held, so that two taps are counted one after the other."""
    found = (
        Participation.objects.active()
        .select_for_update()
        .filter(programme=theme_round.programme, person=person)
        .first()
    )
    if found is None:
        raise Conflict(_("You do not take part in this programme any more."))
    return found


def _tell(theme_round: ThemeRound, kind: str, by: User, why: object) -> None:
    """Send a message of ``kind`` to everybody who names and weighs themes."""
    queue_message(
        kind,
        to=[participation.person for participation in members_of(theme_round.programme)],
        scope=theme_round.programme.scope,
        params={"round": theme_round.pk},
        dedupe=f"round:{theme_round.pk}",
        why=why,  # type: ignore[arg-type]
        batch=f"{kind}:{theme_round.pk}:{new_public_id()}",
        reply_to=theme_round.programme.reply_to or by,
    )
