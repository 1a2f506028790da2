"""Policy goals: put down for an organisation, served by programmes, tied to themes, or left with a reason."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from programmes.models import Agreement, PolicyGoal, Programme, ServedGoal, Theme
from programmes.queries.goal_lines import MOST_GOALS, GoalLine


@transaction.atomic
def make_agreement(
    *, organisation: Organisation, name: str, starts_on: dt.date, ends_on: dt.date, by: User
) -> Agreement:
    """An agreement without goals. Raises ``ValidationError`` for a name that is there, or a period that ends too
    soon.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    agreement = Agreement(organisation=organisation, name=name, starts_on=starts_on, ends_on=ends_on)
    agreement.full_clean()
    agreement.save()
    record(by, "programmes.agreement_made", agreement, scope=organisation.scope)
    return agreement


@transaction.atomic
def change_agreement(
    *, agreement: Agreement, name: str, starts_on: dt.date, ends_on: dt.date, by: User
) -> Agreement:
    """Give ``agreement`` another name or period. Raises ``ValidationError`` as ``make_agreement``."""
    Organisation.objects.select_for_update().get(pk=agreement.organisation_id)
    agreement.name, agreement.starts_on, agreement.ends_on = name, starts_on, ends_on
    agreement.full_clean()
    agreement.save(update_fields=["name", "starts_on", "ends_on"])
    record(by, "programmes.agreement_changed", agreement, scope=agreement.organisation.scope)
    return agreement


@transaction.atomic
def add_goals(
    *, agreement: Agreement, lines: Sequence[GoalLine], by: User, programme: Programme | None = None
) -> list[PolicyGoal]:
    """Put the goals of ``lines`` below ``agreement``, after those that are there; ``programme`` then serves them.

    All of them or none: raises ``ValidationError`` where a line is to be mended. What stands there already is not added
    again, but served too. Returns what is new.
    """
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    wrong = [line for line in lines if line.problem]
    if wrong:
        raise ValidationError(
            _("Line %(number)d has to be mended first: %(problem)s")
            % {"number": wrong[0].number, "problem": wrong[0].problem}
        )
    there = {goal.text.casefold(): goal for goal in agreement.goals.all()}
    number = agreement.goals.aggregate(last=Max("number"))["last"] or 0
    fresh = {line.text.casefold(): line for line in reversed(lines) if line.text.casefold() not in there}
    if len(there) + len(fresh) > MOST_GOALS:
        raise ValidationError(_("An agreement has at most %(count)d goals.") % {"count": MOST_GOALS})
    added = [
        PolicyGoal.objects.create(
            agreement=agreement, number=place, text=line.text, due_on=line.due_on, added_by=by
        )
        for place, line in enumerate(reversed(fresh.values()), start=number + 1)
    ]
    if added:
        keys = [goal.pk for goal in added]
        record(by, "programmes.goals_added", agreement, scope=agreement.organisation.scope, goals=keys)
    if programme is not None:
        named = [there[line.text.casefold()] for line in lines if line.text.casefold() in there]
        serve_goals(programme=programme, add=[*named, *added], leave=[], by=by)
    return added


@transaction.atomic
def put_down_goals(
    *,
    organisation: Organisation,
    agreement: Agreement | None,
    name: str | None,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    lines: Sequence[GoalLine],
    programme: Programme | None,
    by: User,
) -> None:
    """``add_goals`` to ``agreement``, or to a new one with this name and period."""
    if agreement is None:
        if not (name and starts_on and ends_on):
            raise ValidationError(_("A new agreement needs a name and a period."))
        agreement = make_agreement(
            organisation=organisation, name=name, starts_on=starts_on, ends_on=ends_on, by=by
        )
    add_goals(agreement=agreement, lines=lines, by=by, programme=programme)


