"""Measure every figure: a line of JSON for each, and a table at the end.

``python -m tests.benchmarks pages document`` measures these parts alone. Exits 1 where one that blocks does not hold.
"""

import sys

import django

django.setup()

from tests.benchmarks import document, evening, first_load, pages, timing  # noqa: E402 - they read models

PARTS = {"pages": pages, "first_load": first_load, "document": document, "timing": timing, "evening": evening}


def main() -> int:
    """Run them all."""
    measured = []
    for name in sys.argv[1:] or PARTS:
        for figure in PARTS[name].figures():
            print(figure.as_json(), flush=True)
            measured.append(figure)
    print()
    for figure in measured:
        verdict = "holds" if figure.holds else "DOES NOT HOLD" if figure.blocks else "aim, not reached"
        print(f"{figure.name:<56} {figure.value:8.2f} {figure.unit:<3} goal {figure.goal:g}  {verdict}")
    return 1 if any(figure.blocks and not figure.holds for figure in measured) else 0


if __name__ == "__main__":
    sys.exit(main())
