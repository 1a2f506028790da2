"""Blueprints: which there are, and how one becomes a programme's plan.

Programmes make the moments, phases and reminders themselves. What an evening, homework, a section or a team of a theme
is, upper apps know: they register a builder per part in their ``AppConfig.ready``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from programmes.enums import WEEKDAYS, MomentKind, ProgrammeKind
from programmes.models import Blueprint, Moment, Phase, Programme, Reminder, Theme
from programmes.queries.fitting import fit_plan, plan_as_written, title_on
from programmes.queries.rules import Rule
from programmes.services.blueprint_reader import SKIP_HOLIDAYS, read_blueprint, read_plan
from programmes.services.blueprint_shape import clock_of
from programmes.services.placing import place_moment

FOLDER = Path(__file__).resolve().parent.parent / "blueprints"
START = "start_day"
"""The key in ``moments`` of the start of the programme."""


class Builder(Protocol):
    """Makes of one ``entry`` of a blueprint what the app knows; called inside the transaction.

    ``moment`` is the entry's own moment (None for themes and sections), ``moments`` all by the key of their entry.
    """

    def __call__(
        self,
        *,
        programme: Programme,
        entry: dict[str, Any],
        moment: Moment | None,
        moments: dict[str, Moment],
    ) -> None: ...


class Remover(Protocol):
    """Takes away what the builder of themes made of ``theme``; raises ``ValidationError`` where that cannot be."""

    def __call__(self, *, theme: Theme) -> None: ...


OWN = "own-"
"""Begins the reference of an organisation's blueprint; a key of ours has no hyphen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a programme can begin from: a blueprint of ours, the newest version of an organisation's, or the plan of an
    earlier programme (``like``)."""

    reference: str
    plan: dict[str, Any]
    organisation: Organisation | None = None
    like: Programme | None = None

    @property
    def key(self) -> str:
        """What it is called in files."""
        return str(self.plan["key"])

    @property
    def version(self) -> int:
        """Its version."""
        return int(self.plan["version"])

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.plan["name"])

    @property
    def kind(self) -> str:
        """The way of working."""
        return str(self.plan["kind"])

    @property
    def summary(self) -> str:
        """What it is, in two sentences."""
        return str(self.plan["summary"])

    @property
    def origin(self) -> dict[str, Any]:
        """As a programme keeps it."""
        whose = {"organisation": self.organisation.public_id} if self.organisation else {}
        like = {"like": self.like.name} if self.like else {}
        return {"key": self.key, "version": self.version, "plan": self.plan} | whose | like


Labels = Callable[[], Mapping[str, Any]]
"""What people call the words of a vocabulary, in the language of the moment."""

_builders: dict[str, Builder] = {}
_theme_removers: list[Remover] = []
_words: dict[str, frozenset[str]] = {}
_labels: dict[str, Labels] = {}


def register_builder(part: str, builder: Builder) -> None:
    """Let ``builder`` make what stands in a blueprint under ``part``: themes, evenings, homework or koersdocument; and
    the teams of a programme's file."""
    _builders[part] = builder


def register_theme_remover(remover: Remover) -> None:
    """Let ``remover`` take away what hangs on a theme, before the theme itself goes."""
    if remover not in _theme_removers:
        _theme_removers.append(remover)


def register_words(vocabulary: str, words: Iterable[str], labels: Labels | None = None) -> None:
    """Say which keys a blueprint may use: ``vocabulary`` is method, evening_kind, recipe or section_kind."""
    _words[vocabulary] = frozenset(words)
    _labels[vocabulary] = labels or (lambda: {word: word for word in sorted(_words[vocabulary])})
    blueprints.cache_clear()


def known_words() -> dict[str, frozenset[str]]:
    """What was registered with ``register_words``."""
    return dict(_words)


def _as_of_today(blueprint: Choice) -> Choice:
    """``blueprint`` with the fields that came since it was kept; ``ValidationError`` where it fits no more."""
    reading = read_plan(blueprint.plan, known_words())
    if reading.plan is None:
        reason = reading.problems[0].text
        raise ValidationError(_("This blueprint no longer fits: %(reason)s") % {"reason": reason})
    return replace(blueprint, plan=reading.plan)


def choices_of(vocabulary: str) -> list[tuple[str, str]]:
    """The words of ``vocabulary`` with what people call them, for a form."""
    return [(word, str(label)) for word, label in _labels[vocabulary]().items()]


