"""A programme from its first word to its last phase."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.services.audit import record
from accounts.services.organisations import find_or_make_organisation
from core.access import forget_standing
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from programmes.enums import ProgrammeState, Region, Role, SetupStep
from programmes.models import Participation, Phase, Programme, Theme
from programmes.services.askers import tell_start
from programmes.services.blueprints import build_plan, build_theme, find_blueprint, unbuild_theme
from programmes.services.own_blueprints import plan_like
from programmes.services.people import send_invitations
from programmes.services.phases import tell_phase
from programmes.services.starting import begin_on

MOST_THEMES = 20


@transaction.atomic
def create_programme(
    *,
    name: str,
    question: str,
    client: Organisation | str | None,
    host: Organisation,
    mandate: str,
    starts_on: dt.date,
    themes: Sequence[str],
    by: User,
    blueprint_key: str = "",
    like: Programme | None = None,
    region: str = Region.ALL,
    as_written: bool = False,
) -> Programme:
    """A concept with its whole plan, seen by its facilitator ``by`` and the host's administrators.

    The plan comes from a blueprint, or is that of an earlier programme (``like``) as it is now. ``client`` may be a
    name: of an organisation that exists, or of one that comes to exist by it. Evenings go off free days, unless the
    days of the blueprint stand ``as_written``. Raises ``ValidationError`` for an unknown blueprint, an earlier
    programme that has no plan to take over, a date outside 2000-2100 or themes that do not fit.
    """
    blueprint = plan_like(like) if like else find_blueprint(blueprint_key, host=host)
    if not 2000 <= starts_on.year <= 2100:
        raise ValidationError({"starts_on": _("Choose a year between 2000 and 2100.")})
    programme = Programme(
        name=clean_text(name, single_line=True),
        question=clean_text(question),
        mandate=clean_text(mandate),
        kind=blueprint.kind,
        client=organisation_of(client, by=by),
        host=host,
        starts_on=starts_on,
        region=region,
        accent=blueprint.plan["accent"],
        blueprint=blueprint.origin,
        setup_step=SetupStep.CALENDAR if themes else SetupStep.THEMES,
        reply_to=by,
        created_by=by,
    )
    programme.full_clean(exclude=["blueprint", "phase"])
    programme.save()
    Participation.objects.create(
        programme=programme, person=by, role=Role.FACILITATOR, invited_by=by, accepted_at=now()
    )
    forget_standing(by)
    _put_themes(programme, _clean_themes(themes))
    build_plan(programme=programme, plan=blueprint.plan, as_written=as_written)
    from_what = {"like": like.pk} if like else {"blueprint": blueprint.key}
    record(by, "programmes.created", programme, scope=programme.scope, **from_what)
    return programme


def organisation_of(client: Organisation | str | None, *, by: User) -> Organisation | None:
    """The organisation that ``client`` is or names; made when no organisation has that name, None for no name."""
    return find_or_make_organisation(name=client, by=by) if isinstance(client, str) else client


@transaction.atomic
def change_programme(
    *,
    programme: Programme,
    by: User,
    name: str,
    question: str,
    client: Organisation | str | None,
    mandate: str,
    starts_on: dt.date | None = None,
    region: str = "",
    accent: str = "",
    reply_to: User | None = None,
) -> Programme:
    """Change what a programme says about itself; what is None or empty at the end stays as it is.

    A new start date moves everything of a concept along, and fits its evenings into the year anew. Raises
    ``ValidationError`` by field.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    programme.name = clean_text(name, single_line=True)
    programme.question = clean_text(question)
    programme.mandate = clean_text(mandate)
    programme.client = organisation_of(client, by=by)
    programme.accent = accent or programme.accent
    programme.reply_to = reply_to or programme.reply_to
    programme.full_clean(exclude=["blueprint", "phase", "host", "created_by"])
    programme.save(update_fields=["name", "question", "mandate", "client", "accent", "reply_to"])
    record(by, "programmes.changed", programme, scope=programme.scope)
    day, region = starts_on or programme.starts_on, region or programme.region
    if (day, region) != (programme.starts_on, programme.region):
        begin_on(programme=programme, day=day, region=region, by=by)
    return programme


