"""Filters on programmes and who takes part in them."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from core.access import standing_of
from core.clock import now, today
from programmes.enums import IntakeAudience, ProgrammeState, QuestionState, Role

if TYPE_CHECKING:
    from programmes.models import Intake, Participation, Programme, Question  # noqa: F401 - named in quotes below


def programmes_seen(user: Any, along: str = "") -> Q:
    """The programmes that ``user`` may see, as a filter on a model from which ``along`` ("programme__") leads
    to Programme.

    Facilitators see theirs from the first word on; everybody else once it runs; an administrator what the
    organisation hosts.
    """
    standing = standing_of(user)
    return (
        Q(**{f"{along}pk__in": standing.where("programme", Role.FACILITATOR)})
        | Q(**{f"{along}host_id__in": standing.where("organisation")})
        | (
            Q(**{f"{along}pk__in": standing.where("programme")})
            & ~Q(**{f"{along}state": ProgrammeState.CONCEPT})
        )
    )


def in_force(along: str = "") -> Q:
    """What holds today in Amsterdam, as a filter on a model from which ``along`` ("participation__") leads to rows with
    ``starts_on``, ``ends_on`` and ``until``: begun, not past the last day, not ended. So a new day needs no sweep.
    """
    day = today()
    return (
        Q(**{f"{along}until__isnull": True})
        & (Q(**{f"{along}starts_on__isnull": True}) | Q(**{f"{along}starts_on__lte": day}))
        & (Q(**{f"{along}ends_on__isnull": True}) | Q(**{f"{along}ends_on__gte": day}))
    )


def in_force_sql(table: str) -> str:
    """``in_force`` for the rows of ``table``, as SQL with the placeholder ``%(today)s``: for what each request asks."""
    return (
        f"{table}.until IS NULL"
        f" AND ({table}.starts_on IS NULL OR {table}.starts_on <= %(today)s)"
        f" AND ({table}.ends_on IS NULL OR {table}.ends_on >= %(today)s)"
    )


ROLES_IN_PROGRAMMES = f"""
    SELECT 'programme', part.programme_id, part.role FROM programmes_participation part
    WHERE part.person_id = %(user)s AND part.role <> 'guest' AND {in_force_sql("part")}
"""  # noqa: S608 - made of constants alone
ROLES_IN_HOUSES = f"""
    SELECT 'house', programme.host_id, part.role FROM programmes_participation part
    JOIN programmes_programme programme ON programme.id = part.programme_id AND programme.state <> 'closed'
    WHERE part.person_id = %(user)s AND part.role <> 'guest' AND {in_force_sql("part")}
