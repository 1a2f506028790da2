"""How every form of ours looks: one renderer, one bound field, and the inputs that Django has not got."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from core.templatetags.kw_dates import kw_date
from core.text import clean_text

REQUIRED = _("This field is required.")
"""Django's own sentence. It stands here for its Dutch, which says what to do in place of naming a rule."""

Bound: TypeAlias = "forms.BaseForm | forms.BaseFormSet[Any]"

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, ""),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.HiddenInput, ""),
    (forms.FileInput, "kw-input kw-input--file"),
    (forms.Textarea, "kw-input kw-input--area"),
    (forms.NumberInput, "kw-input kw-input--short"),
    (forms.DateTimeInput, "kw-input kw-input--short"),
    (forms.DateInput, "kw-input kw-input--short"),
    (forms.TimeInput, "kw-input kw-input--short"),
)


class KwBoundField(BoundField):
    """A field of a form that dresses its input in the class that belongs to it."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """The attributes that Django gives, with the class of this kind of input before the widget's own.

        A widget with the class of another component (``kw-capture__text``) has that look and no other.
        """
        built = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if isinstance(widget, forms.HiddenInput):
            return {name: value for name, value in built.items() if not name.startswith("aria-")}
        ours = next((name for kind, name in _CLASSES if isinstance(widget, kind)), "kw-input")
        own = str(built.get("class") or widget.attrs.get("class") or "")
        if any(name.startswith("kw-") and not name.startswith("kw-input--") for name in own.split()):
            ours = ""
        if classes := " ".join(part for part in (ours, own) if part):
            built["class"] = classes
        return built

    @property
    def seen(self) -> str:
        """The hidden value that a ``SharedForm`` takes along, for a template that draws the choices itself."""
        return self.as_hidden(only_initial=True) if self.field.show_hidden_initial else ""


class KwRenderer(TemplatesSetting):
    """Renders forms, fields and formsets by the templates in ``templates/kw_forms``."""

    form_template_name = "kw_forms/form.html"
    formset_template_name = "kw_forms/formset.html"
    field_template_name = "kw_forms/field.html"
    bound_field_class = KwBoundField


class CleanCharField(forms.CharField):
    """Text as somebody typed it, in one form of Unicode and without characters that nobody can see.

    One line unless its input is a text area.
    """

    def to_python(self, value: Any) -> str:
        """What ``core.text.clean_text`` keeps of ``value``."""
        return clean_text(
            super().to_python(value) or "", single_line=not isinstance(self.widget, forms.Textarea)
        )


def longest(model: type[Model], field: str) -> int:
    """How many characters ``field`` of ``model`` holds."""
    return int(getattr(model._meta.get_field(field), "max_length", None) or 0)


class DayInput(forms.DateInput):
    """The browser's own calendar for one day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class PeriodForm(forms.Form):
    """From which day up to and including which; the service judges what cannot be."""

    starts_on = forms.DateField(
        label=_("From"), help_text=_("Empty: at once."), required=False, widget=DayInput()
    )
    ends_on = forms.DateField(
        label=_("Up to and including"),
        help_text=_("The day after, it ends by itself. Empty: no end yet."),
        required=False,
        widget=DayInput(),
    )


_TWO_CHANGED = _(
    "Somebody else changed this meanwhile, to “%(theirs)s”. Save once more if yours should stand."
)
_EMPTIED = _("Somebody else emptied this meanwhile. Save once more if yours should stand.")