@transaction.atomic
def set_themes(*, programme: Programme, names: Sequence[str], by: User) -> None:
    """Let a concept have the themes ``names``, in this order, each with its team.

    A theme that is named already keeps its team. Raises ``ValidationError`` where a theme that goes has people in its
    team, and ``Conflict`` when the programme has started meanwhile.
    """
    programme = _locked_concept(programme)
    wanted = _clean_themes(names)
    kept = {name.casefold() for name in wanted}
    for theme in programme.themes.all():
        if theme.name.casefold() not in kept:
            unbuild_theme(theme=theme)
            theme.delete()
    _put_themes(programme, wanted)
    finish_step(programme=programme, step=SetupStep.THEMES)
    record(by, "programmes.themes_set", programme, scope=programme.scope, count=len(wanted))


def finish_step(*, programme: Programme, step: SetupStep) -> None:
    """Let setting a concept up go on after ``step``, unless it had come further."""
    steps = SetupStep.values
    before, after = steps[: steps.index(step) + 1], steps[steps.index(step) + 1]
    Programme.objects.filter(pk=programme.pk, state=ProgrammeState.CONCEPT, setup_step__in=before).update(
        setup_step=after
    )


@transaction.atomic
def start_programme(*, programme: Programme, by: User) -> Programme:
    """Let a concept run: from now on its people see it, and its messages go out.

    Raises ``Conflict`` when it was started already, so that a double click starts it once.
    """
    programme = _locked_concept(programme)
    programme.state = ProgrammeState.RUNNING
    programme.started_at = now()
    programme.phase = programme.phases.order_by("position").first()
    programme.save(update_fields=["state", "started_at", "phase"])
    record(by, "programmes.started", programme, scope=programme.scope)
    send_invitations(programme=programme, by=by)
    tell_start(programme=programme, by=by)
    return programme


@transaction.atomic
def enter_phase(
    *, programme: Programme, phase: Phase, by: User, seen: int | None = None, say: str = ""
) -> Programme:
    """Let a running ``programme`` be in ``phase`` from now on; back to an earlier one too.

    ``seen`` is the primary key of the phase that the page knew (0: none). With ``say`` everybody who works in the
    programme gets a message with these words. Raises ``ValidationError`` for a phase of another programme, and
    ``Conflict`` when the programme does not run or somebody else entered a phase meanwhile.
    """
    programme = Programme.objects.select_for_update(of=("self",)).select_related("phase").get(pk=programme.pk)
    if phase.programme_id != programme.pk:
        raise ValidationError(_("This phase belongs to another programme."))
    if programme.state != ProgrammeState.RUNNING:
        raise Conflict(_("The programme does not run, so it cannot enter a phase."))
    if programme.phase_id == phase.pk:
        return programme
    if seen is not None and seen != (programme.phase_id or 0):
        raise Conflict(
            _(
                "Somebody else went to the phase %(name)s meanwhile. Look once more at what changes from there."
            )
            % {"name": programme.phase}
        )
    before, programme.phase = programme.phase_id, phase
    programme.save(update_fields=["phase"])
    record(by, "programmes.phase_entered", programme, scope=programme.scope, phase=phase.pk, before=before)
    if words := clean_text(say):
        tell_phase(programme=programme, phase=phase, words=words, by=by)
    return programme


def _locked_concept(programme: Programme) -> Programme:
    """The row itself, held until the transaction ends; on SQLite a transaction holds everything from the start."""
    held = Programme.objects.select_for_update().filter(pk=programme.pk, state=ProgrammeState.CONCEPT).first()
    if held is None:
        raise Conflict(_("This programme has been started already."))
    return held


def _clean_themes(names: Sequence[str]) -> list[str]:
    """The names in their order, each once. Raises ``ValidationError`` for too many or too long ones."""
    cleaned: dict[str, str] = {}
    for name in names:
        if text := clean_text(name, single_line=True):
            cleaned.setdefault(text.casefold(), text)
    if len(cleaned) > MOST_THEMES:
        raise ValidationError(_("At most %(count)d themes fit in one programme.") % {"count": MOST_THEMES})
    longest = Theme._meta.get_field("name").max_length or 0
    for text in cleaned.values():
        if len(text) > longest:
            raise ValidationError(
                _("This theme is longer than %(count)d characters: %(start)s…")
                % {"count": longest, "start": text[:40]}
            )
    return list(cleaned.values())


def _put_themes(programme: Programme, names: Sequence[str]) -> None:
    present = {theme.name.casefold(): theme for theme in programme.themes.all()}
    for position, name in enumerate(names):
        theme = present.get(name.casefold())
        if theme is None:
            theme = Theme.objects.create(programme=programme, name=name, position=position)
            build_theme(programme=programme, theme=theme)
        elif theme.position != position:
            theme.position = position
            theme.save(update_fields=["position"])
