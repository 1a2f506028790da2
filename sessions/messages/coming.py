"""Messages about a place at an evening: there is one, its video link is another, a change is asked or answered, and: do
you come?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.clock import now
from core.templatetags.kw_dates import kw_day_time
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import MessageKind, Text, greeting
from sessions.enums import OVER, Answer, SessionState
from sessions.messages.evenings import (
    answer_links,
    evening_and_reason,
    evening_of,
    invitation_file,
    signed_links,
    text_about,
    way_there,
)
from sessions.models import Attendance, Session
from sessions.queries.coming import expected_at


def compose_place(params: Mapping[str, Any], user: User | None) -> Text:
    """That there is a place after all."""
    evening = evening_of(params)
    about = _about(evening)
    return text_about(
        evening,
        subject=_("There is a place for you: %(title)s, %(when)s") % about,
        lines=[
            greeting(user),
            _("You were on the waiting list of %(title)s. **There is a place for you now**, on %(day)s.")
            % about,
            way_there(evening, user),
            _("Can you not come any more? Then tell us, so that somebody else can."),
            answer_links(),
        ],
    )


def compose_asked(params: Mapping[str, Any], user: User | None) -> Text:
    """Who asks to change which answer, and where one says yes or no."""
    evening = evening_of(params)
    row = Attendance.objects.select_related("participation__person").get(pk=params["attendance"])
    about = {
        **_about(evening),
        "name": row.participation.person,
        "answer": Answer(row.wants or row.answer).label,
    }
    return replace(
        text_about(
            evening,
            subject=_("%(name)s asks to change an answer: %(title)s") % about,
            lines=[
                greeting(user),
                _("The list of %(title)s is closed. %(name)s asks to change the answer to: **%(answer)s**.")
                % about,
                _("You say yes or no with one button."),
            ],
        ),
        action_label=_("Who comes"),
        action_path=reverse("evenings:coming", args=[evening.public_id]),
        closing="",
    )


def compose_settled(params: Mapping[str, Any], user: User | None) -> Text:
    """What became of a change that was asked."""
    evening = evening_of(params)
    about = {**_about(evening), "answer": Answer(params["answer"]).label}
    granted = (
        _("You asked to change your answer for %(title)s, on %(day)s. That is done: **%(answer)s**.") % about
    )
    refused = (
        _(
            "You asked to change your answer for %(title)s, on %(day)s. That cannot be done any more: it stays "
            "**%(answer)s**."
        )
        % about
    )
    return text_about(
        evening,
        subject=_("Your answer for %(title)s, %(when)s") % about,
        lines=[greeting(user), granted if params["granted"] else refused],
    )


def compose_ask_again(params: Mapping[str, Any], user: User | None) -> Text:
    """Whether one comes, once more."""
    evening = evening_of(params)
    about = _about(evening)
    return text_about(
        evening,
        subject=_("Do you come to %(title)s, %(when)s?") % about,
        lines=[
            greeting(user),
            _("You did not say yet whether you come to %(title)s, on %(day)s. It helps to know it.") % about,
            _("Choose your answer; you need no password."),
            answer_links(),
        ],
    )


def compose_link(params: Mapping[str, Any], user: User | None) -> Text:
    """That the video link of an evening is another one, or that there is none any more."""
    evening = evening_of(params)
    about = _about(evening)
    another = _("You take part in %(title)s by video, on %(day)s. **The link is another one now.**") % about
    gone = (
        _(
            "You would take part in %(title)s by video, on %(day)s. **There is no video link any more.** You are on "
            "the list of who comes to the room."
        )
        % about
    )
    return text_about(
        evening,
        subject=(
            _("Another video link: %(title)s, %(when)s")
            if params["link"]
            else _("No video link: %(title)s, %(when)s")
        )
        % about,
        lines=[
            greeting(user),
            another if params["link"] else gone,
            way_there(evening, user),
            _("Can you not come any more? Then tell us, so that somebody else can."),
            answer_links(),
        ],
    )


def _about(evening: Session) -> dict[str, Any]:
    return {
        "title": evening.title,
        "when": kw_day_time(evening.moment.at, "day"),
        "day": kw_day_time(evening.moment.at),
    }


# ---- whether it still applies ----------------------------------------------------------------------------------


def is_to_come(message: Message) -> str:
    """Why a message about coming is not sent any more; empty while the evening is to come and the reader expected."""
    evening, reason = evening_and_reason(message)
    if evening is None:
        return reason
    if evening.state != SessionState.PLANNED or evening.ends_at <= now():
        return _("The evening is no longer to come.")
    if not expected_at(evening).filter(person=message.user_id).exists():
        return _("Does not take part any more.")
    return ""


def place_still_applies(message: Message) -> str:
    """As ``is_to_come``; and who said meanwhile not to come needs no place."""
    return is_to_come(message) or ("" if _said(message) == Answer.YES else _("Does not come any more."))


def link_still_applies(message: Message) -> str:
    """While the evening is to come or runs, for who still comes, and as long as the link is the one that was told."""
    evening, reason = evening_and_reason(message)
    if evening is None:
        return reason
    if evening.state in OVER:
        return _("The evening is no longer to come.")
    if evening.meeting_url != message.params["link"]:
        return _("Changed again before it went: nobody heard of this.")
    return "" if _said(message) == Answer.YES else _("Does not come any more.")


def asked_still_applies(message: Message) -> str:
    """As ``is_to_come``; and once it was answered nobody has to be asked."""
    row = Attendance.objects.filter(pk=message.params["attendance"]).exclude(wants="")
    return is_to_come(message) or ("" if row.exists() else _("This was answered meanwhile."))


def ask_again_still_applies(message: Message) -> str:
    """As ``is_to_come``; and who answered meanwhile is not asked again."""
    return is_to_come(message) or ("" if _said(message) == Answer.NONE else _("Has answered meanwhile."))


def _said(message: Message) -> str:
    row = Attendance.objects.filter(
        evening=message.params["evening"], participation__person=message.user_id
    ).first()
    return row.answer if row else Answer.NONE


EVENING_PLACE = MessageKind(
    name="evening_place",
    urgency=Urgency.SOON,
    compose=compose_place,
    still_applies=place_still_applies,
    attachments=invitation_file,
    put_in=signed_links,
)
EVENING_LINK = MessageKind(
    name="evening_link",
    urgency=Urgency.SOON,
    compose=compose_link,
    still_applies=link_still_applies,
    put_in=signed_links,
)
EVENING_CHANGE_ASKED = MessageKind(
    name="evening_change_asked",
    urgency=Urgency.SOON,
    compose=compose_asked,
    still_applies=asked_still_applies,
)
EVENING_CHANGE_SETTLED = MessageKind(
    name="evening_change_settled",
    urgency=Urgency.SOON,
    compose=compose_settled,
    still_applies=is_to_come,
)
EVENING_ASK_AGAIN = MessageKind(
    name="evening_ask_again",
    urgency=Urgency.SOON,
    compose=compose_ask_again,
    still_applies=ask_again_still_applies,
    can_be_declined=True,
    put_in=signed_links,
)
AT_ONCE = tuple(
    replace(kind, name=f"{kind.name}_now", urgency=Urgency.NOW)
    for kind in (EVENING_PLACE, EVENING_LINK, EVENING_CHANGE_ASKED, EVENING_CHANGE_SETTLED)
)
KINDS = (
    EVENING_PLACE,
    EVENING_LINK,
    EVENING_CHANGE_ASKED,
    EVENING_CHANGE_SETTLED,
    EVENING_ASK_AGAIN,
    *AT_ONCE,
)
