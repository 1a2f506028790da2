"""Forms for bundles: ticks and a list to choose from, no dragging."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from ideas.models import Cluster, Idea

NEW = "new"
NONE = "none"


class TickedIdeas(forms.MultipleChoiceField):
    """Ideas by their public ids, of those that can be moved now; its clean value is a list of ideas.

    An id may be followed by a point and the bundle in which its reader saw it (nothing: in none): ``seen_in``.
    """

    default_error_messages = {
        "required": _("Tick one idea at least."),
        "invalid_choice": _("One of these ideas was changed by somebody else. Tick them again."),
    }

    def offer(self, ideas: Iterable[Idea]) -> None:
        """Let ``ideas`` be ticked."""
        self.offered = {idea.public_id: idea for idea in ideas}
        self.choices = [(key, key) for key in self.offered]

    def clean(self, value: Any) -> list[Idea]:
        """The ideas that were ticked."""
        sent = [str(key).partition(".") for key in value or ()]
        self.seen_in: dict[str, str | None] = {key: place or None for key, point, place in sent if point}
        return [self.offered[key] for key in super().clean([key for key, _point, _place in sent])]


class BundleForm(forms.Form):
    """Where the ticked ideas go: into a bundle, a new one, or none."""

    ideas = TickedIdeas(label=_("Which ideas?"), required=False)
    target = forms.ChoiceField(label=_("Where does what is ticked go?"))
    title = CleanCharField(
        label=_("Name of the new bundle"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Name of the new bundle")}),
    )

    def __init__(self, *args: Any, ideas: Iterable[Idea], clusters: Sequence[Cluster], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clusters = {cluster.public_id: cluster for cluster in clusters}
        self.fields["ideas"].offer(ideas)  # type: ignore[attr-defined]
        self.fields["target"].choices = [  # type: ignore[attr-defined]
            (NEW, _("into a new bundle")),
            *(
                (key, _("into “%(title)s”") % {"title": cluster.title})
                for key, cluster in self.clusters.items()
            ),
            (NONE, _("into no bundle")),
        ]

    def seen_in(self) -> dict[str, str | None]:
        """In which bundle each ticked idea was seen, by public ids."""
        ticked: Any = self.fields["ideas"]
        return dict(ticked.seen_in)

    def clean(self) -> dict[str, Any]:
        """A new bundle needs a name; anything else needs ideas."""
        cleaned = super().clean() or {}
        if cleaned.get("target") == NEW and not cleaned.get("title"):
            self.add_error("title", _("Give the new bundle a name."))
        if cleaned.get("target") not in {None, NEW} and "ideas" in cleaned and not cleaned["ideas"]:
            self.add_error("ideas", _("Tick one idea at least."))
        return cleaned


class TitleForm(forms.Form):
    """Another name for a bundle."""

    title = CleanCharField(label=_("Name of the bundle"), max_length=160)


class MergeForm(forms.Form):
    """The bundle that this one takes in."""

    absorb = forms.ChoiceField(label=_("Which bundle do you join with this one?"))

    def __init__(self, *args: Any, clusters: Sequence[Cluster], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clusters = {cluster.public_id: cluster for cluster in clusters}
        self.fields["absorb"].choices = [  # type: ignore[attr-defined]
            (key, cluster.title) for key, cluster in self.clusters.items()
        ]

    def chosen(self) -> Cluster:
        """The bundle that was chosen."""
        return self.clusters[self.cleaned_data["absorb"]]


class SplitForm(forms.Form):
    """The ideas that leave for a bundle of their own."""

    ideas = TickedIdeas(label=_("Which ideas leave?"))
    title = CleanCharField(label=_("Name of the new bundle"), max_length=160)

    def __init__(self, *args: Any, ideas: Iterable[Idea], **kwargs: Any) -> None:
        kwargs["auto_id"] = "split_%s"  # the page has another form with a title
        super().__init__(*args, **kwargs)
        self.fields["ideas"].offer(ideas)  # type: ignore[attr-defined]
