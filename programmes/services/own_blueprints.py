"""The blueprints of an organisation: kept from a programme or a file, worked on as a draft, given out by version."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.services.audit import record
from core.access import standing_of
from core.clock import now
from core.errors import Conflict
from programmes.enums import Role
from programmes.models import Blueprint, BlueprintDraft, Programme
from programmes.queries.blueprint_of import free_key, plan_of
from programmes.queries.blueprint_page import place_in_words
from programmes.services.blueprint_reader import read_plan
from programmes.services.blueprint_shape import Problem
from programmes.services.blueprints import Choice, blueprints, known_words, own_blueprints

MOST_VERSIONS = 9999
_LONGEST_NAME = 80
"""Of a blueprint; a programme's may be longer."""


class NotABlueprint(ValidationError):
    """A plan that cannot be kept: what is wrong, and where."""

    def __init__(self, problems: tuple[Problem, ...], plan: Mapping[str, Any]) -> None:
        super().__init__([problem.text for problem in problems])
        self.problems = problems
        self.plan = plan

    @property
    def sentences(self) -> list[str]:
        """What is wrong, with the name of what it is about."""
        return [
            ": ".join(filter(None, [place_in_words(self.plan, problem.path), problem.text]))
            for problem in self.problems
        ]


@transaction.atomic
def save_as_blueprint(
    *, programme: Programme, name: str, summary: str, key: str, notes: bool = False, by: User
) -> Blueprint:
    """Keep the plan of ``programme`` as a blueprint of its host, without people and what they thought up.

    ``key`` is that of a blueprint of which this is the next version; empty for a new one. Whoever begins from it reads
    the ``notes`` of its draaiboeken, so they come along only where a facilitator of the programme asks for it. Raises
    ``NotABlueprint``.
    """
    facilitates = Role.FACILITATOR in standing_of(by).roles("programme", programme.pk)
    plan = plan_of(
        programme, name=name, summary=summary, key=key or "new", version=1, notes=notes and facilitates
    )
    return keep_blueprint(organisation=programme.host, plan=plan, key=key, by=by, programme=programme)


def plan_like(programme: Programme) -> Choice:
    """The plan of ``programme`` as it is now, for who guides it to begin another one with; nothing is kept.

    Its key is none of ours, so that it passes for no version of a blueprint. Raises ``ValidationError`` where the
    programme has no whole plan.
    """
    name = programme.name[:_LONGEST_NAME]
    began = programme.blueprint.get("plan") or {}
    summary = began.get("summary") or _("As the programme %(name)s went.") % {"name": programme.name}
    key = free_key(name, [one.key for one in blueprints()])
    plan = plan_of(programme, name=name, summary=summary, key=key, version=1, notes=True)
    reading = read_plan(plan, known_words())
    if reading.plan is None:
        reason = NotABlueprint(reading.problems, plan).sentences[0]
        about = {"name": programme.name, "reason": reason}
        raise ValidationError(_("The plan of “%(name)s” cannot be taken over: %(reason)s") % about)
    return Choice(key, reading.plan, like=programme)


@transaction.atomic
def keep_blueprint(
    *,
    organisation: Organisation,
    plan: Mapping[str, Any],
    key: str = "",
    by: User,
    programme: Programme | None = None,
) -> Blueprint:
    """A version of ``plan`` for ``organisation``: the next of the blueprint called ``key``, or the first of a new one.

    Raises ``NotABlueprint`` where the plan is not right.
    """
    Organisation.objects.select_for_update().get(
        pk=organisation.pk
    )  # versions count on, also for two at once
    kept = Blueprint.objects.filter(organisation=organisation)
    key = key or free_key(str(plan.get("name", "")), kept.values_list("key", flat=True))
    last = kept.filter(key=key).aggregate(last=Max("version"))["last"] or 0
    reading = read_plan({**plan, "key": key, "version": last + 1}, known_words())
    if reading.plan is None:
        raise NotABlueprint(reading.problems, plan)
    blueprint = Blueprint.objects.create(
        organisation=organisation, key=key, version=last + 1, plan=reading.plan, made_by=by
    )
    scope = programme.scope if programme else organisation.scope
    record(by, "programmes.blueprint_kept", blueprint, scope=scope, version=blueprint.version)
    return blueprint


