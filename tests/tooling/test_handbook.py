"""The handbook shows what it tells: each chapter has a picture, made by a script, with words for who cannot see it."""

import re
from pathlib import Path

import pytest
from PIL import Image

from scripts import handbook

CHAPTERS = sorted((handbook.ROOT / "docs" / "handleiding").glob("*.md"))
SHOWN = re.compile(r"!\[([^\]]*)\]\(pictures/([\w-]+)\.webp\)")
MADE = [shot.name for shot in (*handbook.BY_DAY, *handbook.IN_THE_EVENING)]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_has_pictures_that_say_what_one_sees(chapter: Path) -> None:
    shown = SHOWN.findall(chapter.read_text(encoding="utf-8"))
    assert shown
    for alternative, name in shown:
        assert name in MADE
        assert len(alternative.split()) > 5


def test_every_picture_is_made_by_the_script_and_shown_by_a_chapter() -> None:
    shown = {name for path in CHAPTERS for _text, name in SHOWN.findall(path.read_text(encoding="utf-8"))}
    files = {path.stem for path in handbook.PICTURES.iterdir()}
    assert len(MADE) == len(set(MADE))
    assert shown == files == set(MADE)


def test_the_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in handbook.PICTURES.iterdir()}
    assert [name for name, size in sizes.items() if size > 100_000] == []
    assert sum(sizes.values()) < 50_000 * len(sizes)
    for name in sizes:
        with Image.open(handbook.PICTURES / name) as picture:
            assert picture.format == "WEBP"


def test_the_index_names_every_chapter() -> None:
    index = (handbook.PICTURES.parent / "README.md").read_text(encoding="utf-8")
    assert [
        path.name for path in CHAPTERS if path.name != "README.md" and f"({path.name})" not in index
    ] == []
