"""What the walk looks for on a page. Each has a page with that very defect in ``test_checks``."""

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page as Tab

from tests.walk.world import ROOT

LOOK = Path(__file__).with_name("look.js")
AXE = ROOT / "var" / "build" / "test" / "axe.min.js"
NU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""What may differ between light and dark; everything else is looked at once per width."""

_AXE = """(run) => Promise.race([
  axe.run(document, {runOnly: run, resultTypes: ["violations"], iframes: false, preload: false}).then((all) =>
    all.violations.flatMap((one) => one.nodes.slice(0, 3).map((node) => [one.id, node.target.join(" "),
    (node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ""]))),
  new Promise((done) => setTimeout(done, 30_000, [["axe", "document", "gave no answer within 30 seconds"]])),
])"""

_RAW = re.compile(
    r"\{\{|\{%|\{\w+\}|%\(\w+\)[sd]|\bundefined\b|\bNaN\b|\bNone\b|\[object \w+\]|<\w+ object at"
    r"|&(?:amp|lt|gt|quot|#\d+);"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not right, and where."""

    check: str
    detail: str
    view: str
    where: str
    """Role, address, language, width and theme."""


def look(tab: Tab, *, width: int) -> Iterator[tuple[str, str]]:
    """Title, sideways scroll, pictures that do not load, targets too small, folds that news would close."""
    yield from (tuple(found) for found in tab.evaluate(LOOK.read_text(), width < 600))


def axe(tab: Tab, *, only_colours: bool) -> Iterator[tuple[str, str]]:
    """Violations of WCAG 2.2 A and AA and of best practice, by axe-core."""
    if not tab.evaluate("() => 'axe' in window"):
        tab.evaluate(AXE.read_text())
    run = {"type": "rule", "values": COLOURS} if only_colours else {"type": "tag", "values": TAGS}
    for rule, target, message in tab.evaluate(_AXE, run):
        yield "axe", f"{rule}: {target} {message}"


def language(tab: Tab, expected: str) -> Iterator[tuple[str, str]]:
    """Whether the page says that it is in the language that was asked for."""
    said = tab.evaluate("document.documentElement.lang")
    if said != expected:
        yield "language", f"lang is {said!r}, not {expected!r}"


def raw(text: str) -> Iterator[tuple[str, str]]:
    """Marks of a template, a program or a value that was never there, in the text that people read."""
    for match in _RAW.finditer(text):
        yield "raw", text[max(0, match.start() - 30) : match.end() + 30].replace("\n", " ")


def foreign(address: str, own: str) -> Iterator[tuple[str, str]]:
    """A request that goes to another origin."""
    parts = urlsplit(address)
    if parts.scheme in {"http", "https", "ws", "wss"} and f"{parts.scheme}://{parts.netloc}" != own:
        yield "origin", address[:100]


def said(text: str, address: str, page: str) -> Iterator[tuple[str, str]]:
    """A message in the console, a refusal of the content security policy among them.

    That the page itself came with 403, 404 or 422 the browser says too; that is how it should come.
    """
    if not (text.startswith("Failed to load resource") and urlsplit(address).path == urlsplit(page).path):
        yield "csp" if "Content Security Policy" in text else "console", text[:200]


def nu(folder: Path, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Errors of the Nu validator in ``files`` of ``folder``: the name of each and its message."""
    names = sorted(files)
    if not names:
        return
    command = [
        "java",
        "-jar",
        str(NU),
        "--errors-only",
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        *names,
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    for message in json.loads(done.stdout)["messages"]:
        extract = " ".join(message.get("extract", "").split())[:100]
        yield Path(urlsplit(message["url"]).path).name, f"{message['message']} … {extract}"