"""  # noqa: S608 - made of constants alone
"""The same roles, in the house that hosts a programme that is not closed."""


class ProgrammeQuerySet(QuerySet["Programme"]):
    """Programmes, and those that somebody may see."""

    def visible_to(self, user: Any) -> "ProgrammeQuerySet":
        """What ``user`` may see, with what the rules look at, and what its pages wear. A rehearsal has no pages."""
        return self.filter(programmes_seen(user), is_rehearsal=False).select_related(
            "phase", "host__style", "client"
        )


class ParticipationQuerySet(QuerySet["Participation"]):
    """Who takes part."""

    def active(self) -> "ParticipationQuerySet":
        """Those who take part today."""
        return self.filter(in_force())

    def enlisted(self) -> "ParticipationQuerySet":
        """Those on the list: who takes part, and who will from a later day on."""
        return self.filter(until__isnull=True)

    def visible_to(self, user: Any) -> "ParticipationQuerySet":
        """People in the programmes that ``user`` steers or administers, and oneself once it has started and one
        has begun."""
        standing = standing_of(user)
        return self.filter(
            Q(programme_id__in=standing.where("programme", Role.FACILITATOR))
            | Q(programme__host_id__in=standing.where("organisation"))
            | (
                Q(person_id=standing.user_id)
                & ~Q(programme__state=ProgrammeState.CONCEPT)
                & (Q(starts_on__isnull=True) | Q(starts_on__lte=today()))
            )
        ).select_related("programme__phase", "person__organisation")


class OfProgrammeQuerySet(QuerySet[Any]):
    """Rows that hang on a programme by ``programme`` and are seen by all who see that programme."""

    def visible_to(self, user: Any) -> "OfProgrammeQuerySet":
        """Those of the programmes that ``user`` may see."""
        return self.filter(programmes_seen(user, "programme__")).select_related("programme__phase")


class AgreementQuerySet(QuerySet[Any]):
    """Agreements: whoever administers the organisation keeps them."""

    def visible_to(self, user: Any) -> "AgreementQuerySet":
        """Those of the organisations that ``user`` administers."""
        kept = standing_of(user).where("organisation")
        return self.filter(organisation_id__in=kept).select_related("organisation")


class PolicyGoalQuerySet(QuerySet[Any]):
    """Policy goals, as ``AgreementQuerySet``."""

    def visible_to(self, user: Any) -> "PolicyGoalQuerySet":
        """Those of the organisations that ``user`` administers."""
        kept = standing_of(user).where("organisation")
        return self.filter(agreement__organisation_id__in=kept).select_related("agreement__organisation")


class StakeholderGroupQuerySet(OfProgrammeQuerySet):
    """Groups whose voice a programme should hear."""

    def present(self) -> "StakeholderGroupQuerySet":
        """Those that nobody took out."""
        return self.filter(removed_at__isnull=True)


class HearingQuerySet(OfProgrammeQuerySet):
    """What was said of groups at themes."""

    def present(self) -> "HearingQuerySet":
        """What nobody took back."""
        return self.filter(removed_at__isnull=True)


class IntakeQuerySet(QuerySet["Intake"]):
    """The desks of organisations."""

    def visible_to(self, user: Any) -> "IntakeQuerySet":
        """Those of the organisations whose questions ``user`` looks after."""
        return self.filter(organisation_id__in=looked_after_by(user)).select_related("organisation")

    def open_to(self, user: Any) -> "IntakeQuerySet":
        """Those at which ``user``, or somebody who is not signed in, may bring something.

        An organisation's own people come from it, administer it, or take part in a programme that it hosts.
        """
        open_to = Q(audience=IntakeAudience.PUBLIC)
        if user.is_authenticated and not user.is_guest:
            standing = standing_of(user)
            houses = standing.where("house") | standing.where("organisation") | {user.organisation_id}
            open_to |= Q(audience=IntakeAudience.OWN, organisation_id__in=houses - {None})
        return self.filter(open_to).select_related("organisation")


class QuestionQuerySet(QuerySet["Question"]):
    """Questions and stories that people bring."""

    def visible_to(self, user: Any) -> "QuestionQuerySet":
        """Those of the organisations whose questions ``user`` looks after."""
        along = ("organisation", "taken_by", "answered_by", "merged_into")
        return self.filter(organisation_id__in=looked_after_by(user)).select_related(*along)

    def in_state(self, state: str) -> "QuestionQuerySet":
        """Those that are in ``state``; whom nobody looks after any more is new again."""
        if state == QuestionState.ANSWERED:
            return self.filter(answered_at__isnull=False)
        return self.filter(answered_at__isnull=True, taken_by__isnull=state == QuestionState.NEW)


def looked_after_by(user: Any) -> set[int]:
    """The organisations (primary keys) whose questions ``user`` looks after: who administers one, or facilitates a
    programme that it hosts and that is not closed."""
    standing = standing_of(user)
    return standing.where("organisation") | standing.where("house", Role.FACILITATOR)


class OfHostQuerySet(QuerySet[Any]):
    """Rows that hang on an ``organisation`` and are there for who begins programmes for it."""

    def visible_to(self, user: Any) -> "OfHostQuerySet":
        """Those of the organisations that ``user`` administers or facilitates a programme of."""
        return self.filter(organisation_id__in=looked_after_by(user)).select_related("organisation")


class ThemeProposalQuerySet(QuerySet[Any]):
    """Themes that people name."""

    def visible_to(self, user: Any) -> "ThemeProposalQuerySet":
        """One's own, and those of others once nobody names themes any more, where one sees the programme."""
        shown = Q(round__proposing_until__lte=now()) | Q(proposer__person_id=standing_of(user).user_id)
        return self.filter(programmes_seen(user, "round__programme__"), shown).select_related(
            "round__programme__phase", "proposer"
        )
