"""The datumprikker for who asks: which days, what people say, and the day that is chosen."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permit
from core.clock import at_local, local, today
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other, wants_fragment
from programmes.queries.frame import frame_for
from sessions.enums import WhoIsAsked
from sessions.forms.date_polls import SeekDayForm, UntilForm
from sessions.models import DatePoll, PollDay, Session
from sessions.queries import date_polls as queries
from sessions.queries.tabs import tabs_of
from sessions.services import date_polls as services
from sessions.views.acting import act

END_OF_DAY = dt.time(23, 59)


def address(poll: DatePoll) -> str:
    """The page of ``poll``."""
    return reverse("evenings:date_poll", args=[poll.public_id])


@permit("evenings.seek_day", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def seek_day(request: HttpRequest, evening: Session) -> HttpResponse:
    """Propose days and say whom to ask; where people are asked already (or were, without ``?new``) goes on to that."""
    latest = queries.latest_poll(evening)
    if (
        request.method == "GET"
        and latest is not None
        and (latest.ended_at is None or "new" not in request.GET)
    ):
        return see_other(request, address(latest))
    counts = {who: queries.people_of(evening, who=who).count() for who in WhoIsAsked}
    form = SeekDayForm(
        request.POST or None,
        clock=evening.moment.clock,
        counts=counts,
        initial={"who": WhoIsAsked.TEAM, "until": today() + dt.timedelta(days=7)},
    )
    may_ask = form.is_valid() and "look" not in request.POST
    looks = queries.look_at_days(evening=evening, starts=form.starts) if form.is_bound else ()
    remarkable = ",".join(look.starts_at.strftime("%Y%m%d%H%M") for look in looks if look.notes)
    must_look = may_ask and remarkable != form.cleaned_data["looked"]
    if may_ask and not must_look:
        data = form.cleaned_data
        try:
            poll = services.ask_for_days(
                evening=evening,
                starts=form.starts,
                closes_at=at_local(data["until"], END_OF_DAY),
                who=data.get("who", WhoIsAsked.TEAM),
                emails=data["emails"],
                language=data["language"],
                note=data["note"],
                by=request.user,
            )
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        except ValidationError as error:
            for field, sentences in error.message_dict.items():
                form.add_error("day_1" if field == "days" else field, sentences)
        else:
            draft = f"days-{evening.public_id}"
            return see_other(request, address(poll), say=_("The question is on its way."), draft=draft)
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "tabs": tabs_of(evening=evening, viewer=request.user, current="seek_day"),
        "form": form,
        "looks": looks,
        "looked": remarkable,
        "must_look": must_look,
        "expected": counts[WhoIsAsked.TEAM],
        "most": services.MOST_ADDRESSES,
        "kept": services.KEPT.days,
    }
    looking = "look" in request.POST
    fragment = "_days_look.html" if looking and wants_fragment(request) else None
    return render_page(request, "evenings/seek_day.html", fragment, context, status=200 if looking else None)


@permit("evenings.steer_date_poll", DatePoll, by="poll_id")
@require_GET
def show(request: HttpRequest, poll: DatePoll) -> HttpResponse:
    """What people say, and what can be done with it."""
    return _page(request, poll)


@permit("evenings.steer_date_poll", DatePoll, by="poll_id")
@require_POST
def remind(request: HttpRequest, poll: DatePoll) -> HttpResponse:
    """Remind who did not answer."""
    try:
        sent = services.remind(poll=poll, by=request.user)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return see_other(request, address(poll))
    said = ngettext("%(n)d person is reminded.", "%(n)d people are reminded.", sent) % {"n": sent}
    return see_other(request, address(poll), say=said)


@permit("evenings.steer_date_poll", DatePoll, by="poll_id")
@require_POST
def ask_until(request: HttpRequest, poll: DatePoll) -> HttpResponse:
    """Give people more time, or less; or ask again."""
    form = UntilForm(request.POST)
    if form.is_valid():
        with conflict_as_error(form):
            services.ask_until(
                poll=poll,
                until=at_local(form.cleaned_data["until"], END_OF_DAY),
                version=form.cleaned_data["version"],
                by=request.user,
            )
            return see_other(request, address(poll), say=_("People can answer until then."))
    return _page(request, poll, form)


@permit("evenings.steer_date_poll", DatePoll, by="poll_id")
@require_POST
def withdraw(request: HttpRequest, poll: DatePoll) -> HttpResponse:
    """Ask no longer."""
    version = _number(request.POST.get("version", ""))
    return act(
        request,
        address(poll),
        lambda: services.withdraw(poll=poll, version=version, by=request.user),
        say=_("The question is withdrawn."),
    )


@permit("evenings.steer_date_poll", PollDay, by="day_id")
@require_POST
def keep_day(request: HttpRequest, day: PollDay) -> HttpResponse:
    """Choose the day on which the evening is already."""
    version = _number(request.POST.get("version", ""))
    return act(
        request,
        address(day.poll),
        lambda: services.keep_day(day=day, version=version, by=request.user),
        say=_("The day is chosen: the evening stays where it is. Everybody who was asked hears it."),
    )


def _number(text: str) -> int:
    """The version that somebody saw; one that never is, where the form was forged."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _page(request: HttpRequest, poll: DatePoll, form: UntilForm | None = None) -> HttpResponse:
    """The page of ``poll``, with what was wrong in its form."""
    if form is not None:
        poll = DatePoll.objects.visible_to(request.user).get(pk=poll.pk)
        sent = request.POST.copy()  # sending it again is about what is there now
        sent["version"] = str(poll.version)
        form.data = sent
    evening = poll.evening
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "tabs": tabs_of(evening=evening, viewer=request.user, current="seek_day"),
        "page": queries.poll_page(poll=poll),
        "poll": poll,
        "form": form,
        "until": form or UntilForm(initial={"until": local(poll.closes_at).date(), "version": poll.version}),
        "kept": services.KEPT.days,
    }
    return render_page(request, "evenings/date_poll.html", None, context)
