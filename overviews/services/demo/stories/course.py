"""A course programme in the middle of its conversations: from who decides to who takes part."""

from outcomes.enums import TaskForm
from overviews.services.demo.story import Extra, Handed, Learned, Region, Story, Task, Thought

TEAM = "Kerngroep"
LATE, OWN = "Eerder bellen", "Zeggen wat je niet weet"

STORY = Story(
    kind="course",
    name="Samen in de Lage Venen",
    question="Welke overheid willen wij zijn voor wie in de Lage Venen woont en werkt, nu de bodem daalt en niemand het alleen "
    "kan oplossen?",
    mandate="Gedeputeerde staten vragen de kerngroep om een koersdocument. Wat de kerngroep nu al anders wil doen, mag zij doen.",
    client=("Provincie Drenthe", "province"),
    began=126,
    place="Dorpshuis De Turfsteker, Oosterveen",
    cast={
        TEAM: {
            "coach": ("annelies",),
            "participant": ("gerben", "mirjam", "hatice", "evert", "joke", "nienke", "samuel", "fenna"),
            "observer": ("thijs",),
        },
        "": {"client": ("wieger",)},
    },
    thoughts={
        "Startbijeenkomst": (
            Thought("joke", "Praat met wie nooit naar een inloopavond komt: de vaders bij het voetbalveld."),
            Thought("gerben", "Begin bij de buitendienst. Die staat al bij iedereen aan het hek."),
            Thought("evert", "Kom een keer mee melken. Daarna praten we over het waterpeil."),
        ),
        "Gesprek met raad of staten": (
            Thought("nienke", "Geef elke opgave een bladzijde met wat wij nog niet weten.", OWN),
            Thought("fenna", "Laat de statencommissie drie keer per jaar op dezelfde plek kijken, zonder stuk erbij.", OWN),
            Thought("samuel", "Spreek af wanneer wij stoppen, vóór wij beginnen.", OWN),
        ),
        "Gesprek met medewerkers": (
            Thought("hatice", "Schaf het woord ‘draagvlak’ af. Vraag of mensen mee willen doen.", LATE),
            Thought("mirjam", "Een vaste dag per week waarop niemand van ons op kantoor mag zijn."),
            Thought("gerben", "Hang de brieven die wij versturen op in de gang, en lees ze hardop.", OWN),
        ),
        "Gesprek met andere overheden": (
            Thought("samuel", "Eén peilbesluit, één tafel: gemeente, waterschap en provincie tekenen samen of niet.", LATE),
            Thought("hatice", "Bel elkaar als het idee nog slecht is. Als het goed is, ben je te laat.", LATE),
            Thought("evert", "Laat de boer voorzitter zijn van het overleg over zijn eigen sloot.", LATE),
            Thought("joke", "Reken de reistijd van een bewoner mee in wat een overleg kost."),
            Thought("mirjam", "Leen elkaars mensen uit, een half jaar lang, zonder contract van twintig bladzijden.", LATE),
            Thought("nienke", "Zet boven elk raadsvoorstel wie wij erover spraken, en wie niet.", OWN),
        ),
    },
    homework={
        "Praat met iemand aan de andere kant van de tafel": (
            Handed("gerben", {
                "who": "Een aannemer die voor ons dijken ophoogt",
                "quote": "Jullie vragen mij altijd of ik het kan. Nooit of het slim is.",
                "differently": "Morgen zou ik bij een bestek beginnen met die ene vraag.",
            }),
            Handed("hatice", {
                "who": "De penningmeester van de voetbalvereniging",
                "quote": "Voor vierhonderd euro subsidie was ik elf avonden bezig.",
                "differently": "Ik zou onder de duizend euro bellen in plaats van beoordelen.",
            }),
            Handed("mirjam", {
                "who": "Een veehouder die tegen ons procedeert",
                "quote": "Ik wilde geen rechtszaak. Ik wilde dat er iemand kwam kijken.",
                "differently": "Gaan kijken, ook als het al een zaak is.",
            }),
            Handed("nienke", {}, "Ik belde drie inwoners die ooit kwamen inspreken. Geen van hen wist wat er met hun woorden was gebeurd. Ik "
                                 "ook niet."),
        ),
        "Bel een partner die je te weinig spreekt": (
            Handed("hatice", {
                "who": "De beheerder van de camping aan het kanaal",
                "quote": "Ik zie aan het gras wanneer het peil zakt. Dat heeft nog nooit iemand gevraagd.",
                "differently": "Ik zou eens per maand bellen zonder agenda.",
            }),
            Handed("joke", {
                "who": "De huisarts van Oosterveen",
                "quote": "Scheuren in de muur komen bij mij binnen als slecht slapen.",
                "differently": "De huisarts uitnodigen voor het gesprek met inwoners.",
            }),
        ),
    },
    extra=Extra("interview_entrepreneur", "Bel een partner die je te weinig spreekt", "Gesprek met organisaties en bedrijven", 2),
    bundled="Gesprek met andere overheden",
    lessons=(
        Learned("Gesprek met het bestuur", TEAM, True,
                "Zonder tafel tussen ons in vertelden bestuurders wat hun niet lukte. Met tafel hadden ze dat nooit gedaan."),
        Learned("Gesprek met medewerkers", TEAM, False,
                "Wij nodigden iedereen uit per mail. De buitendienst leest geen mail, en was er dus niet."),
    ),
    region=Region(
        "Bestuurlijke conferentie",
        (
            ("Provincie Drenthe", "Wieger Postma", "gedeputeerde"),
            ("Gemeente Oosterveen", "Ada Bakker", "wethouder"),
            ("Waterschap De Turfvaart", "Bert de Wit", "dijkgraaf"),
            ("Landbouwvereniging De Lage Venen", "Hennie Smit", "voorzitter"),
        ),
        (
            "Wij bellen als het idee nog slecht is.",
            "Wij zeggen wat wij niet weten.",
            "Wij gaan kijken, ook als het al een zaak is.",
        ),
        (
            Task(
                "Eén tafel voor het peil van de Turfvaart",
                "Wie het peil verhoogt, raakt een erf. Wie het verlaagt, raakt een fundering.",
                TaskForm.PROJECT, "Waterschap De Turfvaart", "Bert de Wit", "Samen een dag langs de vaart lopen",
                {
                    "Waterschap De Turfvaart": ("de meetgegevens van tien jaar", "dat niemand apart besluit"),
                    "Gemeente Oosterveen": ("een medewerker, een dag in de week", "de kaart van de funderingen"),
                    "Landbouwvereniging De Lage Venen": ("keukentafels", "een vaste persoon om te bellen"),
                },
            ),
            Task(
                "Elkaar vinden zonder vergadering",
                "Een vraag gaat nu langs vier balies.",
                TaskForm.NETWORK, "Provincie Drenthe", "", "Een lijst met tien namen en nummers",
                {"Provincie Drenthe": ("iemand die de lijst bijhoudt", "dat er wordt opgenomen"), "Gemeente Oosterveen": ("drie namen", "")},
            ),
        ),
    ),
    cover={
        "title": "Samen in de Lage Venen",
        "subtitle": "Wat wij tot nu toe hoorden, op weg naar een koers",
        "foreword": "Ik wilde geen rechtszaak. Ik wilde dat er iemand kwam kijken.",
        "foreword_by": "Veehouder in de Lage Venen",
        "lead": "Vier gesprekken zijn geweest, twee komen er nog. Dit is nog geen koers. Het zijn de zinnen waar zij op rust.",
        "course": "Wij bellen als het idee nog slecht is.\nWij zeggen wat wij niet weten.\nWij gaan kijken, ook als het al een zaak is.",
    },
    parts={
        "Waarom een nieuwe koers": (
            "De bodem daalt een centimeter per jaar. Het vertrouwen soms sneller.",
            ("De provincie was gewend te beslissen: een peil, een weg, een vergunning. In de Lage Venen helpt dat niet meer. Wie het peil "
            "verhoogt, raakt een erf. Wie het verlaagt, raakt een fundering.\n\n> Jullie vragen mij altijd of ik het kan. Nooit of het "
            "slim is.\n> — Aannemer\n\nDaarom vroegen wij eerst met wie wij moesten praten, en toen pas waarover."),
        ),
        "Met wie wij spraken": ("Bestuur, volksvertegenwoordigers, medewerkers en andere overheden. Partners en inwoners volgen.", ""),
        "Wat mensen ons aanreikten": ("Ideeën uit vier bijeenkomsten, in twee bundels die vanzelf ontstonden.", ""),
        "Voorbeelden en lessen": ("Wat wij meemaakten terwijl wij praatten.", ""),
        "Twee dilemma’s": ("Deze twee kwamen in elk gesprek terug.", ""),
        "Hoe het verder gaat": (
            "Nog twee gesprekken, en dan de voorbeeldenmiddag.",
            "Op de voorbeeldenmiddag hangen twintig voorbeelden aan de muur, van wie wij spraken. Pas daarna schrijven wij de koers.",
        ),
    },
)  # fmt: skip
