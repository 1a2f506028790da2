"""What a conference and a closing show on the screens of a live evening."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import allowed
from core.slots import Filling
from outcomes.forms.conference import EndorseForm, ReactionForm, TaskLineForm
from outcomes.models import Point
from outcomes.queries.conference import (
    Asked,
    Speaking,
    bodies_of,
    conference_of,
    noted_by,
    shown_at,
    shown_on_wall,
    speaking,
    spoken_for_by,
)
from outcomes.queries.presenting import order_of, presented_at, step_url
from outcomes.queries.regional import agenda_of
from sessions.models import Scribe, Session
from sessions.panels import Panel

# ---- endorsing --------------------------------------------------------------------------------------------------


def form_for(spoken: Speaking, asked: Asked, *, data: Any = None) -> EndorseForm:
    """The form of one point, filled with what the body says of it now."""
    initial: dict[str, Any] = {}
    if asked.said is not None:
        initial = {
            "stance": asked.said.stance,
            "remark": asked.said.remark,
            "decide_by": asked.said.decide_by,
            "speaker_name": asked.said.speaker_name,
            "capacity": asked.said.capacity,
        }
    return EndorseForm(
        data,
        body=spoken.body,
        notes=not spoken.is_mine,
        key=f"{spoken.body.public_id}-{asked.point.public_id}",
        initial=initial,
    )


def with_forms(spoken: Speaking) -> list[tuple[Asked, EndorseForm | None]]:
    """What a body is asked, each with its form where something can be said."""
    return [(one, form_for(spoken, one) if one.may_say else None) for one in spoken.asked]


def endorsing_on_phone(*, evening: Session, viewer: Any) -> Filling | None:
    """Who speaks for a body says it here; a scribe finds the bodies; everybody reads what was shown. At most 9 queries,
    and 2 for each further body that one speaks for.
    """
    if not Point.objects.visible_to(viewer).filter(evening=evening).exists():
        return None
    programme = evening.programme
    spoken = [
        speaking(body=body, viewer=viewer, evening=evening)
        for body in spoken_for_by(programme=programme, viewer=viewer)
    ]
    points = [
        point for point in shown_at(evening=evening, viewer=viewer) if point.is_shown or point.is_settled
    ]
    return Filling(
        "outcomes/_endorsing_phone.html",
        {
            "evening": evening,
            "spoken": [(one, with_forms(one)) for one in spoken],
            "noted": noted_by(programme=programme, viewer=viewer),
            "points": points,
        },
    )


def endorsing_on_console(*, evening: Session, viewer: Any) -> Filling | None:
    """The points, what each body says, and the buttons to show and to settle. 5 queries."""
    if not allowed(viewer, "outcomes.run_conference", evening):
        return None
    found = conference_of(evening=evening, viewer=viewer)
    prepare = reverse("outcomes:endorsing", args=[evening.public_id])
    return Filling(
        "outcomes/_endorsing_console.html", {"evening": evening, "conference": found, "prepare_url": prepare}
    )


def endorsing_on_wall(*, evening: Session, viewer: Any) -> Filling | None:
    """The point that the facilitator shows, body by body. 3 queries."""
    point = shown_on_wall(evening=evening, viewer=viewer)
    return Filling("outcomes/_endorsing_wall.html", {"point": point}) if point else None


# ---- the regional agenda ----------------------------------------------------------------------------------------


def agenda_on_phone(*, evening: Session, viewer: Any) -> Filling | None:
    """The tasks so far, and for a scribe the way to type along. 3 queries."""
    tasks = agenda_of(programme=evening.programme, viewer=viewer, evening=evening)
    scribe = Scribe.objects.visible_to(viewer).filter(evening=evening, participation__person=viewer).first()
    url = reverse("outcomes:write_agenda", args=[scribe.public_id]) if scribe else ""
    if not (tasks or url):
        return None
    return Filling("outcomes/_agenda_phone.html", {"tasks": tasks, "evening": evening, "write_url": url})


def agenda_on_console(*, evening: Session, viewer: Any) -> Filling | None:
    """A line to type a task on, and those that stand there. 3 queries."""
    if not allowed(viewer, "outcomes.run_conference", evening):
        return None
    form = TaskLineForm(bodies=bodies_of(programme=evening.programme, viewer=viewer), auto_id="task-%s")
    tasks = agenda_of(programme=evening.programme, viewer=viewer, evening=evening)
    url = f"{reverse('outcomes:agenda', args=[evening.programme.public_id])}?evening={evening.public_id}"
    back = reverse("evenings:console", args=[evening.public_id])
    return Filling(
        "outcomes/_agenda_console.html",
        {"tasks": tasks, "form": form, "add_url": url, "back": back, "evening": evening},
    )


def agenda_on_wall(*, evening: Session, viewer: Any) -> Filling | None:
    """The tasks with who pulls them and in which form. 2 queries."""
    tasks = agenda_of(programme=evening.programme, viewer=viewer, evening=evening)
    return Filling("outcomes/_agenda_wall.html", {"tasks": tasks}) if tasks else None


# ---- presenting -------------------------------------------------------------------------------------------------


def presenting_on_phone(*, evening: Session, viewer: Any) -> Filling | None:
    """What is presented now, and room for one reaction. At most 2 queries."""
    shown = presented_at(evening=evening, viewer=viewer)
    if shown is None:
        return None
    initial = {"kind": shown.mine.kind, "text": shown.mine.text} if shown.mine else {}
    form = (
        ReactionForm(initial=initial, auto_id=f"reaction-%s-{shown.public_id}") if shown.may_react else None
    )
    return Filling("outcomes/_presenting_phone.html", {"shown": shown, "form": form, "evening": evening})


def presenting_on_console(*, evening: Session, viewer: Any) -> Filling | None:
    """The order, next and back, the reactions that came in. At most 4 queries."""
    if not allowed(viewer, "outcomes.run_conference", evening):
        return None
    return Filling(
        "outcomes/_presenting_console.html",
        {
            "order": order_of(evening=evening, viewer=viewer),
            "evening": evening,
            "step_url": step_url(evening),
            "prepare_url": reverse("outcomes:presenting", args=[evening.public_id]),
        },
    )


def presenting_on_wall(*, evening: Session, viewer: Any) -> Filling | None:
    """What is presented now, full screen; once they are shown the reactions beside it. At most 2 queries."""
    shown = presented_at(evening=evening, viewer=viewer)
    if shown is None:
        return None
    may = allowed(viewer, "outcomes.run_conference", evening)
    return Filling(
        "outcomes/_presenting_wall.html",
        {"shown": shown, "evening": evening, "step_url": step_url(evening) if may else ""},
    )


ENDORSEMENT = Panel(
    "endorsement",
    _("Endorsing"),
    phone=endorsing_on_phone,
    console=endorsing_on_console,
    sheet=endorsing_on_wall,
)
AGENDA = Panel(
    "regional_agenda",
    _("Regional agenda"),
    phone=agenda_on_phone,
    console=agenda_on_console,
    sheet=agenda_on_wall,
)
PRESENTING = Panel(
    "presenting",
    _("Presenting"),
    phone=presenting_on_phone,
    console=presenting_on_console,
    sheet=presenting_on_wall,
)

PANELS = (ENDORSEMENT, AGENDA, PRESENTING)
