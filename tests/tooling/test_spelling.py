"""A misspelling is seen wherever people read it, with its file and line; code, addresses and names are left alone."""

from itertools import groupby
from pathlib import Path

import pytest

from scripts import spelling

FILES = {
    "locale/nl/LC_MESSAGES/django.po": 'msgid ""\nmsgstr ""\n\nmsgid "the evenning"\nmsgstr "de avondd"\n',
    "programmes/blueprints/x.yaml": "key: zonderr\nname: Verkennnen\nnotes: |\n  Zet iedereen\n  aan tafell.\n",
    "sessions/methods.yaml": "break:\n  name: {nl: Pauxe, en: Breakk}\n",
    "overviews/services/demo/content.py": '"""No Dutsch."""\nTITLE = "ons dorpp"\nKEY = "geenn"\n',
    "docs/handleiding/avond.md": "# De avond\n\n`codde` en [een linkk](adress.md)\n\n```\nblokk\n```\n\nHet eindx.\n",
}


def test_a_misspelling_is_seen_in_every_kind_of_file(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [sentence.split(" (")[0] for sentence in sorted(spelling.faults(tmp_path))] == [
        "docs/handleiding/avond.md:3: linkk",
        "docs/handleiding/avond.md:9: eindx",
        "locale/nl/LC_MESSAGES/django.po:4: avondd",
        "locale/nl/LC_MESSAGES/django.po:4: evenning",
        "overviews/services/demo/content.py:2: dorpp",
        "programmes/blueprints/x.yaml:2: Verkennnen",
        "programmes/blueprints/x.yaml:5: tafell",
        "sessions/methods.yaml:2: Breakk",
        "sessions/methods.yaml:2: Pauxe",
    ]


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Opa’s foto’s van L34 op https://koers.example.nl/abcd, mail jann@xyzz.example", []),
        ("%(titell)s {naamm} <strongg>vet</strongg> verslagg.pdf", []),
        ("Koerswerk-avond en Xandrisk", ["Xandrisk"]),
        ("xandrisk en doetank", ["xandrisk", "doetank"]),
        ("het Dashboard", ["Dashboard"]),
    ],
)
def test_a_word_is_known_by_the_dictionary_or_by_the_list(text: str, unknown: list[str]) -> None:
    speller = spelling.Speller(["# names", "Koerswerk", "Doetank", "!dashboard"])
    assert [word for _line, word in speller.unknown(spelling.Text(1, "nl", text))] == unknown


def test_what_dutch_refuses_english_may_say() -> None:
    assert list(spelling.Speller(["!dashboard"]).unknown(spelling.Text(1, "en", "the dashboard"))) == []


def test_each_group_of_the_list_is_sorted_and_no_word_stands_twice() -> None:
    lines = spelling.WORDS.read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if line and not line.startswith("#")]
    assert len(words) == len(set(words))
    for has_words, group in groupby(lines, key=lambda line: bool(line) and not line.startswith("#")):
        listed = list(group)
        assert not has_words or listed == sorted(listed)
