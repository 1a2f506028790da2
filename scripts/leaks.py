"""What must not stand in a tracked file: package hosts, paths of somebody's machine, secrets.

leaks.py        checks every text file that git tracks; exits 1 where it finds one
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATTERNS = {
    "a package host": re.compile(
        r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org|yarnpkg\.com"
    ),
    "a path of a machine": re.compile(r"(?<![\w.:)}])/(?:work|farm|root|home/\w+|Users/\w+|tmp)/\w"),
    "a private key": re.compile(r"BEGIN (?:[A-Z]+ )?PRIVATE KEY"),
    "a token": re.compile(r"\b(?:gh[pousr]_\w{30,}|glpat-[\w-]{20,}|AKIA[0-9A-Z]{16}|xox[bap]-[\w-]{10,})"),
}


def leaks(name: str, text: str) -> Iterator[str]:
    """A sentence for each line of ``text`` that gives something away."""
    for number, line in enumerate(text.splitlines(), start=1):
        for what, pattern in PATTERNS.items():
            if pattern.search(line):
                yield f"{name}:{number}: {what}: {line.strip()[:100]}"


def tracked_texts(root: Path) -> Iterator[tuple[str, str]]:
    """The name and the text of each tracked file that is text."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True
    ).stdout
    for name in filter(None, names.split("\0")):
        try:
            yield name, (root / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue


def main() -> int:
    """Print what was found."""
    found = [sentence for name, text in tracked_texts(ROOT) for sentence in leaks(name, text)]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
