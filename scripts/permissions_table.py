"""Write docs/permissions.md from the table of the permission walk and the sentences of the rules.

.venv/bin/python scripts/permissions_table.py            writes it
.venv/bin/python scripts/permissions_table.py --check    fails when it is not up to date
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "permissions.md"
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

COLUMNS = {
    "facilitator": "begeleider",
    "coach": "coach",
    "participant": "deelnemer",
    "observer": "afkijker",
    "supporter": "supporter",
    "client": "opdrachtgever",
    "administrator": "beheerder",
    "guest": "gast",
}
INTRODUCTION = """\
# Wie mag wat

Deze tabel zegt wie wat kan zien en doen in Koerswerk. Zij is gemaakt uit de tabel waarmee de tests alle adressen
nalopen, als iedereen, bij ieders spullen: wat hier staat, is dus ook wat het product doet. Verander haar niet met de
hand: `scripts/permissions_table.py` schrijft haar.

- **✓**: in het eigen traject, bij alle teams. Een beheerder: in alle trajecten van de eigen organisatie.
- **eigen team**: alleen bij het team waar iemand in zit. Bij een gast: alleen op de eigen avond, aan de eigen tafel.
- **eigen werk**: alleen bij wat iemand zelf schreef of waar het over hem of haar gaat.
- **–**: niet. Wie iets niet mag zien, krijgt te horen dat het er niet is; wie het ziet en er niets mee mag, krijgt een
  zin die zegt wie dat wel mag.

Een traject dat nog niet is gestart, zien alleen de begeleiders en de beheerders. Met een ander traject of een andere
organisatie heeft niemand iets te maken, behalve een beheerder met alle trajecten van de eigen organisatie. Wie een
account heeft en nergens aan meedoet, ziet alleen wat van hem of haar zelf is. Wie niet is ingelogd, ziet alleen wat
bij *Binnenkomen* staat.

