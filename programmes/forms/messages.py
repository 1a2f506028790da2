"""The form in which a facilitator changes a message."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import MarkdownInput
from outbox.services.kinds import LONGEST_BODY, LONGEST_SUBJECT


class MessageForm(forms.Form):
    """Subject and text of all messages of a batch, or of one."""

    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    body = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_BODY,
        widget=MarkdownInput(attrs={"rows": 14}),
        help_text=_(
            "[first name] becomes the first name of whoever reads it. Links in the text become each reader’s own: "
            "leave them as they are. The button stays below the text."
        ),
    )
