"""The navigation around every page of a programme."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import allowed, standing_of
from core.rendering import Frame, NavLink
from programmes.enums import AT_WORK, Role
from programmes.models import Programme


def frame_for(
    *, programme: Programme, viewer: Any, current: str, counts: dict[str, int] | None = None
) -> Frame:
    """What stands around a page of ``programme``: only what ``viewer`` may open. No query beyond the standing.

    ``current`` is one of course, evenings, homework, ideas, examples, results, koersdocument, teams, people,
    messages, settings.
    """
    if programme.is_rehearsal:  # its evening is all that there is of it
        return Frame(name=programme.name, accent=programme.accent, url=reverse("overviews:home"))
    roles = standing_of(viewer).roles("programme", programme.pk)
    works = bool(roles & AT_WORK)
    counts = counts or {}

    def link(key: str, name: str, label: str, icon: str, *, gap: bool = False, main: bool = False) -> NavLink:
        return NavLink(
            url=reverse(name, args=[programme.public_id]),
            label=label,
            icon=icon,
            current=key == current,
            count=counts.get(key),
            gap=gap,
            main=main,
        )

    course = link("course", "overviews:programme", _("Course"), "course")
    evenings = link("evenings", "evenings:list", _("Evenings"), "calendar")
    homework = link("homework", "homework:list", _("Homework"), "homework")
    ideas = link("ideas", "ideas:list", _("Ideas"), "idea")
    examples = link("examples", "outcomes:examples", _("Examples"), "chat")
    results = link("results", "outcomes:results", _("Proposals and decisions"), "gavel")
    report = link("koersdocument", "reports:koersdocument", _("Koersdocument"), "document")
    teams = link("teams", "teams:list", _("Teams"), "team", gap=True)
    side = [course, evenings, *([homework, ideas, examples] if works else []), results, report, teams]
    people = link("people", "programmes:people", _("People"), "person")
    if allowed(viewer, "programmes.see_people", programme):
        side.append(people)
    if allowed(viewer, "programmes.see_outbox", programme):
        side.append(link("messages", "programmes:messages", _("Messages"), "mail"))
    if allowed(viewer, "programmes.plan_programme", programme):
        side.append(link("settings", "programmes:settings", _("Settings"), "more"))
    elif allowed(viewer, "programmes.see_trail", programme):
        side.append(link("settings", "programmes:trail", _("Who did what"), "more"))
    if Role.FACILITATOR in roles:
        bottom = [course, evenings, ideas, people]
    elif roles & {Role.COACH, Role.PARTICIPANT} and allowed(viewer, "ideas.capture_ideas", programme):
        bottom = [course, ideas, link("", "ideas:new", _("New idea"), "plus", main=True), homework]
    elif works:
        bottom = [course, evenings, ideas, homework]
    else:
        # Four words beside each other on a phone: short ones
        short = (replace(results, label=_("Decisions")), replace(report, label=_("Document")))
        bottom = [course, evenings, *short]
    return Frame(
        name=programme.name, accent=programme.accent, url=course.url, side=tuple(side), bottom=tuple(bottom)
    )
