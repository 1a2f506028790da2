"""The one message of the outbox itself: the code to sign in, for ``accounts``, which stands below it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from outbox.enums import Urgency
from outbox.services.kinds import SECRET, MessageKind, Text
from outbox.services.secrets import send_secret


def compose_code(params: Mapping[str, Any], user: User | None) -> Text:
    """The code, and what to do when somebody else asked for it."""
    greeting = _("Hello %(name)s,") % {"name": user.first_name} if user and user.first_name else _("Hello,")
    return Text(
        subject=_("%(code)s is your code for Koerswerk") % {"code": SECRET},
        body=f"{greeting}\n\n"
        + _("Type this code on the screen where you asked for it. It works for a few minutes, once."),
        closing=_("Did you not ask for it? Then do nothing: without the code nobody comes in."),
    )


SIGN_IN_CODE = MessageKind(name="sign_in_code", urgency=Urgency.NOW, compose=compose_code, has_secret=True)


def send_sign_in_code(*, user: User, code: str) -> None:
    """Send ``code`` to ``user``, now; it is stored nowhere."""
    send_secret(
        "sign_in_code",
        to=user,
        secret=code,
        params={},
        why=gettext_lazy("Somebody asked to sign in with your address."),
    )
