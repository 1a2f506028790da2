"""The messages of the outbox itself, for ``accounts``, which stands below it: codes, and what changed there."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import SecurityChange
from accounts.models import User
from core.identifiers import new_public_id
from outbox.enums import DAILY_POST, Urgency
from outbox.services.kinds import SECRET, MessageKind, Text, greeting
from outbox.services.queue import Recipient, queue_message
from outbox.services.secrets import send_secret


def compose_code(params: Mapping[str, Any], user: User | None) -> Text:
    """The code, and what to do when somebody else asked for it."""
    return Text(
        subject=_("%(code)s is your code for Koerswerk") % {"code": SECRET},
        body=greeting(user)
        + "\n\n"
        + _("Type this code on the screen where you asked for it. It works for a few minutes, once."),
        closing=_("Did you not ask for it? Then do nothing: without the code nobody comes in."),
    )


SIGN_IN_CODE = MessageKind(name="sign_in_code", urgency=Urgency.NOW, compose=compose_code, has_secret=True)


def send_sign_in_code(*, to: Recipient, code: str) -> None:
    """Send ``code`` to ``to``, now; it is stored nowhere."""
    send_secret(
        "sign_in_code",
        to=to,
        secret=code,
        params={},
        why=gettext_lazy("Somebody asked to sign in with your address."),
    )


def compose_account_changed(params: Mapping[str, Any], user: User | None) -> Text:
    """What changed in how one signs in, and what to do when somebody else did it."""
    what, name = SecurityChange(params["change"]), params.get("name", "")
    happened = {
        SecurityChange.APP_ADDED: _("An app with codes was added to your account."),
        SecurityChange.APP_REMOVED: _("The app with codes was removed from your account."),
        SecurityChange.PASSKEY_ADDED: _("A passkey was added to your account: “%(name)s”."),
        SecurityChange.PASSKEY_REMOVED: _("A passkey was removed from your account: “%(name)s”."),
        SecurityChange.CODES_RENEWED: _("New recovery codes were made for your account."),
        SecurityChange.REMOVED_BY_OPERATOR: _(
            "Your passkeys and your app with codes were removed by whoever keeps Koerswerk running. You come in by "
            "your mail, and can add new ones."
        ),
        SecurityChange.REMOVED_BY_ADMINISTRATOR: _(
            "%(name)s removed your passkeys and your app with codes, because you lost them. You come in with a code "
            "from your mail, and can add new ones. Whoever administers an organisation is asked for that at once."
        ),
        SecurityChange.PASSWORD_SET: _("Your password was changed. Other devices were signed out."),
    }[what] % {"name": name}
    return Text(
        subject=_("Something changed in how you sign in to Koerswerk"),
        body=greeting(user) + "\n\n" + happened,
        action_label=_("Look at it"),
        action_path=reverse("accounts:security"),
        closing=_(
            "Was it not you? Then look at once what is there, remove what is not yours, and tell your administrator."
        ),
    )


ACCOUNT_CHANGED = MessageKind(name="account", urgency=Urgency.NOW, compose=compose_account_changed)


def tell_account_changed(user: User, change: SecurityChange, name: str) -> None:
    """Tell ``user`` in the same transaction what changed; ``name`` is that of a passkey."""
    queue_message(
        ACCOUNT_CHANGED.name,
        to=[user],
        scope="",
        params={"change": str(change), "name": name},
        dedupe=new_public_id(),
        why=gettext_lazy("We always tell you when this changes."),
    )


def compose_post(params: Mapping[str, Any], user: User | None) -> Text:
    """What a list of messages calls it: its mail is written when it is sent, of the messages in it."""
    return Text(subject=_("The daily post"), body="")


POST = MessageKind(name=DAILY_POST, urgency=Urgency.DIGEST, compose=compose_post)