Wanneer: *altijd* is ook voor de start en na het sluiten; *vanaf de start* ook na het sluiten; *zolang het loopt* van
de start tot het sluiten.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the table of permissions, and the half of it that is meant."""

    key: str
    method: str
    rule: str


def parts_of(text: str, names: set[str]) -> Iterator[Part]:
    """The lines that ``text`` names: "ideas:edit hidden@ideas.edit_idea homework:submission GET"."""
    words: list[str] = []
    for word in [*text.split(), ""]:
        if (not word or word.partition("@")[0] in names) and words:
            bare, _at, rule = " ".join(words).partition("@")
            method = next((one for one in ("GET", "POST") if bare.endswith(f" {one}")), "")
            yield Part(bare.removesuffix(f" {method}").strip() if method else bare, method, rule)
            words = []
        words.append(word)


def stages_in_words(stages: frozenset[str]) -> str:
    """When, in Dutch."""
    from tests.permissions.words import ALWAYS, OPEN, RUNNING, STAGES, STARTED, UNTIL_BUNDLING, UNTIL_SHARING

    known = {
        ALWAYS: "altijd",
        STARTED: "vanaf de start",
        OPEN: "tot het sluiten",
        RUNNING: "zolang het loopt",
        UNTIL_SHARING: "van de start tot het delen",
        UNTIL_BUNDLING: "van de start tot het bundelen",
        RUNNING - UNTIL_BUNDLING: "vanaf het bundelen tot het sluiten",
        frozenset({"clustering"}): "tijdens het bundelen",
        frozenset({"closed"}): "na het afsluiten",
        frozenset({"concept"}): "tot de start",
    }
    if stages not in known:
        raise SystemExit(f"Say in Dutch when “{', '.join(s for s in STAGES if s in stages)}” is.")
    return known[stages]


def row(phrase: str, parts: list[Part]) -> str:
    """One row of the page."""
    from tests.permissions.lines import lines
    from tests.permissions.words import EVERYBODY, OWN, RUNNING, SIGNED_IN, STAGES, TEAM, Who, people, who

    found = {line.key: line for line in lines()}
    audiences: set[Who | None] = set()
    sentences: dict[str, None] = {}
    about_something = False
    for part in parts:
        line = found[part.key]
        door = line.door
        audiences.add(door.get if part.method == "GET" or door.post is None else door.post)
        if part.method == "" and door.get is not None and door.post is not None and door.get != door.post:
            raise SystemExit(f"{part.key}: say GET or POST, they are for other people.")
        sentences[sentence(part.rule, line.route.view)] = None
        about_something = about_something or line.sees is not None
    if len(audiences) != 1:
        raise SystemExit(f"“{phrase}” joins lines for other people: {', '.join(part.key for part in parts)}")
    audience = audiences.pop()
    assert audience is not None, parts  # noqa: S101 - every door says something
    everybody = {
        EVERYBODY: "iedereen, ook wie niet is ingelogd",
        SIGNED_IN: "iedereen met een account",
        SIGNED_IN | people("guest"): "iedereen met een account, en een gast",
        who(team="author"): "ieder die meedoet, voor zichzelf, vanaf de start",
        who(team="author", stages=RUNNING): "ieder die meedoet, voor zichzelf, zolang het loopt",
    }
    if audience in everybody and (
        audience >= SIGNED_IN or "participation_id" in found[parts[0].key].route.converters
    ):
        said = " ".join(filter(None, sentences))
        return f"| {phrase} | {everybody[audience]} |" + " |" * len(COLUMNS) + f" {said} |"
    cells: list[str] = []
    when: dict[str, list[str]] = {}
    for role, name in COLUMNS.items():
        own = frozenset(stage for stage in STAGES if (role, OWN, stage) in audience)
        if not own:
            cells.append("–")
            continue
        if about_something:
            when.setdefault(stages_in_words(own), []).append(name)
        other = frozenset(stage for stage in STAGES if (role, TEAM, stage) in audience)
        mate = role != "participant" or any(("teammate", OWN, stage) in audience for stage in STAGES)
        cells.append("✓" if other == own else "eigen team" if mate else "eigen werk")
    moments = (
        "; ".join(f"{', '.join(names)}: {moment}" for moment, names in when.items())
        if len(when) > 1
        else "".join(when)
    )
    return f"| {phrase} | {' | '.join(cells)} | {moments} | {' '.join(filter(None, sentences))} |"


def sentence(rule: str, view: object) -> str:
    """What the rule says about who can, in Dutch."""
    from django.utils.translation import override

    from core.access import declared_rule, rule_names, who_can

    name = rule or declared_rule(view) or ""
    with override("nl"):
        return who_can(name) if name in rule_names() else ""


def page() -> str:
    """The whole page."""
    from tests.permissions.dutch import NOBODY, PARTS
    from tests.permissions.table import TABLE

    names = {key.split(" ")[0] for key in TABLE}
    told: set[str] = set(NOBODY)
    text = [INTRODUCTION]
    for heading, rows in PARTS.items():
        columns = ("Wat", *COLUMNS.values(), "Wanneer", "De regel zegt")
        text += [f"## {heading}\n", f"| {' | '.join(columns)} |", "|" + " --- |" * len(columns)]
        for phrase, keys in rows.items():
            parts = list(parts_of(keys, names))
            told |= {f"{part.key} {part.method}".strip() for part in parts}
            text.append(row(phrase, parts))
        text.append("")
    untold = [key for key in TABLE if not told & {key, f"{key} GET", f"{key} POST"}]
    if untold:
        raise SystemExit(f"Say in Dutch what one does at {', '.join(untold)} (tests/permissions/dutch.py).")
    return "\n".join(text)


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    import django

    import tests.environment  # noqa: F401 - settings that need no server

    django.setup()
    text = page()
    if "--check" in arguments:
        if PAGE.read_text() == text:
            return 0
        print("docs/permissions.md is not up to date: .venv/bin/python scripts/permissions_table.py")
        return 1
    PAGE.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
