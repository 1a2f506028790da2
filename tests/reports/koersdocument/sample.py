"""A realistic koersdocument, made up from beginning to end: the theme teams of twelve provinces."""

import io
import random
from dataclasses import replace
from datetime import date

from PIL import Image, ImageDraw, ImageFilter

from reports.koersdocument.pdf.content import (
    Contributor,
    Document,
    Evening,
    Foreword,
    Origin,
    Summary,
    TeamHarvest,
)
from tests.reports.koersdocument.sample_chapters import CHAPTERS, TEAMS
from tests.reports.koersdocument.sample_ideas import ORIGINS, ideas

NAMES = {
    "c1": "Marit Hoekzema",
    "c2": "Joost van der Kolk",
    "c3": "Ingrid Wassenberg",
    "c4": "Tarik Yıldız",
    "c5": "Neeltje Brandsma",
    "c6": "Cas Verdonk",
    "c7": "Hilde ten Broeke",
    "c8": "Soraya Amrani",
    "c9": "statenlid",
    "c10": "beleidsadviseur water",
    "c11": "Pieter-Bas Oosterling",
    "c13": "strateeg bij een provincie",
    "c14": "Eefje Dalmolen",
    "c15": "gedeputeerde",
}
_CONSENT = {
    "c9": "function",
    "c10": "function",
    "c13": "function",
    "c15": "function",
    "c12": "anonymous",
    "c16": "anonymous",
}

_EVENINGS = (
    (1, date(2025, 11, 13), "Kijken zonder te praten", "Ruïnekerk, Ammerdiep", 47, (14, 12, 9)),
    (2, date(2026, 1, 22), "Wat als het andersom was?", "Remise Zuiderwold", 44, (21, 24, 18)),
    (3, date(2026, 3, 19), "Het huiswerk en wat misging", "Schoolplein De Wissel", 39, (11, 17, 26)),
    (4, date(2026, 6, 11), "Kiezen", "Pakhuis Noorderhaven", 43, (8, 6, 12)),
)

_ORIGINS = (
    ("H01", "startgesprek met het bestuur", date(2025, 9, 4), "Ammerdiep", ()),
    ("H02", "gesprek in de trein, opgeschreven door de begeleider", date(2025, 9, 16), "onderweg", ("c16",)),
    ("H03", "opdrachtbrief van het Provincieverbond", date(2025, 10, 1), "", ()),
    ("H04", "avond 1, themateam binnenlands bestuur", date(2025, 11, 13), "Ammerdiep", ("c3",)),
    ("H05", "avond 1, alle teams", date(2025, 11, 13), "Ammerdiep", ()),
    ("H06", "huiswerk 1 tot en met 3, alle teams", date(2026, 3, 1), "het hele land", ()),
    ("H07", "huiswerk 1, gesprek met een ondernemer", date(2025, 12, 9), "Zuiderwold", ("c5",)),
    ("H08", "huiswerk 2, museumbezoek", date(2026, 2, 14), "Ammerdiep", ("c1",)),
    ("H09", "huiswerk 3, besproken op avond 3", date(2026, 3, 19), "De Wissel", ("c2", "c6", "c9")),
    *(
        (
            code,
            f"avond {evening}, themateam {team}",
            _EVENINGS[evening - 1][1],
            _EVENINGS[evening - 1][3].split(", ")[-1],
            (),
        )
        for (team, evening), code in ORIGINS.items()
    ),
    ("H23", "avond 4, stemronde van 43 mensen", date(2026, 6, 11), "Noorderhaven", ()),
    ("H24", "foto van avond 4", date(2026, 6, 11), "Noorderhaven", ("c8",)),
    ("H25", "terugblik van de coaches", date(2026, 6, 25), "Zuiderwold", ()),
    ("H26", "bericht aan alle bedenkers", date(2026, 6, 12), "", ()),
    ("H27", "besluitenlijst van het bestuur", date(2026, 7, 9), "Noorderhaven", ()),
    ("H28", "afspraak met twee waterschappen", date(2026, 7, 9), "Noorderhaven", ("c10",)),
)


