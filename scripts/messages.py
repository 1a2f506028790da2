"""The Dutch catalogue, kept without a gettext binary.

    messages.py update        take over new texts from code and templates; texts that went become obsolete
    messages.py fill FILE     put translations in: {"english": "Nederlands", "one": ["enkelvoud", "meervoud"]};
                              what has other Dutch already stays, except with --over
    messages.py prune         forget obsolete texts
    messages.py compile       write the .mo that Django reads (not kept in git)
    messages.py check         fail on missing, fuzzy or obsolete texts and on placeholders that differ

A text with a context is written as "context\\u0004text" in FILE.
"""

import argparse
import fcntl
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "nl" / "LC_MESSAGES" / "django.po"
NOT_OURS = {".venv", "node_modules", "var", "tests", "scripts", "migrations", "locale", ".git"}
TEMPLATE_ENDINGS = {".html", ".txt", ".md", ".xml", ".svg"}
CONTEXT_MARK = "\x04"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...]] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (1,)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
METADATA = {
    "Project-Id-Version": "koerswerk",
    "Language": "nl",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sdif]|(?<!%)%[sdif]|(?<!\{)\{(\w*)\}(?!\})")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the product, as code or a template has it."""

    msgid: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> str:
        """How a file for ``fill`` names it."""
        return f"{self.context}{CONTEXT_MARK}{self.msgid}" if self.context else self.msgid


def python_texts(source: str) -> Iterator[Text]:
    """The marked texts in a Python source."""
    for _line, messages, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        found = messages if isinstance(messages, tuple) else (messages,)
        # With a context, Babel 2 gives it apart; the first of what is left is the text.
        yield Text(found[0], found[1] if len(found) > 1 else "", context or "")


def template_texts(source: str, origin: str = "") -> Iterator[Text]:
    """The marked texts in a Django template: translate, blocktranslate (plural, trimmed, context), _("…").

    Django turns it into text in which only calls are left; in brackets its ragged indentation is Python.
    """
    yield from python_texts(f"(\n{templatize(source, origin=origin)}\n)")


def texts_below(root: Path) -> dict[str, Text]:
    """Every text of ours below ``root``, by its key."""
    found: dict[str, Text] = {}
    for path in sorted(ours(root)):
        source = path.read_text(encoding="utf-8")
        try:
            texts = list(python_texts(source) if path.suffix == ".py" else template_texts(source, str(path)))
        except Exception as error:
            raise SystemExit(f"{path.relative_to(root)} cannot be read for its texts: {error}") from error
        for text in texts:
            known = found.setdefault(text.key, text)
            if text.plural and not known.plural:
                found[text.key] = text
    return found


def ours(root: Path) -> Iterator[Path]:
    """Python files and templates that people of this project wrote."""
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        if NOT_OURS.isdisjoint(parts) and (
            path.suffix == ".py" or (path.suffix in TEMPLATE_ENDINGS and "templates" in parts)
        ):
            yield path


def open_catalogue(path: Path) -> polib.POFile:
    """The catalogue at ``path``; an empty one where there is none."""
    catalogue = polib.pofile(str(path), encoding="utf-8") if path.exists() else polib.POFile(encoding="utf-8")
    catalogue.metadata = dict(METADATA)
    catalogue.wrapwidth = 110
    return catalogue


def save_catalogue(catalogue: polib.POFile, path: Path) -> None:
    """Write it sorted and without line numbers, so that two people's changes seldom meet."""
    for entry in catalogue:
        entry.occurrences = []
    catalogue.sort(key=lambda entry: (entry.obsolete, entry.msgid, entry.msgctxt or ""))
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    catalogue.save(str(partial))
    partial.replace(path)


def key_of(entry: polib.POEntry) -> str:
    """The key of a catalogue's entry, as ``Text.key``."""
    return f"{entry.msgctxt}{CONTEXT_MARK}{entry.msgid}" if entry.msgctxt else entry.msgid


def update(catalogue: polib.POFile, texts: dict[str, Text]) -> Counter[str]:
    """Make ``catalogue`` hold exactly ``texts``; what went is kept as obsolete, and comes back translated."""
    changes: Counter[str] = Counter()
    known = {key_of(entry): entry for entry in catalogue}
    for key, text in texts.items():
        entry = known.get(key)
        if entry is None:
            entry = polib.POEntry(msgid=text.msgid, msgctxt=text.context or None)
            catalogue.append(entry)
            changes["new"] += 1
        elif entry.obsolete:
            entry.obsolete = False
            changes["back"] += 1
        if (entry.msgid_plural or "") != text.plural:
            entry.msgid_plural = text.plural
            entry.msgstr, entry.msgstr_plural = "", {}
        if text.plural and not entry.msgstr_plural:
            entry.msgstr_plural = {0: "", 1: ""}
    for key, entry in known.items():
        if key not in texts and not entry.obsolete:
            entry.obsolete = True
            changes["obsolete"] += 1
    return changes


