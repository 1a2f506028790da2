"""Dead links in the documentation: files that are not there, and headings that no longer exist.

    links.py        checks every Markdown file that git tracks; exits 1 where a link is dead

Only links within the project are checked; what lies on the network is somebody else's to keep.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


def anchors(markdown: str) -> set[str]:
    """The anchors of the headings in ``markdown``, made as forges make them."""
    found: set[str] = set()
    for heading in HEADING.findall(FENCE.sub("", markdown)):
        words = re.sub(r"[^\w\- ]", "", heading.lower())
        anchor = words.strip().replace(" ", "-")
        number = 0
        while (f"{anchor}-{number}" if number else anchor) in found:
            number += 1
        found.add(f"{anchor}-{number}" if number else anchor)
    return found


def dead_links(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """A sentence for each dead link in ``files`` (relative to ``root``)."""
    for file in files:
        text = FENCE.sub("", (root / file).read_text(encoding="utf-8"))
        for target in LINK.findall(re.sub(r"`[^`]*`", "", text)):
            if re.match(r"[a-z][a-z0-9+.-]*:", target):
                continue
            name, _hash, anchor = unquote(target).partition("#")
            path = (root / file).parent / name if name else root / file
            if not path.exists():
                yield f"{file}: {target} is not there"
            elif anchor and path.suffix == ".md" and anchor not in anchors(path.read_text(encoding="utf-8")):
                yield f"{file}: {target} names no heading"


def main() -> int:
    """Print the dead links."""
    tracked = subprocess.run(
        ["git", "ls-files", "*.md"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    dead = list(dead_links(ROOT, [Path(name) for name in tracked if (ROOT / name).exists()]))
    print("\n".join(dead), end="\n" if dead else "")
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
