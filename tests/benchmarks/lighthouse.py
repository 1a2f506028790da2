"""Lighthouse as a phone on the five pages: a line of JSON each, and what keeps a score below 100.

Exits 1 where accessibility or best practices is below 100; performance depends on the machine and is only told.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.scene import ROOT, Page, playing

LIGHTHOUSE = ROOT / "var" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
MUST = ("accessibility", "best-practices")
CATEGORIES = ("performance", *MUST)


def report_on(page: Page) -> dict[str, Any]:
    """What Lighthouse says of ``page``."""
    with tempfile.TemporaryDirectory() as folder:
        headers = Path(folder) / "headers.json"
        headers.write_text(json.dumps({"Cookie": page.cookie} if page.cookie else {}))
        report = Path(folder) / "report.json"
        command = [LIGHTHOUSE, page.url, f"--only-categories={','.join(CATEGORIES)}", "--quiet"]
        command += ["--output=json", f"--output-path={report}", f"--extra-headers={headers}"]
        command += ["--chrome-flags=--headless=new --no-sandbox"]
        for last in (False, False, True):  # a busy machine now and then loses the trace of a page
            done = subprocess.run(
                command, check=last, env=os.environ | {"CHROME_PATH": "/usr/bin/chromium"}, timeout=180
            )
            if done.returncode == 0:
                break
        return json.loads(report.read_text())


def line_of(page: Page, report: dict[str, Any]) -> dict[str, Any]:
    """The scores, what loading took, and the audits of a score that must be 100 and is not."""
    audits = report["audits"]
    line: dict[str, Any] = {"page": page.name}
    line |= {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
    line |= {
        name: round(audits[audit]["numericValue"], 3)
        for name, audit in (
            ("lcp_ms", "largest-contentful-paint"),
            ("cls", "cumulative-layout-shift"),
            ("bytes", "total-byte-weight"),
        )
    }
    line["requests"] = len(audits["network-requests"]["details"]["items"])
    line["amiss"] = [
        f"{ref['id']}: {audits[ref['id']]['title']}"
        for name in MUST
        for ref in report["categories"][name]["auditRefs"]
        if ref["weight"]
        and (audits[ref["id"]]["score"] or 0) < 1
        and audits[ref["id"]]["scoreDisplayMode"] == "binary"
    ]
    return line


def main() -> int:
    """Measure every page."""
    fine = True
    with playing() as pages:
        for page in pages:
            report = report_on(page)
            if keep := os.environ.get("LIGHTHOUSE_REPORTS"):
                Path(keep, f"{page.name}.json").write_text(json.dumps(report))
            line = line_of(page, report)
            print(json.dumps(line, ensure_ascii=False), flush=True)
            fine = fine and all(line[name] == 100 for name in MUST)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
