"""What the trail says of asking people how it goes. Not whom: the trail has more readers than that page."""

from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act

KIND = "overviews"
LABEL = _("How people are doing")

ACTS = (
    Act("overviews.contacted", _("{who} asked somebody how it goes")),
    Act("overviews.contact_taken_back", _("{who} took back having asked somebody")),
)