@transaction.atomic
def change_goal(*, goal: PolicyGoal, text: str, due_on: dt.date | None, by: User) -> PolicyGoal:
    """Change what a goal says. Raises ``ValidationError`` where another one says that already."""
    Agreement.objects.select_for_update().get(pk=goal.agreement_id)
    goal.text, goal.due_on = clean_text(text, single_line=True), due_on
    goal.full_clean(exclude=["added_by"])
    goal.save(update_fields=["text", "due_on"])
    record(by, "programmes.goal_changed", goal, scope=goal.agreement.organisation.scope)
    return goal


@transaction.atomic
def remove_goal(*, goal: PolicyGoal, by: User) -> None:
    """Take a goal away. Raises ``Conflict`` while a programme serves it, so that no work loses what it hangs on."""
    goal = (
        PolicyGoal.objects.select_for_update(of=("self",))
        .select_related("agreement__organisation")
        .get(pk=goal.pk)
    )
    programmes = list(goal.served.values_list("programme__name", flat=True))
    if programmes:
        raise Conflict(
            _("This goal is served by %(programmes)s. It cannot be taken away.")
            % {"programmes": ", ".join(programmes)}
        )
    record(
        by, "programmes.goal_removed", goal.agreement, scope=goal.agreement.organisation.scope, goal=goal.pk
    )
    goal.delete()


@transaction.atomic
def serve_goals(
    *, programme: Programme, add: Collection[PolicyGoal], leave: Collection[PolicyGoal], by: User
) -> None:
    """Let ``programme`` serve the goals ``add`` too, and ``leave`` no more; what others chose meanwhile stays.

    Themes and proposals keep what they hang on: it shows again when the goal comes back.
    Raises ``ValidationError`` for a goal of another organisation than its host.
    """
    if any(goal.agreement.organisation_id != programme.host_id for goal in add):
        raise ValidationError(_("This goal belongs to another organisation."))
    there = set(programme.served_goals.values_list("goal_id", flat=True))
    fresh = [goal for goal in add if goal.pk not in there]
    ServedGoal.objects.bulk_create(
        [ServedGoal(programme=programme, goal=goal) for goal in fresh], ignore_conflicts=True
    )
    gone = programme.served_goals.filter(goal__in=leave)
    left = list(gone.values_list("goal_id", flat=True))
    gone.delete()
    if fresh or left:
        record(
            by,
            "programmes.goals_served",
            programme,
            scope=programme.scope,
            added=[goal.pk for goal in fresh],
            left=left,
        )


@transaction.atomic
def tie_themes(*, served: ServedGoal, add: Collection[Theme], leave: Collection[Theme], by: User) -> None:
    """Hang a goal on the themes ``add`` too, and on ``leave`` no more; what others chose meanwhile stays.

    Raises ``ValidationError`` for a theme of another programme.
    """
    if any(theme.programme_id != served.programme_id for theme in (*add, *leave)):
        raise ValidationError(_("This theme belongs to another programme."))
    for theme in add:
        theme.goals.add(served.goal)
    for theme in leave:
        theme.goals.remove(served.goal)
    if add or leave:
        record(
            by,
            "programmes.goal_tied",
            served,
            scope=served.programme.scope,
            added=[theme.pk for theme in add],
            left=[theme.pk for theme in leave],
        )


@transaction.atomic
def leave_goal(*, served: ServedGoal, because: str, by: User) -> None:
    """Say why nothing will come of a goal here. Raises ``Conflict`` where somebody else said so first."""
    if not because:
        raise ValidationError(_("Write in a few words why."))
    said = ServedGoal.objects.filter(pk=served.pk, because="").update(
        because=because, said_by=by, said_at=now()
    )
    if not said:
        served.refresh_from_db()
        raise Conflict(_("Somebody else wrote already why not: “%(because)s”.") % {"because": served.because})
    record(by, "programmes.goal_left", served, scope=served.programme.scope)


@transaction.atomic
def take_up_goal(*, served: ServedGoal, by: User) -> None:
    """Take back that nothing will come of a goal. Doing it twice changes nothing."""
    changed = (
        ServedGoal.objects.filter(pk=served.pk)
        .exclude(because="")
        .update(because="", said_by=None, said_at=None)
    )
    if changed:
        record(by, "programmes.goal_taken_up", served, scope=served.programme.scope)
