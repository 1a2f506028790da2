"""Numbers as words, for headings that say the state as a person would."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


def in_words(count: int) -> str:
    """``count`` as a word up to twelve, as digits above that."""
    words = (
        pgettext("number", "no"),
        pgettext("number", "one"),
        pgettext("number", "two"),
        pgettext("number", "three"),
        pgettext("number", "four"),
        pgettext("number", "five"),
        pgettext("number", "six"),
        pgettext("number", "seven"),
        pgettext("number", "eight"),
        pgettext("number", "nine"),
        pgettext("number", "ten"),
        pgettext("number", "eleven"),
        pgettext("number", "twelve"),
    )
    return words[count] if 0 <= count < len(words) else str(count)


def begin(sentence: str) -> str:
    """``sentence`` with a capital; the rest stays as it is."""
    return sentence[:1].upper() + sentence[1:]


def waiting_sentence(waiting: int, of: int) -> str:
    """How many of ``of`` ideas have no follow-up yet: "Zes ervan hebben nog geen vervolg."."""
    if not of:
        return ""
    if not waiting:
        return _("Each of them has found its place.") if of > 1 else _("It has found its place.")
    if of == 1:
        return _("It has no follow-up yet.")
    sentence = ngettext(
        "%(count)s of them has no follow-up yet.", "%(count)s of them have no follow-up yet.", waiting
    )
    return begin(sentence % {"count": in_words(waiting)})
