"""What somebody says about the days of a datumprikker, with an account or by a signed link."""

from collections.abc import Mapping

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from programmes.enums import ProgrammeState
from sessions.enums import DateStep, DayChoice, SessionState
from sessions.models import Asked, DatePoll, DayAnswer
from sessions.queries.date_polls import still_there

_SALT = "evenings.date_poll"
_NAME = Asked._meta.get_field("name").max_length or 0
_REMARK = Asked._meta.get_field("remark").max_length or 0


@transaction.atomic
def answer_days(
    *,
    asked: Asked,
    answers: Mapping[str, str],
    seen: int,
    by: User | None,
    name: str = "",
    remark: str = "",
) -> Asked:
    """Keep what ``asked`` says about the days (public id → choice), instead of what was kept before.

    ``seen`` is the version of the answer that stood on the page. ``name`` is kept of somebody without an account.
    Raises ``Conflict`` where the time is over, the evening is not to come any more, or other answers were kept
    meanwhile in another tab; ``ValidationError`` where no day, or a day that is not asked about, was answered.
    """
    poll = (
        DatePoll.objects.select_for_update(of=("self",))
        .select_related("evening__programme", "evening__moment")
        .get(pk=asked.poll_id)
    )
    asked = Asked.objects.select_for_update(of=("self",)).select_related("participation").get(pk=asked.pk)
    _check_open(poll)
    if asked.version != seen:
        raise Conflict(
            _(
                "You kept other answers in another window. Below stands what you chose here: keep it again if it holds."
            )
        )
    days = {day.public_id: day for day in poll.days.all()}
    if not answers.keys() <= days.keys() or not set(answers.values()) <= set(DayChoice.values):
        raise ValidationError(_("One of these days is not asked about. Look at the list once more."))
    if not answers:
        raise ValidationError(_("Say of at least one day whether you can."))
    asked.answers.all().delete()
    DayAnswer.objects.bulk_create(
        DayAnswer(asked=asked, day=days[key], choice=choice) for key, choice in answers.items()
    )
    if asked.participation is None:
        asked.name = clean_text(name, single_line=True)[:_NAME]
    asked.remark = clean_text(remark, single_line=True)[:_REMARK]
    asked.answered_at = now()
    asked.version += 1
    asked.save(update_fields=["name", "remark", "answered_at", "version"])
    record(
        by,
        "evenings.days_answered",
        poll,
        scope=poll.programme.scope,
        for_whom=asked.participation.person if asked.participation else None,
    )
    return asked


def _check_open(poll: DatePoll) -> None:
    evening = poll.evening
    if evening.programme.state != ProgrammeState.RUNNING:
        raise Conflict(_("The programme does not run any more."))
    if evening.state != SessionState.PLANNED:
        raise Conflict(_("This evening is no longer to come, so no day is sought any more."))
    if poll.step != DateStep.ASKING:
        raise Conflict(
            {
                DateStep.CHOOSING: _(
                    "The time to answer is over. Answer the mail if something changed for you."
                ),
                DateStep.CHOSEN: _("A day was chosen meanwhile, so answers are not kept any more."),
                DateStep.WITHDRAWN: _(
                    "This question was withdrawn meanwhile, so answers are not kept any more."
                ),
            }[poll.step]
        )


def answer_token(asked: Asked) -> str:
    """A signed word with which ``asked`` can answer in this datumprikker alone, without signing in.

    It is put into a mail when that is sent, and kept nowhere.
    """
    return signing.dumps([asked.poll.public_id, asked.public_id], salt=_SALT)


def read_answer_token(token: str) -> Asked | None:
    """Who is asked by ``token``; None for a word that is not ours, and where it is gone, erased or left."""
    try:
        poll_id, asked_id = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (
        Asked.objects.filter(still_there(), public_id=asked_id, poll__public_id=poll_id)
        .select_related("participation__person", "poll__evening__programme__phase", "poll__evening__moment",
                        "poll__evening__team", "poll__chosen")
        .first()
    )  # fmt: skip
