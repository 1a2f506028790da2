"""Filters on outcomes."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from core.access import standing_of
from outcomes.enums import ExampleState
from programmes.enums import AT_WORK, ProgrammeState, Role
from programmes.querysets import in_force, programmes_seen
from sessions.enums import SessionState
from sessions.models import Scribe
from sessions.querysets import evenings_seen
from teams.querysets import teams_seen

if TYPE_CHECKING:
    from outcomes.models import Example, ExampleQuestion, Reflection  # noqa: F401 - named in quotes below


def _examples(model: Any, field: str) -> Any:
    """All examples, for a model whose ``field`` leads to them: this file cannot import models."""
    return model._meta.get_field(field).related_model.objects


def _shown() -> Q:
    """That an example hides in no block."""
    return Q(item__isnull=True) | Q(item__shown_at__isnull=False) | Q(evening__closed_at__isnull=False)


class DecisionQuerySet(QuerySet[Any]):
    """Decisions: everybody in the programme sees them."""

    def visible_to(self, user: Any) -> "DecisionQuerySet":
        """Those of programmes that ``user`` may see."""
        return self.filter(programmes_seen(user, "programme__")).select_related(
            "programme__phase", "proposal__team"
        )


class LessonQuerySet(QuerySet[Any]):
    """Lessons: those who see the work of the team."""

    def visible_to(self, user: Any) -> "LessonQuerySet":
        """Those of teams whose work ``user`` may see."""
        return (
            self.filter(teams_seen(user, "team__"))
            .select_related(
                "programme__phase",
                "team",
                "submission__assignment",
                "submission__author__person",
                "evening__moment",
            )
            .with_grounds()
        )

    def with_grounds(self) -> "LessonQuerySet":
        """With the examples that each rests on and that can still be read. 1 query more."""
        told = _examples(self.model, "examples").told().select_related("author__person")
        return self.prefetch_related(Prefetch("examples", told.order_by("pk"), to_attr="grounds"))


class ExampleQuerySet(QuerySet["Example"]):
    """Examples, and those that somebody may see."""

    def told(self) -> "ExampleQuerySet":
        """Those that are there for the room: shown, not taken back, and not hidden."""
        return self.filter(_shown(), state=ExampleState.TOLD)

    def visible_to(self, user: Any) -> "ExampleQuerySet":
        """Those that were shown, of the teams whose work ``user`` may see, and one's own.

        Before they are shown the facilitator of the programme reads them too (without names); what was hidden, the
        facilitators and the coach of the team. A guest: those of the evening and the table of the own seat.
        """
        standing = standing_of(user)
        mine = Q(author__person_id=standing.user_id) | Q(written_by_id=standing.user_id)
        facilitated = Q(programme_id__in=standing.where("programme", Role.FACILITATOR))
        guided = facilitated | Q(team_id__in=standing.where("team", Role.COACH))
        as_guest = Q(
            evening_id__in=standing.where("evening", Role.GUEST),
            team_id__in=standing.where("table", Role.GUEST),
        )
        return self.filter(
            teams_seen(user, "team__") | as_guest,
            mine
            | (Q(state=ExampleState.TOLD) & (_shown() | facilitated))
            | (Q(state=ExampleState.HIDDEN) & guided),
        ).select_related(
            "programme__phase", "team", "evening__moment", "item", "author__person__organisation"
        )


class ExampleQuestionQuerySet(QuerySet["ExampleQuestion"]):
    """Questions about examples."""

    def present(self) -> "ExampleQuestionQuerySet":
        """Those that nobody took away."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user: Any) -> "ExampleQuestionQuerySet":
        """Those about examples that ``user`` may see, taken away or not."""
        examples = _examples(self.model, "example").visible_to(user).select_related(None)
        return self.filter(example__in=examples).select_related(
            "example__programme__phase", "example__author", "example__item", "example__evening", "asker"
        )


