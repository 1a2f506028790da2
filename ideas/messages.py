"""The message to the author of ideas that go no further."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from ideas.enums import IdeaState
from ideas.models import Idea
from ideas.services.ending import IDEAS_ENDED
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import MessageKind, Text, greeting
from programmes.models import Participation, Programme


def compose_ideas_ended(params: Mapping[str, Any], user: User | None) -> Text:
    """Each of the reader's own ideas with the reason, and the way to them for who still takes part."""
    programme = Programme.objects.get(pk=params["programme"])
    ideas = list(Idea.objects.filter(pk__in=params["ideas"], state=IdeaState.NOT_FURTHER).order_by("pk"))
    count = {"n": len(ideas), "programme": programme.name}
    said = ngettext(
        "In %(programme)s you wrote down an idea that goes no further. You read here why.",
        "In %(programme)s you wrote down %(n)d ideas that go no further. You read here why.",
        len(ideas),
    )
    lines = [greeting(user), said % count]
    reasons = {idea.ending for idea in ideas}
    for idea in ideas:
        lines.append("> " + idea.text.replace("\n", "\n> "))
        if len(reasons) > 1:
            lines.append(_("Not further, because: %(why)s") % {"why": idea.ending})
    if len(reasons) == 1:
        lines.append(_("Not further, because: %(why)s") % {"why": reasons.pop()})
    lines.append(_("Thank you for it. What was written stays with the work of your team."))
    stays = Participation.objects.active().filter(pk=params["participation"]).exists()
    return Text(
        subject=ngettext("What became of your idea", "What became of your ideas", len(ideas)),
        body="\n\n".join(lines),
        action_label=_("To the programme") if stays else "",
        action_path=reverse("overviews:programme", args=[programme.public_id]) if stays else "",
        programme=programme.name,
        accent=programme.accent,
    )


def ideas_ended_still_applies(message: Message) -> str:
    """Why there is nothing to tell any more; empty while one of the ideas goes no further. A programme that closed
    meanwhile changes nothing: its authors are told all the same."""
    ended = Idea.objects.filter(pk__in=message.params["ideas"], state=IdeaState.NOT_FURTHER)
    return "" if ended.exists() else _("The ideas were taken up again.")


KIND = MessageKind(
    name=IDEAS_ENDED,
    urgency=Urgency.DIGEST,
    compose=compose_ideas_ended,
    still_applies=ideas_ended_still_applies,
)
