"""English on a Dutch page is seen, and Dutch is left alone."""

import polib

from scripts import words
from scripts.messages import CATALOGUE, PLACEHOLDER


def test_english_of_ours_of_django_and_of_nobody_is_seen() -> None:
    page = "Mijn trajecten\nAll evenings\n  SEND   again \nThis field is required.\nWhat are cats?\nKlaar"
    assert words.english_on_dutch(page) == [
        "all evenings",
        "send again",
        "this field is required.",
        "what are cats?",
    ]


def test_a_phrase_within_longer_words_is_none() -> None:
    assert words.english_on_dutch("Hall evenings") == []


def test_no_dutch_text_of_ours_is_taken_for_english() -> None:
    for entry in polib.pofile(str(CATALOGUE), encoding="utf-8"):
        for dutch in (entry.msgstr, *entry.msgstr_plural.values()):
            assert words.english_on_dutch(PLACEHOLDER.sub("…", dutch)) == []