def fill(
    catalogue: polib.POFile, translations: dict[str, str | list[str]], *, over: bool = False
) -> list[str]:
    """Put ``translations`` in and return a sentence for each that was refused.

    A text that has other Dutch keeps it, unless ``over``.
    """
    entries = {key_of(entry): entry for entry in catalogue if not entry.obsolete}
    refused = []
    for key, dutch in translations.items():
        entry = entries.get(key)
        if entry is None:
            refused.append(f"no code has this text: {key!r}")
        elif bool(entry.msgid_plural) != isinstance(dutch, list):
            refused.append(f"needs {'[enkelvoud, meervoud]' if entry.msgid_plural else 'one text'}: {key!r}")
        elif not over and (there := dutch_of(entry)) not in (None, dutch):
            refused.append(f"has Dutch already ({there!r}): {key!r}")
        elif isinstance(dutch, list):
            if len(dutch) != 2:
                refused.append(f"needs [enkelvoud, meervoud]: {key!r}")
            else:
                entry.msgstr_plural = dict(enumerate(dutch))
        else:
            entry.msgstr = dutch
        if entry is not None and (wrong := placeholder_fault(entry)):
            refused.append(wrong)
    return refused


def dutch_of(entry: polib.POEntry) -> str | list[str] | None:
    """The Dutch that ``entry`` has, as a file of ``fill`` writes it; None where it has none."""
    if entry.msgid_plural:
        forms = [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]
        return forms if any(forms) else None
    return entry.msgstr or None


def placeholders(text: str) -> Counter[str]:
    """The placeholders in ``text``, each as often as it stands there."""
    return Counter(match.group(0) for match in PLACEHOLDER.finditer(text))


def placeholder_fault(entry: polib.POEntry) -> str:
    """A sentence where a translation has other placeholders than its text; empty where it is right.

    A singular may leave the number out ("één idee").
    """
    wanted = placeholders(entry.msgid_plural or entry.msgid)
    for number, dutch in sorted((entry.msgstr_plural or {0: entry.msgstr}).items()):
        found = placeholders(dutch)
        fits = set(found) <= set(wanted) if entry.msgid_plural and number == 0 else found == wanted
        if dutch and not fits:
            return f"other placeholders ({' '.join(found) or 'none'}): {entry.msgid!r}"
    return ""


def faults(catalogue: polib.POFile, texts: dict[str, Text]) -> list[str]:
    """What ``check`` complains about, one sentence each."""
    entries = {key_of(entry): entry for entry in catalogue if not entry.obsolete}
    found = [f"not in the catalogue: {key!r}" for key in texts if key not in entries]
    for entry in catalogue:
        if entry.obsolete or key_of(entry) not in texts:
            found.append(f"obsolete: {entry.msgid!r}")
        elif "fuzzy" in entry.flags:
            found.append(f"fuzzy: {entry.msgid!r}")
        elif not all(entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]):
            found.append(f"no Dutch: {entry.msgid!r}")
        elif wrong := placeholder_fault(entry):
            found.append(wrong)
    return found


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """One writer at a time: several people fill the catalogue of one work tree."""
    lock = root / "var" / "messages.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def say(lines: Iterable[str]) -> int:
    """Print ``lines`` and return the exit code that they mean."""
    lines = list(lines)
    for line in lines:
        print(line)
    return 1 if lines else 0


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=["update", "fill", "prune", "compile", "check"])
    parser.add_argument("file", nargs="?", type=Path, help="the JSON file of fill")
    parser.add_argument("--over", action="store_true", help="let fill write over Dutch that there is")
    options = parser.parse_intermixed_args(arguments)
    with locked(ROOT):
        catalogue = open_catalogue(CATALOGUE)
        if options.command == "compile":
            catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
            return 0
        texts = texts_below(ROOT)
        if options.command == "check":
            return say(faults(catalogue, texts))
        changes = update(catalogue, texts)
        refused: list[str] = []
        if options.command == "fill":
            if options.file is None:
                parser.error("fill needs a file")
            refused = fill(catalogue, json.loads(options.file.read_text(encoding="utf-8")), over=options.over)
        if options.command == "prune":
            for entry in [entry for entry in catalogue if entry.obsolete]:
                catalogue.remove(entry)
        save_catalogue(catalogue, CATALOGUE)
    without = sum(1 for line in faults(catalogue, texts) if line.startswith("no Dutch"))
    print(f"{len(texts)} texts, {without} without Dutch; {dict(changes) or 'nothing new'}", file=sys.stderr)
    return say(refused)


if __name__ == "__main__":
    sys.exit(main())
