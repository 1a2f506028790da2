"""Dead links and things that give a machine away are seen, and nothing else is."""

from pathlib import Path

import pytest

from scripts import leaks, links

# Written in two parts, so that this file does not give anything away itself.
SLASH = "/"


def test_dead_links_are_seen(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("# Één kop: hier\n\n# Twice\n\n# Twice\n\n```\n# No heading\n```\n")
    (tmp_path / "page.md").write_text(
        "[a](there.md) [b](there.md#één-kop-hier) [c](there.md#twice-1) [d](https://example.org/x) [e](#own)\n"
        "[f](gone.md) [g](there.md#no-heading) `[h](code.md)`\n\n# Own\n"
    )
    assert list(links.dead_links(tmp_path, [Path("page.md")])) == [
        "page.md: gone.md is not there",
        "page.md: there.md#no-heading names no heading",
    ]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (f"path = {SLASH}root{SLASH}x", "a path of a machine"),
        (f'"{SLASH}tmp{SLASH}scratch"', "a path of a machine"),
        (f"{SLASH}home{SLASH}jan{SLASH}koerswerk", "a path of a machine"),
        ("https://files.python" + "hosted.org/x", "a package host"),
        ("-----BEGIN RSA " + "PRIVATE KEY-----", "a private key"),
        ("AKIA" + "ABCDEFGHIJKLMNOP", "a token"),
    ],
)
def test_a_leak_is_seen(line: str, what: str) -> None:
    assert [sentence.split(": ")[1] for sentence in leaks.leaks("file", f"fine\n{line}\n")] == [what]


@pytest.mark.parametrize(
    "line", ["tmpfs: /tmp", "/homework/1/", "var/work/x", "teams/work/", "https://example.org/"]
)
def test_what_is_fine_is_left_alone(line: str) -> None:
    assert list(leaks.leaks("file", line)) == []
