"""The ideas of the invented theme teams: code, team, evening, dots, author, text."""

from reports.koersdocument.pdf.blocks import IdeaCard

LAND, CITY, RULE = "landschap", "stedelijke ontwikkeling", "binnenlands bestuur"

_CARDS = (
    (
        LAND,
        1,
        12,
        "c1",
        "Loop elke grens van de provincie één keer per jaar af, samen met de buren aan de andere kant.",
    ),
    (LAND, 1, 4, "c4", "Zet op elke dijk een bank met een dagboek erin."),
    (LAND, 1, 9, "c7", "Laat een veehouder de wandelroute tekenen, en de wandelaar het hek."),
    (
        LAND,
        2,
        15,
        "c1",
        "Eén kaart waarop boer, waterschap en natuurbeheerder alle drie hun zorgen intekenen.",
    ),
    (LAND, 2, 2, "c10", "Een seizoensbrief aan iedereen die uitkijkt op hetzelfde veld."),
    (LAND, 2, 6, "c4", "Spreek van ‘ons uitzicht’ in plaats van ‘het projectgebied’."),
    (LAND, 2, 0, "c12", "Houd de vergadering over het landschap buiten, ook in november."),
    (LAND, 3, 8, "c7", "Betaal voor wat er groeit, niet voor wat er is aangevraagd."),
    (LAND, 3, 11, "c10", "Een streekfonds waar geen formulier bij hoort, maar een rondleiding."),
    (LAND, 3, 3, "c13", "Vraag de oudste bewoner hoe het hier rook toen het nog werkte."),
    (LAND, 3, 5, "c1", "Geef elk kind in groep zes een vierkante meter provincie om een jaar te volgen."),
    (LAND, 4, 7, "c4", "Maak van de bermen één doorlopend erf, van kust tot heide."),
    (CITY, 1, 10, "c2", "Begin elk woningplan met de vraag wie hier over twintig jaar oud wil worden."),
    (CITY, 1, 3, "c5", "Eén avond per maand is het provinciehuis een buurthuis."),
    (CITY, 1, 6, "c8", "Teken eerst de bankjes en dan pas de gebouwen."),
    (CITY, 2, 13, "c8", "Een open wiki waarin steden elkaars mislukkingen mogen overschrijven."),
    (CITY, 2, 1, "c11", "Een wedstrijd voor de saaiste straat, met een boom als prijs."),
    (CITY, 2, 8, "c5", "Laat de stationshal beslissen: wie er wacht, mag meepraten."),
    (CITY, 2, 5, "c2", "Reken bij elke nieuwe wijk uit hoe lang het duurt tot iemand je naam kent."),
    (CITY, 3, 9, "c14", "Leen ambtenaren uit aan de buurgemeente, twee weken per jaar."),
    (CITY, 3, 4, "c11", "Een leegstandskalender: elke maand één gebouw open voor wie een plan heeft."),
    (CITY, 3, 0, "c2", "Schaf het woord ‘inspraak’ af en zoek er samen een beter voor."),
    (CITY, 4, 7, "c8", "Zet de mislukte plannen van tien jaar bij elkaar in een museumzaaltje."),
    (CITY, 4, 2, "c5", "Ontwerp een plein voor de twee dagen waarop het regent."),
    (RULE, 1, 11, "c3", "Twaalf provincies, één vraag per jaar, twaalf antwoorden naast elkaar."),
    (RULE, 1, 5, "c6", "Laat een statenlid een week meelopen met wie de brief moet uitvoeren."),
    (RULE, 1, 2, "c9", "Begin elk overleg met iemand die er niet voor betaald wordt."),
    (RULE, 2, 14, "c3", "Schrijf het besluit als een brief uit 2040 en kijk of je je schaamt."),
    (RULE, 2, 6, "c15", "Een lege stoel voor de gemeente die er vandaag niet bij kon zijn."),
    (RULE, 2, 0, "c6", "Geen nota langer dan het duurt om een kop koffie te drinken."),
    (RULE, 2, 7, "c9", "Wie een taak overdraagt, blijft een jaar lang bereikbaar voor vragen."),
    (RULE, 3, 10, "c15", "Spreek af wat je níét doet, en zet dat op de eerste bladzijde."),
    (RULE, 3, 3, "c3", "Laat de rekenkamer vooraf meedenken, in plaats van achteraf tellen."),
    (RULE, 3, 8, "c6", "Een ruilbeurs voor ambtenaren: ik doe jouw vergadering, jij mijn werkbezoek."),
    (RULE, 4, 4, "c9", "Eén telefoonnummer voor alle overheden samen, opgenomen door een mens."),
    (RULE, 4, 1, "c3", "Nodig de mensen uit die nooit reageren, en vraag niets."),
)

ORIGINS = {(LAND, n): f"H{10 + n}" for n in range(1, 5)}
ORIGINS |= {(CITY, n): f"H{14 + n}" for n in range(1, 5)}
ORIGINS |= {(RULE, n): f"H{18 + n}" for n in range(1, 5)}


def ideas() -> tuple[IdeaCard, ...]:
    """All thirty-six, numbered in order."""
    return tuple(
        IdeaCard(
            code=f"I{number:02}",
            text=text,
            authors=(author,),
            origin=ORIGINS[team, evening],
            where=f"avond {evening}, {team}",
            dots=dots,
        )
        for number, (team, evening, dots, author, text) in enumerate(_CARDS, 1)
    )


def ideas_of(team: str) -> tuple[IdeaCard, ...]:
    """Those of one team."""
    return tuple(idea for idea in ideas() if idea.where.endswith(team))