def newer_than(programme: Programme) -> Choice | None:
    """The newest version of the blueprint that ``programme`` began from, where that is newer. At most 1 query."""
    began = programme.blueprint
    if not began.get("plan"):
        return None
    theirs = began.get("organisation")
    offered = own_blueprints([programme.host]) if theirs else blueprints()
    for one in offered:
        if one.key == began["key"] and one.version > began["version"]:
            return one
    return None


@transaction.atomic
def offer_blueprint(*, blueprint: Blueprint, offered: bool, by: User) -> None:
    """Let all versions of ``blueprint`` be in the choice for new programmes, or out of it."""
    Blueprint.objects.filter(organisation=blueprint.organisation, key=blueprint.key).update(
        withdrawn_at=None if offered else now()
    )
    scope = blueprint.organisation.scope
    if offered:
        record(by, "programmes.blueprint_offered", blueprint, scope=scope)
    else:
        record(by, "programmes.blueprint_withdrawn", blueprint, scope=scope)


@transaction.atomic
def open_draft(
    *, organisation: Organisation, plan: Mapping[str, Any], key: str = "", by: User
) -> BlueprintDraft:
    """The draft of the next version of the blueprint called ``key``: the one there is, or ``plan`` to begin with.

    Without ``key`` a new blueprint is begun.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not key:
        taken = Blueprint.objects.filter(organisation=organisation).values_list("key", flat=True)
        drafts = BlueprintDraft.objects.filter(organisation=organisation).values_list("key", flat=True)
        key = free_key(str(plan["name"]), [*taken, *drafts])
    draft, made = BlueprintDraft.objects.get_or_create(
        organisation=organisation, key=key, defaults={"plan": {**plan, "key": key}, "changed_by": by}
    )
    if made:
        record(by, "programmes.blueprint_draft_begun", draft, scope=organisation.scope)
    return draft


def seen_of(part: Any) -> str:
    """Names what a part of a draft says: the same word, the same content."""
    told = json.dumps(part, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@transaction.atomic
def change_draft(
    *, draft: BlueprintDraft, part: str, entries: Any, seen: str, by: User, key: str = ""
) -> BlueprintDraft:
    """Put ``entries`` in the place of a part of ``draft`` ("phases"), or of its evening called ``key``.

    ``about`` is the part with its name, summary and colour. Raises ``Conflict`` where the part is no longer what
    ``by`` saw (``seen_of``), and ``NotABlueprint`` where the plan would not be right.
    """
    draft = BlueprintDraft.objects.select_for_update().select_related("organisation").get(pk=draft.pk)
    if seen_of(part_of(draft.plan, part, key)) != seen:
        raise Conflict(_("Somebody else changed this meanwhile. Nothing of yours was kept yet."))
    plan = {**draft.plan, "version": 1}
    if part == "about":
        plan |= entries
    elif key:
        plan[part] = [entries if entry["key"] == key else entry for entry in plan[part]]
    else:
        plan[part] = entries
    if part == "evenings" and not key:
        there = {entry["key"] for entry in entries}
        plan["homework"] = [entry for entry in plan["homework"] if entry["for"] in there]
    reading = read_plan(plan, known_words())
    if reading.plan is None:
        raise NotABlueprint(reading.problems, plan)
    draft.plan, draft.changed_by = reading.plan, by
    draft.save(update_fields=["plan", "changed_by", "changed_at"])
    record(by, "programmes.blueprint_draft_changed", draft, scope=draft.organisation.scope, part=part)
    return draft


def part_of(plan: Mapping[str, Any], part: str, key: str = "") -> Any:
    """What ``change_draft`` changes: entries, one evening (None once it is gone), or what it says of itself."""
    if part == "about":
        return {name: plan[name] for name in ("name", "summary", "kind", "accent")}
    if key:
        return next((entry for entry in plan[part] if entry["key"] == key), None)
    return plan[part]


@transaction.atomic
def publish_draft(*, draft: BlueprintDraft, by: User) -> Blueprint:
    """Make ``draft`` the next version of its blueprint, and let it go. Raises ``Conflict`` where somebody else did."""
    held = BlueprintDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        raise Conflict(_("Somebody else has made a version of this already."))
    blueprint = keep_blueprint(organisation=draft.organisation, plan=held.plan, key=held.key, by=by)
    held.delete()
    return blueprint


@transaction.atomic
def drop_draft(*, draft: BlueprintDraft, by: User) -> None:
    """Let ``draft`` go; the versions that were made stay."""
    record(by, "programmes.blueprint_draft_dropped", draft, scope=draft.organisation.scope)
    draft.delete()