class ReflectionQuerySet(QuerySet["Reflection"]):
    """What people learned on evenings."""

    def of(self, user: Any) -> "ReflectionQuerySet":
        """What ``user`` wrote."""
        return self.filter(participation__person_id=standing_of(user).user_id)

    def visible_to(self, user: Any) -> "ReflectionQuerySet":
        """One's own, also after one left; and what others shared, for who works there and sees that evening."""
        standing = standing_of(user)
        at_work = Q(evening__programme_id__in=standing.where("programme", *AT_WORK))
        shared = Q(shared_at__isnull=False) & at_work & evenings_seen(user, "evening__")
        begun = ~Q(evening__programme__state=ProgrammeState.CONCEPT)
        mine = Q(begun, participation__person_id=standing.user_id)
        return self.filter(mine | shared).select_related(
            "evening__programme__phase",
            "evening__moment",
            "evening__team",
            "participation__person__organisation",
        )


class BodyQuerySet(QuerySet[Any]):
    """Organisations that take part in a conference."""

    def visible_to(self, user: Any) -> "BodyQuerySet":
        """Those of programmes that ``user`` may see, and the one that a guest speaks for, with what the rules look at:
        whether ``user`` writes for others at an evening that runs (``writes_for_it``)."""
        me = standing_of(user).user_id
        as_guest = Q(speaker__person_id=me, speaker__role=Role.GUEST) & in_force("speaker__")
        scribes = Scribe.objects.filter(
            in_force("participation__"),
            participation__person_id=me,
            evening__programme=OuterRef("programme"),
            evening__state=SessionState.RUNNING,
        )
        return (
            self.filter(programmes_seen(user, "programme__") | as_guest)
            .annotate(writes_for_it=Exists(scribes))
            .select_related("programme__phase", "speaker__person__organisation")
        )


class PointQuerySet(QuerySet[Any]):
    """Points that bodies are asked to endorse."""

    def visible_to(self, user: Any) -> "PointQuerySet":
        """Those of evenings that ``user`` may see. What bodies say of them is another matter: ``is_open_to_all``."""
        return self.filter(evenings_seen(user, "evening__")).select_related(
            "programme__phase",
            "evening__programme",
            "evening__moment",
            "evening__team",
            "proposal",
            "decision__proposal",
        )


class EndorsementQuerySet(QuerySet[Any]):
    """What bodies say."""

    def open_to_all(self) -> "EndorsementQuerySet":
        """What was shown, or is settled."""
        shown = Q(point__shown_at__isnull=False) | Q(point__frozen_at__isnull=False)
        return self.filter(shown | Q(point__evening__state=SessionState.CLOSED))

    def visible_to(self, user: Any) -> "EndorsementQuerySet":
        """What was shown of points that ``user`` sees; a facilitator, and who speaks for the body, read it before."""
        standing = standing_of(user)
        before = Q(body__programme__in=standing.where("programme", Role.FACILITATOR)) | Q(
            body__speaker__person_id=standing.user_id
        )
        shown = Q(pk__in=self.model.objects.open_to_all())
        return self.filter(evenings_seen(user, "point__evening__"), before | shown).select_related(
            "point__evening__moment", "body__programme__phase", "speaker__person__organisation"
        )


class RegionalTaskQuerySet(QuerySet[Any]):
    """Tasks of regional agendas."""

    def present(self) -> "RegionalTaskQuerySet":
        """Those that nobody took off the agenda."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user: Any) -> "RegionalTaskQuerySet":
        """Those of programmes that ``user`` may see, also what was taken off, with what the rules look at."""
        return self.filter(programmes_seen(user, "programme__")).select_related(
            "programme__phase", "evening__moment", "puller", "goal", "decision__proposal"
        )


class PresentationQuerySet(QuerySet[Any]):
    """What is presented at evenings."""

    def visible_to(self, user: Any) -> "PresentationQuerySet":
        """Those of evenings that ``user`` may see, with what the rules look at."""
        return self.filter(evenings_seen(user, "evening__")).select_related(
            "evening__programme__phase", "evening__team", "evening__moment", "proposal__team"
        )
