"""What the style guide shows: an invented programme, in the language of the page. ``w`` holds the words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from core.charts import draw_bars, draw_line, draw_shares
from core.clock import AMSTERDAM
from core.drawing import (
    Free,
    Lane,
    Post,
    Stretch,
    Waypoint,
    draw_course,
    draw_small,
    lay_lanes,
    stand_course,
)
from core.evening_line import Block, draw_evening
from core.forms import CardSelect, ClockInput, DayInput, FileInput, MarkdownInput, PhotoInput
from core.rendering import Frame, NavLink

NOW = dt.datetime(2027, 4, 5, 12, tzinfo=AMSTERDAM)
NAMES = ("Elske Vos", "Tarik Bouazza", "Hanneke van den Oosterwijk", "Rogier Plantinga", "Imke Zeldenrust")

Words = Mapping[str, str]


class SampleForm(forms.Form):
    """One of each kind of field."""

    name = forms.CharField()
    day = forms.DateField(widget=DayInput())
    clock = forms.TimeField(widget=ClockInput(), required=False)
    kind = forms.ChoiceField()
    readers = forms.ChoiceField(widget=CardSelect())
    credit = forms.ChoiceField(widget=forms.RadioSelect)
    words = forms.CharField(widget=MarkdownInput(attrs={"rows": 4}))
    text = forms.CharField(
        max_length=400,
        widget=forms.Textarea(attrs={"data-count": "", "class": "kw-input--low"}),
        required=False,
    )
    file = forms.FileField(widget=FileInput(accept=".csv,text/csv"))
    photos = forms.FileField(widget=PhotoInput(multiple=True), required=False)
    report = forms.BooleanField()

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = words[f"f_{name}"]
            field.help_text = words.get(f"f_{name}_help", "")
        choices: dict[str, list[tuple[str, str]]] = {
            "kind": [("theme_teams", words["theme_teams"]), ("doetank", "Doetank")],
            "readers": [(key, words[f"f_readers_{key}"]) for key in ("all", "done", "later")],
            "credit": [(key, words[f"f_credit_{key}"]) for key in ("name", "role")],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        self.fields["readers"].widget.hints = {"done": words["f_readers_hint"]}
        self.fields["text"].widget.attrs["data-count-text"] = words["f_left"]


def sample_forms(w: Words) -> dict[str, Any]:
    """The form as it is empty, and as it comes back with errors."""
    wrong = {"wrong-kind": "?", "wrong-text": w["quote"], "wrong-clock": ""}
    return {"form": SampleForm(words=w), "wrong": SampleForm(wrong, prefix="wrong", words=w)}


def _day(month: int, day: int, hour: int = 17) -> dt.datetime:
    return dt.datetime(2027, month, day, hour, 30, tzinfo=AMSTERDAM)


def _waypoints(w: Words) -> tuple[Waypoint, ...]:
    return (
        Waypoint("evening", _day(2, 4), w["start_evening"], w["start_note"], "#koers", 0, "done"),
        Waypoint("result", _day(2, 10), w["theme_card"], w["theme_note"], "#koers", 1, "done"),
        Waypoint("homework", _day(3, 2), w["homework_1"], w["homework_note"], "#koers", 2, "done"),
        Waypoint("evening", _day(3, 4), w["evening_1"], w["evening_1_note"], "#koers", 2, "done"),
        Waypoint("homework", _day(4, 6), w["homework_2"], w["homework_2_note"], "#koers", 3, "next"),
        Waypoint("evening", _day(4, 8), w["evening_2"], w["evening_2_note"], "#koers", 3, "next"),
        Waypoint("evening", _day(5, 13), w["evening_3"], "", "#koers", 4),
        Waypoint("evening", _day(6, 3), w["evening_4"], "", "#koers", 1, short=w["evening_4_short"]),
        Waypoint("result", _day(6, 4), w["proposal_1"], w["intended"], "#koers", 1),
        Waypoint("result", _day(6, 5), w["proposal_2"], w["intended"], "#koers", 1),
        Waypoint("evening", _day(7, 1), w["barbecue"], w["barbecue_note"], "#koers", 0),
    )


def sample_lines(w: Words) -> dict[str, Any]:
    """The course lying, small and upright, and the line of an evening."""
    ways = _waypoints(w)
    stretches = (
        Stretch(w["explore"], _day(1, 18), _day(2, 22)),
        Stretch(w["collect"], _day(2, 22), _day(5, 17), current=True),
        Stretch(w["choose"], _day(5, 17), _day(6, 10)),
        Stretch(w["share"], _day(6, 10), _day(7, 5)),
    )
    trace = (
        Waypoint("homework", _day(4, 2), w["trace_1"], w["trace_1_note"], "#koers", 1, "done"),
        Waypoint("evening", _day(4, 3), w["trace_2"], w["trace_2_note"], "", 1, "done"),
        Waypoint("evening", _day(4, 9), w["trace_3"], w["trace_3_note"], "#koers", 2, "done"),
        Waypoint("evening", _day(6, 3), w["trace_4"], w["trace_4_note"], "#koers", 3, "next"),
        Waypoint("result", _day(7, 1), w["trace_5"], w["trace_5_note"], "", 3),
    )
    begins = _day(4, 8)
    blocks = [
        Block(w["reading"], begins, "done"),
        Block(w["bundling"], begins + dt.timedelta(minutes=30), "now"),
        Block(w["soup"], begins + dt.timedelta(minutes=75)),
    ]
    evening = draw_evening(blocks, begins + dt.timedelta(minutes=150), now=begins + dt.timedelta(minutes=50))
    own = Waypoint("evening", _day(4, 21), w["lane_own"], url="#koers", level=2, own=True)
    lanes = lay_lanes(
        [Lane(w["landscape"], w["lane_people"], [*ways, own]), Lane(w["lane_other"], w["lane_people"], ways)],
        stretches,
        [Post(_day(3, 1), True), Post(_day(4, 7), False), Post(_day(5, 12), False)],
        [Free(w["lane_holiday"], _day(4, 24), _day(5, 10))],
        window=(_day(1, 18), _day(7, 8)),
        ticks=[(_day(4, 1), w["april"])],
        now=NOW,
        chosen=_day(4, 8),
    )
    return {
        "course": draw_course(ways, stretches, now=NOW),
        "lanes": lanes,
        "small": draw_small(ways, now=NOW),
        "trace": stand_course(trace),
        "evening_line": evening,
    }


def sample_frame(w: Words, accent: str) -> Frame:
    """The navigation of a programme as a facilitator has it."""
    lines = ("koers", "evenings", "homework", "ideas", "koersdocument")
    side = tuple(
        NavLink("#kaart", w[line], current=line == "ideas", count=68 if line == "ideas" else None)
        for line in lines
    )
    bottom = (
        NavLink("#koers", w["koers"], "course"),
        NavLink("#kaart", w["ideas"], "idea", current=True),
        NavLink("#veld", w["new_idea"], "plus", main=True),
        NavLink("#knop", w["homework"], "homework"),
    )
    people = NavLink("#mensen", w["people"], "person", count=31, gap=True)
    return Frame(w["trip"], accent, "#koers", (*side, people), bottom)


def sample_parts(w: Words) -> dict[str, Any]:
    """Tabs, chips, tables, charts and people."""
    teams = ((w["landscape"], 34, 6), (w["urban"], 15, 2), (w["domestic"], 19, 3))
    weeks = [(f"{w['week']} {number}", count) for number, count in enumerate((4, 12, 9, 22, 17, 4), start=6)]
    stages = [(w["handed_in"], 22), (w["begun"], 5), (w["nothing_yet"], 4)]
    return {
        "tabs": (
            NavLink("#stand", w["tab_1"], current=True),
            NavLink("#stand", w["tab_2"], count=24),
            NavLink("#stand", w["tab_3"]),
        ),
        "chips": (
            NavLink("#kaart", w["all_teams"], count=68),
            NavLink("#kaart", w["landscape"], current=True, count=34),
            NavLink("#kaart", w["long_title"], count=0),
        ),
        "step_links": (
            NavLink("#stand", w["step_1"]),
            NavLink("#stand", w["step_2"]),
            NavLink("", w["step_3"], current=True),
            NavLink("", w["step_4"]),
        ),
        "facts": (
            ("clock", w["when"], w["when_is"], w["when_more"]),
            ("place", w["where"], w["where_is"], w["where_more"]),
            ("team", w["who"], w["who_is"], ""),
        ),
        "columns": (w["team"], w["ideas"], w["open"]),
        "rows": (*teams, (w["long_title"], 0, 0)),
        "many_columns": (w["participant"], w["team"], w["ideas"]),
        "many_rows": [
            (f"{NAMES[number % 5]} {number + 1}", teams[number % 3][0], number * 7 % 11)
            for number in range(60)
        ],
        "bars": draw_bars(
            w["ideas_per_team"],
            [(*team[:2], "#getallen") for team in teams],
            of=w["team"],
            counted=w["ideas"],
        ),
        "shares": draw_shares(w["how_far"], stages, of=w["stage"], counted=w["people"]),
        "no_shares": draw_shares(
            w["how_far"], [(stage, 0) for stage, _ in stages], of=w["stage"], counted=w["people"]
        ),
        "line": draw_line(w["per_week"], weeks, of=w["weeks"], counted=w["ideas"]),
        "one_name": NAMES[:1],
        "five_names": NAMES,
        "many_names": [f"{name} {number}" for number in range(8) for name in NAMES],
        "dialog_lines": (w["start_line_1"], w["start_line_2"]),
    }