def make_document(**changes: object) -> Document:
    """*Anders aan tafel*, with ``changes`` to its fields."""
    document = Document(
        title="Anders aan tafel",
        subtitle="Wat twaalf provincies van elkaar leerden toen ze ophielden met vergaderen",
        programme="het traject Themateams",
        client="Het bestuur van het Provincieverbond",
        host="Provincieverbond",
        question="Hoe komen bestuurders, ambtenaren en adviseurs van twaalf provincies samen tot ideeën die "
        "geen van hen alleen had bedacht?",
        mandate="De opdracht is gegeven op 1 oktober 2025, voor de duur van een jaar.",
        period_start=date(2025, 9, 4),
        period_end=date(2026, 7, 9),
        edition_number=1,
        edition_state="final",
        published_on=date(2026, 9, 17),
        foreword=Foreword(
            "Niemand aan deze tafel had gelijk. Dat was de eerste avond waarop iedereen bleef zitten.",
            "Coach, na de tweede avond",
            "H25",
        ),
        summary=Summary(
            lead="Drie themateams zochten een jaar lang naar een andere manier van samenwerken. Dit is wat "
            "ze vonden.",
            text="Vier avonden, drie keer huiswerk en een zomerbarbecue. Uit honderdachtenzeventig invallen "
            "bleven zesendertig "
            "kaarten over, uit de kaarten zeven bundels, en uit de bundels drie voorstellen die je kunt "
            "zien, lezen of horen. "
            "Het bestuur besloot met algemene stemmen tot een vervolg. Wat we meenemen, past in vijf zinnen:",
            course=(
                "We kijken eerst samen, en praten dan pas.",
                "Er zit altijd iemand aan tafel die er niet vanzelf zit.",
                "Wat niet lukt, vertellen we als eerste.",
                "Elk idee krijgt een einde, en de bedenker hoort het.",
                "We kiezen een vorm die ons dwingt te kiezen.",
            ),
            closing="De voorstellen gaan over een sloot, een la en een brief. Ze beginnen klein, met een "
            "datum en een naam. Bij elk "
            "besluit staat op welke dag we terugkijken.",
        ),
        sections=CHAPTERS,
        evenings=tuple(
            Evening(
                number,
                day,
                subject,
                tuple(TeamHarvest(team, count) for team, count in zip(TEAMS, counts, strict=True)),
                place,
                people,
            )
            for number, day, subject, place, people, counts in _EVENINGS
        ),
        appendix=ideas(),
        register=tuple(Origin(*line) for line in _ORIGINS),
        contributors=tuple(
            Contributor(f"c{number}", _CONSENT.get(f"c{number}", "name")) for number in range(1, 17)
        ),
        thanks="Dank aan de koster van Ammerdiep voor de sleutel, aan de kok van Noorderhaven voor de soep, "
        "en aan klas drie van De "
        "Wissel, die een brief voorlas die wij niet hadden durven schrijven.",
    )
    return replace(document, **changes)


def make_pictures() -> dict[str, bytes]:
    """Two landscapes and a table with cards, painted; they stand in for photographs."""
    return {"polder": _painted(7, 0.42), "sloot": _painted(19, 0.34), "tafel": _table(31)}


def _table(seed: int, size: tuple[int, int] = (1400, 900)) -> bytes:
    """Cards with dots on a wooden table, from above, as JPEG."""
    chance = random.Random(seed)
    width, height = size
    picture = Image.new("RGB", size, (134, 98, 70))
    draw = ImageDraw.Draw(picture)
    for y in range(0, height, 3):
        tone = chance.randrange(-9, 10) - (24 if y % 180 == 0 else 0)
        draw.line([(0, y), (width, y)], fill=(134 + tone, 98 + tone, 70 + tone), width=3)
    for row in range(4):
        for column in range(7):
            card = Image.new("RGBA", (190, 150), (248, 245, 236, 255))
            pen = ImageDraw.Draw(card)
            for line in range(chance.randrange(2, 5)):
                pen.line(
                    [(18, 26 + 20 * line), (chance.randrange(90, 172), 26 + 20 * line)],
                    fill=(84, 92, 96),
                    width=3,
                )
            for dot in range(chance.randrange(0, 8)):
                x = 18 + dot * 21
                pen.ellipse([x, 118, x + 15, 133], fill=(178, 70, 36))
            turned = card.rotate(chance.uniform(-7, 7), expand=True, resample=Image.Resampling.BICUBIC)
            place = (column * 214 - 40 + chance.randrange(-12, 12), row * 226 + chance.randrange(-10, 40))
            picture.paste(
                (70, 48, 32), (place[0] + 6, place[1] + 8), turned.split()[3].point(lambda a: a // 2)
            )
            picture.paste(turned, place, turned)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=86)
    return out.getvalue()


def _painted(seed: int, horizon: float, size: tuple[int, int] = (1400, 900)) -> bytes:
    """A low land under a high sky, with a ditch that runs to the horizon, as JPEG."""
    chance = random.Random(seed)
    width, height = size
    edge = int(height * horizon)
    picture = Image.new("RGB", size)
    draw = ImageDraw.Draw(picture)
    for y in range(edge):
        part = y / edge
        draw.line(
            [(0, y), (width, y)], fill=(int(126 + 110 * part), int(150 + 70 * part), int(170 + 20 * part))
        )
    for _ in range(26):
        x, y, far = chance.randrange(width), chance.randrange(int(edge * 0.8)), chance.randrange(60, 240)
        draw.ellipse([x - far, y - far // 9, x + far, y + far // 9], fill=(238, 230, 216))
    for y in range(edge, height):
        part = (y - edge) / (height - edge)
        draw.line(
            [(0, y), (width, y)], fill=(int(150 - 70 * part), int(158 - 60 * part), int(98 - 50 * part))
        )
    vanishing = width * chance.uniform(0.35, 0.65)
    for lane in range(-9, 10):
        near = vanishing + lane * width * 0.22
        shade = (196, 205, 205) if lane == 1 else (112, 128, 74)
        wide = 34 if lane == 1 else 7
        draw.polygon([(vanishing + lane * 3, edge), (near - wide, height), (near + wide, height)], fill=shade)
    picture = picture.filter(ImageFilter.GaussianBlur(3))
    draw = ImageDraw.Draw(picture)
    for x in range(0, width, 9):
        tall = chance.randrange(5, 26) if chance.random() < 0.75 else 2
        draw.ellipse([x - 8, edge - tall, x + 9, edge + 5], fill=(66, 82, 62))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=86)
    return out.getvalue()
