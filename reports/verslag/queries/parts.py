"""The parts of a verslag: the heading of each says what came of it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.verslag.enums import Part
from reports.verslag.models import Verslag
from reports.verslag.queries.shown import Block, Bundle, PartView


def parts_of(verslag: Verslag, content: dict[str, Any]) -> Iterable[PartView]:
    """Each part with the heading that says its outcome, by what is in its ``content``. No query."""
    for part in Part:
        heading, aside, filled = _heading(part, verslag, content)
        yield PartView(
            kind=part.value,
            label=str(part.label),
            heading=heading,
            aside=aside,
            remark=verslag.remarks.get(part.value, ""),
            stands=part.value not in verslag.left_out,
            is_empty=not filled,
        )


def _heading(part: Part, verslag: Verslag, content: dict[str, Any]) -> tuple[str, str, bool]:
    """The heading of a part, which says the outcome; what stands beside it; and whether there is anything in it."""
    label = str(part.label)
    if part == Part.COURSE:
        return _on_time(verslag.happened["late"]), _overran(content["blocks"]), bool(content["blocks"])
    if part == Part.VOTES:
        placed = sum(one.placed for one in content["rounds"])
        said = ngettext("%(n)d dot", "%(n)d dots", placed) % {"n": placed}
        return said if content["rounds"] else label, "", bool(content["rounds"])
    if part == Part.IDEAS:
        return label, _read_here(verslag, content["bundles"]), bool(content["bundles"])
    if part == Part.AGREED:
        return label, "", bool(content["agreed"] or content["decisions"])
    if part == Part.HOMEWORK:
        return label, "", bool(content["tasks"] or content["next"])
    if part == Part.PEOPLE:
        return (*_who_came(verslag.happened), bool(content["tables"] or content["guests"]))
    return label, "", bool(content[part.value])


def _on_time(late: int) -> str:
    if late > 0:
        return ngettext("Done %(n)d minute later", "Done %(n)d minutes later", late) % {"n": late}
    if late < 0:
        return ngettext("Done %(n)d minute earlier", "Done %(n)d minutes earlier", -late) % {"n": -late}
    return _("Done on time")


def _overran(blocks: tuple[Block, ...]) -> str:
    """Which blocks took longer, the two that took most."""
    longer = sorted((one for one in blocks if one.took > one.planned), key=lambda one: one.planned - one.took)
    if not longer:
        return ""
    names = [one.title for one in longer[:2]]
    said = _("%(one)s and %(other)s took longer") if len(names) > 1 else _("%(one)s took longer")
    return said % {"one": names[0], "other": names[-1]}


def _read_here(verslag: Verslag, bundles: tuple[Bundle, ...]) -> str:
    """That there are ideas of other teams too, for whoever does not read them."""
    seen, count = sum(len(one.ideas) for one in bundles), len(verslag.happened["ideas"])
    return _("%(n)d of %(all)d: those of your team") % {"n": seen, "all": count} if seen < count else ""


def _who_came(happened: dict[str, Any]) -> tuple[str, str]:
    count, away = len(happened["present"]), happened["away"]
    if not count:
        return str(Part.PEOPLE.label), ""
    came = ngettext("%(n)d person was there", "%(n)d people were there", count) % {"n": count}
    missed = ngettext("%(n)d could not come or stayed away", "%(n)d could not come or stayed away", away)
    return came, missed % {"n": away} if away else ""