class SharedForm(forms.Form):
    """A form of what others may change at the same time; its ``initial`` has what stands now, also when it is sent.

    Each field takes along what its reader saw (Django's hidden initial value). What somebody else changed meanwhile
    and the reader did not, stays theirs. Where both changed it, the form comes back with both versions, and sending it
    once more lets the reader's stand.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = not field.widget.is_hidden

    def full_clean(self) -> None:
        """Clean what comes of the two versions, with an error at each field that two people changed."""
        clashes = self._take_over() if self.is_bound else {}
        super().full_clean()
        for name, theirs in clashes.items():
            self.add_error(name, _TWO_CHANGED % {"theirs": theirs} if theirs else _EMPTIED)

    def _take_over(self) -> dict[str, str]:
        """Put what others alone changed into ``data``; what they wrote where the reader changed it too, by field."""
        sent: Any = self.data
        self.data = merged = sent.copy()
        clashes = {}
        for name, field in self.fields.items():
            bound: Any = self[name]
            now = field.prepare_value(bound.initial)
            seen = sent.get(bound.html_initial_name)
            if seen is not None and field.has_changed(bound.initial, seen):
                if not bound._has_changed():
                    merged[bound.html_name] = now
                elif field.has_changed(bound.initial, bound.data):
                    clashes[name] = _shown(field, now)
            merged[bound.html_initial_name] = now
        return clashes


def _shown(field: forms.Field, value: Any) -> str:
    """``value`` as somebody reads it in a sentence."""
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        value = dict(choices).get(value, value)
    elif isinstance(value, dt.date):
        value = kw_date(value, "day")
    return str(value or "")


class ClockInput(forms.TimeInput):
    """The browser's own clock for hours and minutes."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class CardSelect(forms.RadioSelect):
    """One choice of a few, each on a card with a sentence that explains it.

    ``hints`` has the sentence by the value of the choice.
    """

    card = True

    def __init__(
        self, attrs: dict[str, Any] | None = None, hints: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(attrs)
        self.hints = dict(hints or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """An option of Django with ``card`` and the ``hint`` of its value, for the template."""
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"card": self.card, "hint": self.hints.get(str(value), "")}


class MarkdownInput(forms.Textarea):
    """A text with **bold**, lists and links: typed as Markdown, with buttons that type it where a script runs.

    The page shows such a text with the filter ``markdown``.
    """

    template_name = "kw_forms/markdown_input.html"


class FileInput(forms.FileInput):
    """A file from this device; its name, its size and how far it is stand below it while it is sent.

    ``accept`` is what the field takes (".csv,text/csv").
    """

    template_name = "kw_forms/file_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, accept: str = "") -> None:
        super().__init__(({"accept": accept} if accept else {}) | (attrs or {}))


class PhotoInput(forms.FileInput):
    """One or more photos, straight from the camera of a phone if people like; shown before they are sent."""

    template_name = "kw_forms/photo_input.html"
    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, multiple: bool = False) -> None:
        base: dict[str, Any] = {"accept": "image/*", "data-preview": ""}
        if multiple:
            base["multiple"] = True
        super().__init__(base | (attrs or {}))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The file, or the list of files when ``multiple``."""
        if not self.attrs.get("multiple"):
            return super().value_from_datadict(data, files, name)
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class PhotosField(forms.FileField):
    """Any number of photos, up to ``most``; its clean value is a list of uploaded files."""

    default_error_messages = {"too_many": forms.FileField.default_error_messages["invalid"]}

    def __init__(self, *, most: int, too_many: object, **kwargs: Any) -> None:
        kwargs.setdefault("widget", PhotoInput(multiple=True))
        super().__init__(**kwargs)
        self.most = most
        self.error_messages["too_many"] = str(too_many)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file cleaned as Django does; raises ``ValidationError`` when there are more than ``most``."""
        files = [item for item in (data or []) if item]
        if len(files) > self.most:
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        if not files:
            super().clean(None, initial)
            return []
        return [super(PhotosField, self).clean(item, initial) for item in files]


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """One line of the summary above a form: what is wrong, and where (no anchor: the whole form)."""

    text: str
    anchor: str


def error_links(*bound: Bound) -> list[ErrorLink]:
    """Everything that is wrong in these forms and formsets, in the order in which it stands on the page."""
    links: list[ErrorLink] = []
    for form in _flat(bound):
        links += [ErrorLink(str(text), "") for text in form.non_field_errors()]
        for field in form:
            links += [
                ErrorLink(_sentence(field, error), "" if field.is_hidden else _anchor(field))
                for error in field.errors.as_data()
            ]
    for formset in bound:
        if isinstance(formset, forms.BaseFormSet):
            links += [ErrorLink(str(text), "") for text in formset.non_form_errors()]
    return links


def _flat(bound: Iterable[Bound]) -> Iterable[forms.BaseForm]:
    for item in bound:
        if not item.is_bound:
            continue
        if isinstance(item, forms.BaseFormSet):
            yield from item.forms
        else:
            yield item


def _sentence(field: BoundField, error: ValidationError) -> str:
    """What is wrong; Django's own sentences fit any field, so they get its label in front."""
    text = " ".join(error.messages)
    ours = field.field.error_messages.get(error.code or "")
    kinds = [kind for kind in type(field.field).__mro__ if kind.__module__.startswith("django.")]
    if ours is None or ours not in [
        vars(kind).get("default_error_messages", {}).get(error.code) for kind in kinds
    ]:
        return text
    return f"{field.label} {text}" if field.label.endswith("?") else f"{field.label}: {text}"


def _anchor(field: BoundField) -> str:
    """The id that a link can jump to: of the input, or of the first choice of a group."""
    return field.id_for_label or f"{field.auto_id}_0"
