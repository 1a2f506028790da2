"""The floor for the koersdocument: the same page and style through WeasyPrint alone.

python -m tests.benchmarks.bare FOLDER
"""

import json
import sys
from pathlib import Path

import weasyprint

from reports.koersdocument.pdf.fetcher import Fetcher

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    fetcher = Fetcher(Path(json.loads((folder / "order.json").read_text())["fonts"]), folder / "pictures")
    sheet = weasyprint.CSS(string=(folder / "page.css").read_text(), url_fetcher=fetcher)
    page = weasyprint.HTML(string=(folder / "page.html").read_text(), url_fetcher=fetcher)
    (folder / "bare.pdf").write_bytes(page.write_pdf(stylesheets=[sheet]) or b"")
