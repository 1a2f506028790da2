"""How every form of ours looks: one renderer, one bound field, and the inputs that Django has not got."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from core.text import clean_text

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
        ours = next((name for kind, name in _CLASSES if isinstance(widget, kind)), "kw-input")
        own = str(built.get("class") or widget.attrs.get("class") or "")
        if any(name.startswith("kw-") and not name.startswith("kw-input--") for name in own.split()):
            ours = ""
        if classes := " ".join(part for part in (ours, own) if part):
            built["class"] = classes
        return built


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


class DayInput(forms.DateInput):
    """The browser's own calendar for one day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


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
    kinds = type(field.field).__mro__
    if ours is None or ours not in [
        vars(kind).get("default_error_messages", {}).get(error.code) for kind in kinds
    ]:
        return text
    return f"{field.label} {text}" if field.label.endswith("?") else f"{field.label}: {text}"


def _anchor(field: BoundField) -> str:
    """The id that a link can jump to: of the input, or of the first choice of a group."""
    return field.id_for_label or f"{field.auto_id}_0"
