"""The mail with a verslag: for who was there, and for who was not."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.clock import now
from core.templatetags.kw_dates import kw_date, kw_day_time, kw_time
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import Day, MessageKind, Text, greeting
from programmes.enums import ProgrammeState
from reports.verslag.enums import Part
from reports.verslag.models import Verslag
from reports.verslag.queries.reading import VerslagView, read_verslag
from reports.verslag.queries.shown import Point
from sessions.queries.coming import expected_at

FIRST = 3
"""How many bundles are named in a mail."""


def compose(params: Mapping[str, Any], user: User | None) -> Text:
    """The verslag in short, and the way to the whole. Who was not there reads first what he or she missed."""
    verslag = Verslag.objects.select_related(
        "evening__programme__phase", "evening__moment", "evening__team", "sent_by"
    ).get(pk=params["verslag"])
    evening = verslag.evening
    page = read_verslag(verslag=verslag, viewer=user)
    told = {"title": evening.title, "when": kw_date(evening.starts_at, "long")}
    lines = [greeting(user)]
    if params["number"] > 1:
        lines.append(_("This is an improved verslag. It takes the place of the one that you got before."))
    brought = [line for line in _brought(page) if line]
    if params["was_there"]:
        lines += [verslag.introduction, *brought, *_work(page)]
    else:
        missed = _("You were not there at %(title)s, %(when)s. This is what you missed.")
        lines.append((missed if brought else _("You were not there at %(title)s, %(when)s.")) % told)
        lines += [*brought, *_work(page), verslag.introduction]
    subject = _("Improved verslag of %(title)s") if params["number"] > 1 else _("Verslag of %(title)s")
    upcoming = page.next if _stands(page, Part.HOMEWORK) else None
    if upcoming is not None and upcoming.starts_at <= now():
        upcoming = None
    return Text(
        subject=subject % told,
        body="\n\n".join(line for line in lines if line),
        action_label=_("Read the whole verslag"),
        action_path=reverse("reports:verslag", args=[verslag.public_id]),
        closing=_("Is something not right? Answer this mail."),
        day=Day(upcoming.starts_at, f"{upcoming.title}, {kw_time(upcoming.starts_at)}", upcoming.place)
        if upcoming
        else None,
        programme=evening.programme.name,
        accent=evening.programme.accent,
    )


def _stands(page: VerslagView, part: Part) -> bool:
    return any(one.kind == part for one in page.shown)


def _brought(page: VerslagView) -> list[str]:
    """What the evening brought in a list, and what was agreed."""
    brought = []
    if _stands(page, Part.IDEAS) and page.ideas:
        brought.append(ngettext("%(n)d idea", "%(n)d ideas", page.ideas) % {"n": page.ideas})
    if _stands(page, Part.EXAMPLES):
        count = len(page.examples)
        brought.append(ngettext("%(n)d example", "%(n)d examples", count) % {"n": count})
    if _stands(page, Part.VOTES):
        rows = [row for one in page.rounds for row in one.rows if row.dots]
        brought += [
            ngettext("“%(title)s”: %(n)d dot", "“%(title)s”: %(n)d dots", row.dots)
            % {"title": row.title, "n": row.dots}
            for row in sorted(rows, key=lambda row: -row.dots)[:FIRST]
        ]
    lines = [_listed(brought)]
    if _stands(page, Part.AGREED):
        agreed = [_said(point) for point in page.agreed]
        agreed += [f"{one.proposal.title}: {one.get_verdict_display()}" for one in page.decisions]
        lines += _titled(Part.AGREED, agreed)
    if _stands(page, Part.POINTS):
        lines += _titled(Part.POINTS, [_said(point) for point in page.points])
    return lines


def _work(page: VerslagView) -> list[str]:
    """The homework that was given and can still be handed in: a verslag may be sent long after the evening."""
    if not _stands(page, Part.HOMEWORK):
        return []
    tasks = [
        _("%(title)s, by %(when)s") % {"title": task.title, "when": kw_day_time(task.due_at)}
        for task in page.tasks
        if task.due_at > now()
    ]
    return [f"**{_('Homework')}**", _listed(tasks)] if tasks else []


def _titled(part: Part, lines: list[str]) -> list[str]:
    return [f"**{part.label}**", _listed(lines)] if lines else []


def _listed(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _said(point: Point) -> str:
    return f"{point.what} ({point.about})" if point.about else point.what


def still_applies(message: Message) -> str:
    """Why a verslag is not sent any more; empty when it is."""
    verslag = (
        Verslag.objects.select_related("evening__programme", "evening__team")
        .filter(pk=message.params["verslag"])
        .first()
    )
    if verslag is None:
        return _("This verslag is no longer there.")
    if verslag.programme.state != ProgrammeState.RUNNING:
        return _("The programme does not run.")
    if verslag.times_sent > message.params["number"]:
        return _("An improved verslag took its place.")
    if not expected_at(verslag.evening).filter(person=message.user_id).exists():
        return _("Does not take part any more.")
    return ""


VERSLAG = MessageKind(name="verslag", urgency=Urgency.SOON, compose=compose, still_applies=still_applies)
