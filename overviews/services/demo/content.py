"""What the people of the demo thought, handed in and wrote. Every sentence is invented."""

from typing import NamedTuple

from overviews.services.demo.people import CITY, LAND, RULE

QUESTION = "Hoe werken twaalf provincies samen met de mensen om wie het gaat, zonder dat eerst een nota de richting bepaalt?"
MANDATE = (
    "Elk team mag een proef van een half jaar beginnen in de eigen provincies. Het gezamenlijk bestuur gaf dat mandaat "
    "op 12 juni."
)


class Thought(NamedTuple):
    """An idea: who had it, on which evening (1 or 2), the words."""

    who: str
    evening: int
    text: str


IDEAS = {
    LAND: (
        Thought("tarik", 1, "Betaal de boer voor wat een wandelaar ziet, niet per hectare."),
        Thought("hanneke", 1, "Vergader één keer per maand buiten, op de plek waar het over gaat."),
        Thought("wout", 1, "Eén landschapsarchitect in dienst van twaalf provincies tegelijk."),
        Thought("fenna", 1, "Maak elk jaar een foto vanaf dezelfde twaalf plekken, en hang ze op in de statenzaal."),
        Thought("ruud", 1, "Een app die piept als je een nationaal landschap in rijdt."),
        Thought("saskia", 1, "Geef een groep bewoners een stuk dijk in beheer voor tien jaar, met geld en met één vaste "
                             "ambtenaar die ze mogen bellen."),
        Thought("elske", 1, "Laat het waterpeil zien op een paal langs het fietspad, en wie daarover gaat."),
        Thought("imke", 1, "Vraag aan elke maatregel: wie merkt hier over een jaar iets van?"),
        Thought("rogier", 1, "Een vergunning die vanzelf geldt als buren en boer het samen eens zijn."),
        Thought("tarik", 2, "Laat de boer zelf de rand tekenen, en teken als provincie mee aan dezelfde tafel."),
        Thought("elske", 2, "Tel de houtwallen die mensen voor niets onderhouden, en bedank ze met naam."),
        Thought("wout", 2, "Een landschapscontract van één bladzijde: wat zien we over vijf jaar vanaf deze plek?"),
        Thought("saskia", 2, "Spreek af dat een plan pas af is als een kind uit de buurt het kan navertellen."),
        Thought("hanneke", 2, "Zet één bedrag klaar voor wat niemand vooraf kan bedenken."),
        Thought("fenna", 2, "Nodig de statencommissie uit op het erf, niet de boer in de zaal."),
        Thought("imke", 2, "Schrijf na elk bezoek op wat we vooraf dachten en wat niet klopte."),
    ),
    CITY: (
        Thought("nadia", 1, "Laat een klas uit groep 7 de omgevingsvisie herschrijven."),
        Thought("bram", 1, "Zeg bij een vergunning eerst wat wél kan."),
        Thought("jolien", 1, "Eén loket op het station, open op zaterdag, voor alle overheden samen."),
        Thought("ahmet", 1, "Begin een wijkplan met een maaltijd die de bewoners koken."),
        Thought("petra", 1, "Geef leegstaande begane gronden drie jaar weg aan wie er iets begint."),
        Thought("nadia", 2, "Teken de stad van een nachtzuster: waar komt zij langs, en wat is er dan dicht?"),
        Thought("bram", 2, "Een proefstraat waar een jaar lang geen regel geldt die niemand kan uitleggen."),
        Thought("ahmet", 2, "Betaal huurders voor hun uren in een klankbordgroep."),
    ),
    RULE: (
        Thought("dirk", 1, "Schrijf in elk besluit op wat we nog niet weten."),
        Thought("marleen", 1, "Laat twee provincies een jaar lang van afdeling ruilen."),
        Thought("joris", 1, "Leg verantwoording af over wat mensen merkten, en pas daarna over geld."),
        Thought("greetje", 1, "Vraag bij elke samenwerking: wie heeft hier het mandaat om ja te zeggen?"),
        Thought("samuel", 1, "Zet dijkgraaf, wethouder en gedeputeerde één dag per kwartaal aan één bureau."),
        Thought("marleen", 2, "Een burgerberaad dat de agenda bepaalt, en niet het antwoord."),
        Thought("greetje", 2, "Stop met drie overleggen voor je aan een vierde begint."),
        Thought("dirk", 2, "Vier de proef die mislukte, met taart en met de les op papier."),
    ),
}  # fmt: skip

NOT_FURTHER = {
    "Een app die piept als je een nationaal landschap in rijdt.": "Bestaat al, en niemand gebruikt hem."
}

BUNDLES: dict[str, dict[str, tuple[str, ...]]] = {
    LAND: {
        "De boer als beheerder": (
            "Betaal de boer voor wat een wandelaar ziet, niet per hectare.",
            "Laat de boer zelf de rand tekenen, en teken als provincie mee aan dezelfde tafel.",
            "Tel de houtwallen die mensen voor niets onderhouden, en bedank ze met naam.",
            "Een landschapscontract van één bladzijde: wat zien we over vijf jaar vanaf deze plek?",
        ),
        "Samen kijken": (
            "Vergader één keer per maand buiten, op de plek waar het over gaat.",
            "Maak elk jaar een foto vanaf dezelfde twaalf plekken, en hang ze op in de statenzaal.",
            "Nodig de statencommissie uit op het erf, niet de boer in de zaal.",
        ),
        "Regels die ruimte geven": (
            "Een vergunning die vanzelf geldt als buren en boer het samen eens zijn.",
            "Zet één bedrag klaar voor wat niemand vooraf kan bedenken.",
        ),
    },
    CITY: {
        "Eerst wat wél kan": (
            "Zeg bij een vergunning eerst wat wél kan.",
            "Een proefstraat waar een jaar lang geen regel geldt die niemand kan uitleggen.",
        ),
    },
}

