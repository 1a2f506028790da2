"""Forms of the koersdocument."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from core.forms import CardSelect, MarkdownInput
from core.text import clean_text
from reports.koersdocument.enums import EditionState, SectionKind
from reports.koersdocument.services.assembling import MOST_SENTENCES


class SectionForm(forms.Form):
    """Title, introduction and text of a part; ``version`` is the one that the writer began from."""

    title = forms.CharField(label=_("Title"), max_length=160)
    lead = forms.CharField(
        label=_("Introduction"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One or two sentences in a larger letter. The contents have the first of them."),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=50_000,
        widget=MarkdownInput(attrs={"rows": 14}),
        help_text=_(
            "An empty line begins a new paragraph. Lines that begin with > are a quote and are set large; end it "
            "with a line > — and who said it."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_title(self) -> str:
        return clean_text(self.cleaned_data["title"], single_line=True)

    def clean_lead(self) -> str:
        return clean_text(self.cleaned_data["lead"], single_line=True)

    def clean_text(self) -> str:
        return clean_text(self.cleaned_data["text"])


class PhotoForm(forms.Form):
    """What is to be seen on a photo that was taken up."""

    seen = forms.CharField(
        label=_("What is to be seen on the photo?"),
        max_length=300,
        required=False,
        help_text=_("For who cannot see it. One sentence is enough."),
    )

    def clean_seen(self) -> str:
        return clean_text(self.cleaned_data["seen"], single_line=True)


class NewSectionForm(forms.Form):
    """A new part."""

    title = forms.CharField(label=_("Title of the part"), max_length=160)
    kind = forms.ChoiceField(label=_("What does it gather?"), choices=SectionKind.choices)

    def clean_title(self) -> str:
        return clean_text(self.cleaned_data["title"], single_line=True)


class FrontForm(forms.Form):
    """What stands on the cover and on the opening pages."""

    title = forms.CharField(label=_("Title on the cover"), max_length=160)
    subtitle = forms.CharField(label=_("Subtitle"), max_length=200, required=False)
    foreword = forms.CharField(
        label=_("Opening sentence"),
        max_length=240,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A sentence that somebody said. It stands on a page of its own, very large."),
    )
    foreword_by = forms.CharField(
        label=_("Who said it?"),
        max_length=160,
        required=False,
        help_text=_(
            "A function, or a name if that person agrees. For example: participant, after evening 2."
        ),
    )
    lead = forms.CharField(
        label=_("Introduction"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The whole document in two or three sentences. Without it the question of the programme stands here."
        ),
    )
    course = forms.CharField(
        label=_("The course in sentences"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One sentence a line, at most seven. Without them the proposals stand here."),
    )
    thanks = forms.CharField(
        label=_("Word of thanks"),
        max_length=2000,
        required=False,
        widget=MarkdownInput(attrs={"rows": 4}),
        help_text=_("Stands below the names of those who took part."),
    )
    language = forms.ChoiceField(
        label=_("Language of the document"),
        choices=Language,
        help_text=_("Of the headings and dates that come by themselves. Your own words stay as they are."),
    )

    all_ideas = forms.BooleanField(
        label=_("All ideas at the back"),
        required=False,
        help_text=_(
            "The list of every idea, with where it went. Everybody who may read an edition reads it then, the client "
            "and the supporters included."
        ),
    )

    def clean(self) -> dict[str, Any]:
        return {
            key: clean_text(value, single_line=key not in {"course", "thanks"})
            if isinstance(value, str)
            else value
            for key, value in self.cleaned_data.items()
        }

    def clean_course(self) -> str:
        """Raises ``ValidationError`` for more sentences than one page holds."""
        course = str(self.cleaned_data["course"])
        if len([line for line in course.splitlines() if line.strip()]) > MOST_SENTENCES:
            raise forms.ValidationError(_("At most seven sentences fit on the page. Choose."))
        return course


class PublishForm(forms.Form):
    """What kind of edition it becomes, of those that this person may publish."""

    state = forms.ChoiceField(
        label=_("What kind of edition?"),
        widget=CardSelect(
            hints={
                EditionState.CONCEPT: _("To read along. Another edition follows."),
                EditionState.CHECKED: _("The client has read it and agrees."),
                EditionState.FINAL: _("This is how we will work from now on."),
            }
        ),
    )

    def __init__(self, *args: Any, states: list[EditionState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(state.value, state.label) for state in states]  # type: ignore[attr-defined]
        self.fields["state"].initial = states[-1].value if states else None
        if len(states) == 1:
            self.fields["state"].widget = forms.HiddenInput()  # nothing to choose
