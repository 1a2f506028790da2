"""Forms about coming: how many places there are, when the list closes, how one gets there; and an answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import SharedForm, longest
from sessions.models import Session


class PlacesForm(SharedForm):
    """What who comes needs, and how many can."""

    places = forms.IntegerField(
        label=_("How many people can come?"),
        help_text=_(
            "Empty: as many as come. Who says yes after that waits, and moves up by itself. Who said yes "
            "already keeps the place."
        ),
        min_value=1,
        max_value=2000,
        required=False,
    )
    closes_days = forms.IntegerField(
        label=_("How many days before it does the list close?"),
        help_text=_(
            "At noon on that day, for the kitchen. Empty: it does not close. After it an answer changes only "
            "when you say yes to it."
        ),
        min_value=0,
        max_value=60,
        required=False,
    )
    route_url = forms.URLField(
        label=_("Link to the route or a map"),
        max_length=longest(Session, "route_url"),
        required=False,
        assume_scheme="https",
    )
    meeting_url = forms.URLField(
        label=_("Link of the video meeting"),
        help_text=_("Only who comes sees it: on the page of the evening and in the reminder."),
        max_length=longest(Session, "meeting_url"),
        required=False,
        assume_scheme="https",
    )


class SettleForm(forms.Form):
    """Yes or no to a change that somebody asks."""

    settle = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class WayForm(forms.Form):
    """In the room, or by the video link."""

    way = forms.ChoiceField(choices=[("room", "room"), ("link", "link")])


class HereForm(forms.Form):
    """There, or not after all."""

    here = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
