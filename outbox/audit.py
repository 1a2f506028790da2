"""What the trail says of messages."""

from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act

KIND = "outbox"
LABEL = _("Messages")

# Without a link: a message names who gets it, and the screen of messages shows what may be seen of it.
ACTS = (
    Act("outbox.edited", _("{who} changed the words of messages")),
    Act("outbox.written_anew", _("{who} let messages be written anew")),
    Act("outbox.held", _("{who} held messages back")),
    Act("outbox.released", _("{who} let messages go after all")),
    Act("outbox.skipped", _("{who} left messages out")),
    Act("outbox.sent_now", _("{who} sent messages at once")),
    Act("outbox.extra_mail_wanted", _("{who} wants to get all mail again")),
    Act("outbox.daily_mail_wanted", _("{who} wants to get mail once a day")),
    Act("outbox.extra_mail_declined", _("{who} wants to get less mail")),
)