DOTS: dict[str, tuple[tuple[str, int], ...]] = {
    "De boer als beheerder": (
        ("tarik", 3),
        ("elske", 2),
        ("wout", 3),
        ("hanneke", 2),
        ("saskia", 2),
        ("imke", 2),
    ),
    "Samen kijken": (("tarik", 1), ("elske", 2), ("fenna", 4), ("hanneke", 2), ("imke", 1)),
    "Regels die ruimte geven": (("tarik", 1), ("elske", 1), ("rogier", 5), ("wout", 2), ("saskia", 1)),
}


class Handed(NamedTuple):
    """Homework: who, the answers by harvest field; or what was learned when it did not work out."""

    who: str
    answers: dict[str, str]
    learned: str = ""


FIRST_HOMEWORK = (
    Handed("tarik", {}, "Ik belde drie scholen en kreeg overal een antwoordapparaat. Ik heb gemerkt dat ik niet weet "
                        "wie ik moet bellen als ik iets van mensen wil, in plaats van zij van mij."),
    Handed("elske", {}, "Mijn eigen zoon van tien liep weg na de tweede zin. Ik kan niet zonder het woord ‘robuust’."),
    Handed("nadia", {}, "Het mocht niet van de afdeling communicatie. Daar zit precies ons probleem."),
    Handed("dirk", {"told": "Ik zei dat ik kies waar het geld van iedereen heen gaat.",
                    "question": "En wat als jij het niet weet?", "stuck": "Waarom het twee jaar duurt."}),
)  # fmt: skip

INTERVIEWS = (
    Handed("tarik", {
        "who": "Gerda Wolters, melkveehouder",
        "quote": "Ik krijg geld voor een rand die niemand ziet. De houtwal waar iedereen langs wandelt, doe ik ’s avonds.",
        "differently": "Morgen zou ik eerst vragen wat mensen zien, en dan pas wat het kost.",
    }),
    Handed("elske", {
        "who": "Pieter Haan, eigenaar van een zeilmakerij",
        "quote": "Niemand vroeg wat wij nodig hebben. Ze vroegen of we akkoord waren.",
        "differently": "Een gesprek beginnen zonder stuk op tafel.",
    }),
    Handed("wout", {
        "who": "Mies Terlouw, kweker van oude fruitbomen",
        "quote": "Een boom plant je voor iemand die je niet kent.",
        "differently": "Ik zou bij elk ontwerp opschrijven voor wie het over dertig jaar is.",
    }),
    Handed("saskia", {}, "Drie ondernemers zegden af omdat zij het te druk hadden. Wij vragen altijd overdag. Zij kunnen "
                         "alleen om half zeven ’s ochtends."),
    Handed("nadia", {
        "who": "Fatma Aksoy, begon een wasserij in een leeg pand",
        "quote": "De gemeente zei eerst wat er niet kon. Daarna durfde ik niets meer te vragen.",
        "differently": "Beginnen met wat wél kan.",
    }),
    Handed("bram", {
        "who": "Jan Dokter, aannemer",
        "quote": "Ik heb liever een duidelijk nee dan een ja dat niemand durft te tekenen.",
        "differently": "Eén naam onder elk besluit zetten.",
    }),
    Handed("marleen", {
        "who": "Els Vink, directeur van een thuiszorgorganisatie",
        "quote": "Wij hebben de formulieren afgeschaft en wisten daarna meer.",
        "differently": "Vragen welk formulier wij kunnen missen.",
    }),
)  # fmt: skip

PROPOSAL = {
    "title": "Het landschapscontract",
    "form": "film",
    "link": "https://film.example/landschapscontract",
    "what": "Een afspraak van één bladzijde tussen boer, buren en provincie over wat er over vijf jaar te zien is vanaf één "
            "plek. Geen hectares, wel een tekening en een foto per jaar.",
    "for_whom": "Voor boeren die nu ’s avonds onbetaald een houtwal onderhouden, en voor iedereen die erlangs wandelt.",
    "society_notices": "Dat het landschap bij hen in de buurt mooier wordt, en dat zij weten wie zij daarvoor kunnen bedanken.",
    "first_step": "In het najaar tekenen drie boeren in drie provincies het eerste contract, op het erf.",
    "who_is_needed": "Drie boeren, drie gedeputeerden met een pen, en één ambtenaar per contract die gebeld mag worden.",
    "which_goal": "Een landelijk gebied waar mensen trots op zijn (coalitieakkoord, hoofdstuk 3).",
}  # fmt: skip

SECOND_PROPOSAL = {
    "title": "De ja-straat",
    "form": "letter",
    "link": "",
    "what": "Een straat waar wij een jaar lang eerst zeggen wat wél kan.",
    "for_whom": "Voor mensen die iets willen beginnen in een leeg pand.",
    "society_notices": "",
    "first_step": "Een straat kiezen, samen met de bewoners.",
    "who_is_needed": "",
    "which_goal": "",
}

INTRODUCTION = (
    "Een provincie was lang de partij die besliste. Nu zitten wij vaker met anderen aan tafel, en zijn wij een van de "
    "partners. Dat vraagt iets van ons: eerder komen, langer luisteren en pas daarna schrijven.\n\n"
    "De ondernemers die wij spraken, zeiden het scherper dan wij durfden."
)