@cache
def blueprints() -> tuple[Choice, ...]:
    """The blueprints that come with the product, by kind. ``ImproperlyConfigured`` for a wrong file."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        reading = read_blueprint(path.read_bytes(), known_words())
        if reading.plan is None:
            raise ImproperlyConfigured(f"{path.name}: " + "; ".join(map(str, reading.problems)))
        found.append(Choice(reading.plan["key"], reading.plan))
    return tuple(sorted(found, key=lambda one: ProgrammeKind.values.index(one.kind)))


def own_blueprints(organisations: Iterable[Organisation]) -> tuple[Choice, ...]:
    """The newest version of each blueprint that ``organisations`` have and did not withdraw. 1 query."""
    newest: dict[tuple[int, str], Blueprint] = {}
    rows = Blueprint.objects.filter(organisation__in=organisations, withdrawn_at__isnull=True)
    for row in rows.select_related("organisation").order_by("version"):
        newest[row.organisation_id, row.key] = row
    found = [Choice(f"{OWN}{row.public_id}", row.plan, row.organisation) for row in newest.values()]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.reference)))


def find_blueprint(reference: str, *, host: Organisation | None = None) -> Choice:
    """The blueprint that ``reference`` names, of ours or of ``host``; ``ValidationError`` where there is none."""
    offered = (*blueprints(), *(own_blueprints([host]) if host and reference.startswith(OWN) else ()))
    for blueprint in offered:
        if blueprint.reference == reference:
            return _as_of_today(blueprint) if blueprint.organisation else blueprint
    if reference.startswith(OWN):
        raise ValidationError(
            _(
                "This blueprint belongs to another organisation, or there is a newer version of it. Choose again."
            ),
            code="unknown_blueprint",
        )
    raise ValidationError(_("This blueprint does not exist."), code="unknown_blueprint")


def build_part(
    part: str,
    *,
    programme: Programme,
    entry: dict[str, Any],
    moment: Moment | None,
    moments: dict[str, Moment],
) -> None:
    """Let the builder that was registered for ``part`` make one entry."""
    if builder := _builders.get(part):
        builder(programme=programme, entry=entry, moment=moment, moments=moments)


def build_theme(*, programme: Programme, theme: Theme) -> None:
    """Let the registered builder make what belongs to ``theme`` (its team)."""
    entry = {"name": theme.name, "theme": theme}
    build_part("themes", programme=programme, entry=entry, moment=None, moments={})


def unbuild_theme(*, theme: Theme) -> None:
    """Let the registered removers take away what hangs on ``theme``."""
    for remover in _theme_removers:
        remover(theme=theme)


def build_plan(*, programme: Programme, plan: dict[str, Any], as_written: bool = False) -> dict[str, Moment]:
    """Make phases, evenings, homework, reminders and sections of ``programme`` from ``plan``; the caller's transaction.

    Evenings go off free days (``programmes.services.fitting``), unless the days stand ``as_written``.
    Returns the moments by the key of their entry.
    """
    first = programme.starts_on
    if as_written:
        fitted = plan_as_written(plan=plan, starts_on=first)
    else:
        fitted = fit_plan(plan=plan, starts_on=first, region=programme.region)
    plan = plan | {
        "evenings": [
            entry | {"day": (fit.day - first).days, "title": title_on(entry, fit.day)}
            for entry, fit in zip(plan["evenings"], fitted.evenings, strict=True)
        ]
    }
    start = place_moment(programme=programme, kind=MomentKind.START, name="Start", day=programme.starts_on)
    moments: dict[str, Moment] = {START: start}
    for position, (entry, day) in enumerate(zip(plan["phases"], fitted.phases, strict=True)):
        moment = place_moment(
            programme=programme,
            kind=MomentKind.PHASE,
            name=entry["name"],
            anchor=start,
            offset_days=(day - first).days,
            keeps_order=True,
        )
        moments[entry["key"]] = moment
        Phase.objects.create(
            programme=programme, position=position, name=entry["name"], stage=entry["stage"], starts=moment
        )
    for entry in plan["evenings"]:
        moments[entry["key"]] = _place(programme, entry, MomentKind.SESSION, start, entry["day"])
    for entry in plan["homework"]:
        moments[entry["key"]] = _place(
            programme, entry, MomentKind.HOMEWORK, moments[entry["for"]], entry["days"]
        )
    for part in ("evenings", "homework", "koersdocument"):
        for entry in plan[part]:
            own = moments.get(entry.get("key", ""))
            build_part(part, programme=programme, entry=entry, moment=own, moments=moments)
    return moments


def rule_of_entry(entry: dict[str, Any], days: int) -> Rule:
    """The rule of an evening or of homework: ``days`` from its anchor, then ``on`` a weekday, and ``skip`` holidays.

    Homework counts back to that weekday: it stays before its evening.
    """
    weekday = WEEKDAYS.index(entry["on"]) if entry.get("on") else None
    nth = 0 if weekday is None else -1 if "for" in entry else 1
    return Rule(days, weekday, nth, entry.get("skip") == SKIP_HOLIDAYS)


def _place(
    programme: Programme, entry: dict[str, Any], kind: MomentKind, anchor: Moment, days: int
) -> Moment:
    """The moment of an evening or of homework, with its reminders."""
    name = entry["title"] or entry["key"]
    moment = place_moment(
        programme=programme,
        kind=kind,
        name=name,
        anchor=anchor,
        rule=rule_of_entry(entry, days),
        clock=clock_of(entry["time"]),
        keeps_order=kind == MomentKind.SESSION,
    )
    for reminder in entry["reminders"]:
        at = place_moment(
            programme=programme,
            kind=MomentKind.REMINDER,
            name=name,
            anchor=moment,
            offset_days=reminder["days"],
            clock=clock_of(reminder["time"]),
        )
        Reminder.objects.create(moment=at, kind=reminder["kind"])
    return moment
