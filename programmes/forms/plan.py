"""The forms that change something in the plan."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from core.clock import local
from core.forms import CleanCharField, ClockInput, DayInput
from programmes.models import Moment
from programmes.queries.dates import Tie
from programmes.queries.rules import ORDINALS, Rule, anchor_name, rule_of

FIXED, DAYS, WEEKDAY = "fixed", "days", "weekday"
BEFORE, AFTER = "before", "after"
FURTHEST = 1500
_UNUSED = {FIXED: ("anchor", "days", "side", "nth", "weekday"), DAYS: ("nth", "weekday")}
"""What need not be filled in, by how the day is found."""


class SeenForm(forms.Form):
    """What somebody had before them: the time of the moment, and the name of the plan that was shown."""

    was = forms.DateTimeField(required=False, widget=forms.HiddenInput())
    shown = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput())


class MoveForm(SeenForm):
    """Another day and time."""

    day = forms.DateField(label=_("To which day?"), widget=DayInput())
    clock = forms.TimeField(label=_("At what time?"), widget=ClockInput())

    def __init__(self, *args: Any, moment: Moment, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"day": local(moment.at).date(), "clock": moment.clock})
        super().__init__(*args, **kwargs)


class RuleForm(SeenForm):
    """What a moment hangs on, and by which rule."""

    how = forms.ChoiceField(
        label=_("How is the day found?"),
        widget=forms.RadioSelect,
        choices=[
            (FIXED, _("It is a day of its own, whatever else moves")),
            (DAYS, _("It is a number of days from something else")),
            (WEEKDAY, _("It is a day of the week, near something else")),
        ],
    )
    anchor = forms.ChoiceField(label=_("From what do you count?"))
    days = forms.IntegerField(label=_("How many days?"), min_value=0, max_value=FURTHEST, initial=0)
    side = forms.ChoiceField(
        label=_("Before or after?"),
        choices=[(AFTER, _("after it")), (BEFORE, _("before it"))],
    )
    nth = forms.TypedChoiceField(
        label=_("Which one, from there?"),
        coerce=int,
        empty_value=1,  # type: ignore[arg-type] # what coerce gives
        choices=[(number, word) for number, word in enumerate(ORDINALS, start=1)],
    )
    weekday = forms.TypedChoiceField(
        label=_("Which day of the week?"),
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]
        choices=list(WEEKDAYS.items()),
    )
    skips_free_days = forms.BooleanField(
        label=_("Not on a public holiday or in the school holidays"),
        required=False,
        help_text=_("Then it goes on to the next day that is free of them; what comes before, goes back."),
    )

    def __init__(self, *args: Any, moment: Moment, anchors: Sequence[Moment], **kwargs: Any) -> None:
        self._anchors = {anchor.public_id: anchor for anchor in anchors}
        kwargs.setdefault("initial", _initial(moment, anchors))
        super().__init__(*args, **kwargs)
        for name in _UNUSED.get(self.data.get("how", ""), ()):
            self.fields[name].required = False
        anchor: Any = self.fields["anchor"]
        anchor.choices = [(one.public_id, _named(one)) for one in anchors]

    def clean(self) -> dict[str, Any]:
        """With ``tie``, what the service takes."""
        data = super().clean() or {}
        if data.get("how") == FIXED:
            data["tie"] = Tie()
        elif not self.errors:
            data["tie"] = Tie(self._anchors[data["anchor"]].pk, _rule(data))
        return data


def _rule(data: dict[str, Any]) -> Rule:
    sign = -1 if data.get("side") == BEFORE else 1
    by_weekday = data["how"] == WEEKDAY
    return Rule(
        offset_days=sign * (data.get("days") or 0),
        weekday=data["weekday"] if by_weekday else None,
        nth=sign * data["nth"] if by_weekday else 0,
        skips_free_days=bool(data.get("skips_free_days")),
    )


def _named(moment: Moment) -> str:
    day: dt.date = local(moment.at).date()
    return f"{anchor_name(moment)} ({day:%d-%m-%Y})"


def _initial(moment: Moment, anchors: Sequence[Moment]) -> dict[str, Any]:
    rule = rule_of(moment)
    anchor = next((one for one in anchors if one.pk == moment.anchor_id), anchors[0] if anchors else None)
    how = FIXED if not moment.anchor_id else DAYS if rule.weekday is None else WEEKDAY
    return {
        "how": how,
        "anchor": anchor.public_id if anchor else "",
        "days": abs(rule.offset_days) if moment.anchor_id else 1,
        "side": BEFORE if rule.looks_back else AFTER,
        "nth": abs(rule.nth) or 1,
        "weekday": local(moment.at).weekday() if rule.weekday is None else rule.weekday,
        "skips_free_days": rule.skips_free_days,
    }


class NameForm(forms.Form):
    """What a milestone is called; ``seen`` is what it was called when the form was made."""

    name = CleanCharField(label=_("What is reached then?"), max_length=160)
    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput())


class MilestoneForm(forms.Form):
    """A name and a day."""

    name = CleanCharField(label=_("What is reached then?"), max_length=160)
    day = forms.DateField(label=_("On which day?"), widget=DayInput())
