"""``python -m tests.walk [--short]``: walk, say what is wrong, and exit 1 if anything is.

The last line is JSON: how many pages, visits (a page at a width in a theme), pages with an error in a form, and
findings.
"""

import argparse
import json
import logging
import multiprocessing
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scripts.faults.sink import free_port
from tests.walk import checks, sheet, world
from tests.walk.checks import Finding
from tests.walk.visits import LOOKS, Outcome, Round, Stop, walk

OUT = world.ROOT / "var" / "walk"
SHORT = ((360, "light"), (1440, "dark"))
WRONG = ((360, "light"), (1440, "dark"))
OTHERS = ((360, "light"), (1440, "light"))
"""Pictures of a screen as people after the first see it."""


def main() -> int:
    """Make the world, find its pages, go there."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--short", action="store_true", help="each address once, in Dutch, without pictures")
    asked.add_argument("--only", default="", help="views whose name contains this")
    asked.add_argument("--browsers", type=int, default=2)
    options = asked.parse_args()
    begun, port = time.monotonic(), free_port()
    out = OUT / "short" if options.short else OUT
    shutil.rmtree(out / "shots", ignore_errors=True)
    world.settle(out / "world", port)
    import django

    django.setup()
    logging.disable(logging.WARNING)  # refusals are what half of the pages are about
    for folder in ("shots", "html"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    rounds, wrong, findings = plan(world.build(), f"http://127.0.0.1:{port}", out, options)
    spawn = multiprocessing.get_context("spawn")
    with (
        world.served(port, out / "server.log"),
        spawn.Pool(options.browsers, maxtasksperchild=4) as pool,
    ):
        outcomes = list(pool.imap_unordered(walk, rounds))
        # At the end: what a form changes, nobody misses on the way
        outcomes += pool.imap_unordered(walk, wrong)
    findings += [finding for outcome in outcomes for finding in outcome.findings]
    if not options.short:
        sheet.write(out / "shots", (picture for outcome in outcomes for picture in outcome.pictures))
    report(findings)
    print(json.dumps(summary(rounds, outcomes, findings, time.monotonic() - begun)))
    return 1 if findings else 0


def plan(
    more: dict[str, list[str]], address: str, out: Path, options: Any
) -> tuple[list[Round], list[Round], list[Finding]]:
    """Rounds along pages, rounds that fill forms in wrongly, and what was found while looking for them: dead links,
    faults, HTML that is not valid."""
    from django.conf import settings

    from accounts.models import User
    from tests.walk.addresses import Explorer, unreached

    rounds: list[Round] = []
    wrong: list[Round] = []
    findings: list[Finding] = []
    explorers: list[Explorer] = []
    pictured: set[tuple[str, str]] = set()
    files: dict[str, tuple[str, str]] = {}
    shutil.rmtree(out / "html")
    (out / "html").mkdir()
    for language in ("nl",) if options.short else ("nl", "en"):
        for role in world.ROLES:
            named: dict[str, Any] = (
                {"is_guest": True} if role == "guest" else {"email": f"{role}@demo.example"}
            )
            user = User.objects.filter(**named).first()
            explorer = Explorer(role, user, language)
            explorers.append(explorer)
            stops: list[Stop] = []
            forms: list[Stop] = []
            for page in explorer.pages(more.get(role, ())):
                if options.only not in page.view:
                    continue
                first = (language, page.view) not in pictured
                if options.short and not first:
                    continue
                pictured.add((language, page.view))
                name = f"{len(files)}.html"
                (out / "html" / name).write_text(page.html)
                files[name] = (page.view, f"{role} {page.path} {language}")
                pictures = () if options.short else LOOKS if first else OTHERS if language == "nl" else ()
                looks = SHORT[len(files) % 2 :][:1] if options.short else LOOKS
                stops.append(Stop(page.path, page.view, page.status, looks, pictures))
                if first and page.asks:
                    wide = looks if options.short else WRONG
                    forms.append(
                        Stop(page.path, page.view, page.status, wide, () if options.short else WRONG, True)
                    )
            findings += [Finding("answer", why, path, role) for path, why in explorer.problems]
            names = (settings.SESSION_COOKIE_NAME, "kw_language")
            jar = explorer.client.cookies
            cookies = tuple({"name": name, "value": jar[name].value} for name in names if name in jar)
            for kind, goals in ((rounds, stops), (wrong, forms)):
                kind += [
                    Round(role, language, cookies, address, out / "shots", tuple(goals[begin : begin + 40]))
                    for begin in range(0, len(goals), 40)
                ]
    if not options.only:
        findings += [
            Finding("unreached", "no page leads here, and nothing was told", name, "")
            for name in unreached(explorers)
        ]
    findings += [Finding("nu", message, *files[name]) for name, message in checks.nu(out / "html", files)]
    return rounds, wrong, findings


def report(findings: Iterable[Finding]) -> None:
    """Each finding once, with how often and a place where it can be seen."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in findings:
        groups[one.check, one.view, one.detail].append(one.where)
    for (check, view, detail), places in sorted(groups.items()):
        print(f"{check:12} {view:28} {len(places):4}× {detail}\n{'':41}     {places[0]}")


def summary(
    rounds: list[Round], outcomes: list[Outcome], findings: list[Finding], seconds: float
) -> dict[str, Any]:
    """The figures for the note."""
    return {
        "pages": sum(len(one.stops) for one in rounds),
        "views": len({stop.view for one in rounds for stop in one.stops}),
        "visits": sum(outcome.visits for outcome in outcomes),
        "with_form_errors": sum(outcome.wrong for outcome in outcomes),
        "findings": len(findings),
        "seconds": round(seconds),
    }


if __name__ == "__main__":
    sys.exit(main())
