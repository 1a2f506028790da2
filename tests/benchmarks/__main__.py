"""Measure every figure: a line of JSON for each, and a table at the end.

Exits 1 where one that blocks does not hold.
"""

import sys

import django

django.setup()

from tests.benchmarks import document, first_load, timing  # noqa: E402 - they read models


def main() -> int:
    """Run them all."""
    measured = []
    for part in (first_load, document, timing):
        for figure in part.figures():
            print(figure.as_json(), flush=True)
            measured.append(figure)
    print()
    for figure in measured:
        verdict = "holds" if figure.holds else "DOES NOT HOLD" if figure.blocks else "aim, not reached"
        print(f"{figure.name:<56} {figure.value:8.2f} {figure.unit:<3} goal {figure.goal:g}  {verdict}")
    return 1 if any(figure.blocks and not figure.holds for figure in measured) else 0


if __name__ == "__main__":
    sys.exit(main())
