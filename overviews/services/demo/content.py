"""What the people of the demo thought, handed in and wrote. Every sentence is invented."""

from typing import NamedTuple

from overviews.services.demo.people import CITY, LAND, RULE
from overviews.services.demo.story import Handed

QUESTION = "Hoe werken twaalf provincies samen met de mensen om wie het gaat, zonder dat eerst een nota de richting bepaalt?"
MANDATE = (
    "Elk team mag een proef van een half jaar beginnen in de eigen provincies. Het gezamenlijk bestuur gaf dat mandaat "
    "op 12 juni."
)

STAYED_AWAY = {"imke"}
"""Who came to the first evening and to none after it, and said nothing: so that somebody goes quiet."""


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
        Thought("ruud", 1, "Vraag aan elke maatregel: wie merkt hier over een jaar iets van?"),
        Thought("rogier", 1, "Een vergunning die vanzelf geldt als buren en boer het samen eens zijn."),
        Thought("tarik", 2, "Laat de boer zelf de rand tekenen, en teken als provincie mee aan dezelfde tafel."),
        Thought("elske", 2, "Tel de houtwallen die mensen voor niets onderhouden, en bedank ze met naam."),
        Thought("wout", 2, "Een landschapscontract van één bladzijde: wat zien we over vijf jaar vanaf deze plek?"),
        Thought("saskia", 2, "Spreek af dat een plan pas af is als een kind uit de buurt het kan navertellen."),
        Thought("hanneke", 2, "Zet één bedrag klaar voor wat niemand vooraf kan bedenken."),
        Thought("fenna", 2, "Nodig de statencommissie uit op het erf, niet de boer in de zaal."),
        Thought("ruud", 2, "Schrijf na elk bezoek op wat we vooraf dachten en wat niet klopte."),
    ),
    CITY: (
        Thought("nadia", 1, "Laat een klas uit groep 7 de omgevingsvisie herschrijven."),
        Thought("bram", 1, "Zeg bij een vergunning eerst wat wél kan."),
        Thought("jolien", 1, "Eén loket op het station, open op zaterdag, voor alle overheden samen."),
        Thought("ahmet", 1, "Begin een wijkplan met een maaltijd die de bewoners koken."),
        Thought("petra", 1, "Geef leegstaande begane gronden drie jaar weg aan wie er iets begint."),
        Thought("nadia", 2, "Teken de stad van een nachtzuster: waar komt zij langs, en wat is er dan dicht?"),
        Thought("bram", 2, "Een proefstraat waar een jaar lang geen regel geldt die niemand kan uitleggen."),
        Thought("jolien", 2, "Zet het loket één avond per week in de kantine van de voetbalclub."),
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
        Thought("samuel", 2, "Begin een overleg met de vraag of het vandaag ook zonder ons kan."),
        Thought("dirk", 2, "Vier de proef die mislukte, met taart en met de les op papier."),
    ),
}  # fmt: skip

NOT_FURTHER = {
    "Een app die piept als je een nationaal landschap in rijdt.": "Bestaat al, en niemand gebruikt hem."
}

REPORTED = (
    "Schrijf na elk bezoek op wat we vooraf dachten en wat niet klopte.",
    "wout",
    "Dit gaat over één bezoek, en over wie daar was.",
)
"""An idea, who reported it, and why: it waits for a decision."""

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
    RULE: {
        "Eerlijk besluiten": (
            "Schrijf in elk besluit op wat we nog niet weten.",
            "Vraag bij elke samenwerking: wie heeft hier het mandaat om ja te zeggen?",
            "Vier de proef die mislukte, met taart en met de les op papier.",
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
        ("ruud", 2),
    ),
    "Samen kijken": (("tarik", 1), ("elske", 2), ("fenna", 4), ("hanneke", 2), ("ruud", 1)),
    "Regels die ruimte geven": (("tarik", 1), ("elske", 1), ("rogier", 5), ("wout", 2), ("saskia", 1)),
}


FIRST_HOMEWORK = (
    Handed("tarik", {}, "Ik belde drie scholen en kreeg overal een antwoordapparaat. Ik heb gemerkt dat ik niet weet "
                        "wie ik moet bellen als ik iets van mensen wil, in plaats van zij van mij."),
    Handed("elske", {}, "Mijn eigen zoon van tien liep weg na de tweede zin. Ik kan niet zonder het woord ‘robuust’."),
    Handed("nadia", {}, "Het mocht niet van de afdeling communicatie. Daar zit precies ons probleem."),
    Handed("dirk", {"told": "Ik zei dat ik kies waar het geld van iedereen heen gaat.",
                    "question": "En wat als jij het niet weet?", "stuck": "Waarom het twee jaar duurt."}),
    Handed("hanneke", {"told": "Ik zorg dat mensen die niet met elkaar praten, toch aan één tafel komen.",
                       "question": "Moet je daarvoor naar school?", "stuck": "Wat een gebiedsproces is."}),
    Handed("fenna", {"told": "Ik schrijf op wat er beloofd is, zodat niemand het vergeet.",
                     "question": "Wie kijkt of het ook gebeurt?", "stuck": "Die vraag."}),
    Handed("jolien", {"told": "Ik loop door een buurt en vraag wat er morgen beter kan.",
                      "question": "En doe je dat dan ook morgen?", "stuck": "Waarom het niet morgen is."}),
    Handed("joris", {"told": "Ik tel of er genoeg geld is voor wat iedereen wil.",
                     "question": "Wat als iets niets kost, mag het dan meteen?", "stuck": "Dat het dan nog niet mag."}),
    Handed("samuel", {"told": "Ik zorg dat jullie droge voeten houden.",
                      "question": "Van wie is regen?", "stuck": "Ik wist het echt niet."}),
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
    Handed("ruud", {
        "who": "Aart Bosman, houdt schapen langs de dijk",
        "quote": "Een schaap leest geen pachtcontract. Het loopt waar gras staat.",
        "differently": "Eerst langs het hek lopen, en dan pas de kaart erbij pakken.",
    }),
    Handed("ahmet", {
        "who": "Noor Verbeek, bakt brood in een oude garage",
        "quote": "Ik heb mijn oven al drie keer verplaatst voor een regel die niemand mij kon aanwijzen.",
        "differently": "Bij elke regel die ik noem, laten zien waar hij staat.",
    }),
    Handed("greetje", {
        "who": "Douwe Riemersma, verhuurt bootjes",
        "quote": "Bij regen geef ik het geld terug. Dan komen ze de volgende dag weer.",
        "differently": "Eerlijk zeggen wanneer wij niet leveren.",
    }),
)  # fmt: skip

MUSEUM = (
    Handed("hanneke", {
        "where": "Een klein museum over de visserij, met één net aan de muur",
        "compare": "Het net is honderd keer hersteld en het is nog hetzelfde net. Wij vervangen liever het hele plan.",
        "sentence": "Herstellen is ook maken.",
    }),
    Handed("wout", {
        "where": "Een zaal met landkaarten van vóór de dijk",
        "compare": "Op de oude kaart staat bij het moeras: hier weten wij de weg niet. Zo’n zin staat op geen kaart van ons.",
        "sentence": "Hier weten wij de weg niet.",
    }),
    Handed("nadia", {
        "where": "Een poppenhuis uit 1700, achter glas",
        "compare": "Er woont iemand in elke kamer. In onze maquettes woont niemand.",
    }),
)  # fmt: skip
"""In already, some days before it is due."""

DRAFTS = (
    (1, "rogier", {"who": "Een molenaar, naam volgt"}),
    (2, "ruud", {"where": "Het Nederlands Stoommachinemuseum in Medemblik"}),
)
"""Begun and not handed in: the number of the assignment, who, and the words so far."""

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

CONSENT = (
    "Wij kiezen één straat en zeggen daar een jaar lang eerst wat wél kan.",
    "Wij kiezen één straat en zeggen daar een half jaar lang eerst wat wél kan. Daarna kijken wij terug.",
    (
        ("bram", "consent", "", ""),
        ("jolien", "remark", "Laat de bewoners de straat kiezen.", ""),
        (
            "ahmet",
            "objection",
            "Een jaar houden wij met deze bezetting niet vol.",
            "Een half jaar, en dan terugkijken.",
        ),
        ("petra", "consent", "", ""),
    ),
)
"""What a team could live with, first and with other words, and what its members said of the first."""

THIRD_PROPOSAL = {
    "title": "De open plek",
    "form": "letter",
    "link": "",
    "what": "Onder elk besluit van het gezamenlijk bestuur staat voortaan een alinea met de titel *Wat wij nog niet weten*, en "
    "daaronder één naam en een telefoonnummer.",
    "for_whom": "Voor iedereen die met een besluit verder moet en zich afvraagt of het ook anders mag.",
    "society_notices": "Dat je kunt bellen met iemand die het besluit kent, en dat twijfel geen fout is.",
    "first_step": "De drie besluiten van deze maand krijgen een open plek. Daarna lezen drie inwoners ze hardop voor.",
    "who_is_needed": "Een gedeputeerde die durft, een jurist die meeleest en drie inwoners die hardop lezen.",
    "which_goal": "Een overheid die uitlegt wat zij doet (coalitieakkoord, hoofdstuk 1).",
}

DECISION = {
    "body": "Gezamenlijk bestuur van de twaalf provincies",
    "owner": "Marleen Visch, Provincie Gelderland",
    "reason": "Het bestuur probeert het een half jaar met alle besluiten over het landelijk gebied. Wie meedoet, schrijft op wat "
    "het kostte aan tijd, en wat het opleverde aan telefoontjes.",
}

PHOTOS = {
    "tarik": (
        "erf.jpg",
        "Twee mensen staan op een erf voor een lage boerderij met een rood dak. Achter hen loopt een houtwal.",
    ),
    "wout": (
        "polder.jpg",
        "Een rechte sloot in een groene polder, met in de verte een boerderij, vier populieren en koeien.",
    ),
}
"""By who handed in the interview: the file in ``pictures/``, and what is to be seen on it."""

COVER = {
    "title": "Themateams van de twaalf provincies",
    "subtitle": "Wat wij buiten hoorden, en wat wij daarvan gaan proberen",
    "foreword": "Wij kwamen binnen met een plan en gingen weg met een vraag. Het was onze beste avond van het jaar.",
    "foreword_by": "Deelnemer van team Landschap, na avond 2",
    "lead": "Drie teams uit twaalf provincies gingen naar buiten, luisterden, en bedachten iets kleins dat morgen kan beginnen.",
    "course": "Wij komen eerder, en zonder stuk op tafel.\n"
    "Wij zeggen eerst wat wél kan.\n"
    "Wij betalen voor wat mensen zien.\n"
    "Onder elk besluit staat één naam.\n"
    "Wat mislukt, vertellen wij als eerste.",
    "thanks": "Dank aan de negen ondernemers die tijd voor ons maakten, ook als wij te laat belden. En aan de keuken van het "
    "provinciehuis, waar de soep op elke avond het eerste goede idee was.",
}

PARTS = {
    "Waarom dit traject": (
        "Een provincie was lang de partij die besliste. Nu zitten wij vaker met anderen aan tafel. Dat vraagt iets van ons.",
        (
            "Wie aan tafel zit in plaats van aan het hoofd ervan, moet eerder komen, langer luisteren en pas daarna schrijven. Dat "
            "klinkt eenvoudig. Het is het niet, want onze agenda’s, onze formulieren en onze vergaderzalen zijn gemaakt om te "
            "beslissen.\n\n"
            "Daarom vroegen de twaalf provincies drie teams om het een jaar lang anders te doen. Niet met een nota vooraf, maar met "
            "een vraag. In elk team zitten mensen van provincies, gemeenten en waterschappen, en ook iemand die in geen van die "
            "gebouwen werkt.\n\n"
            "De ondernemers die wij spraken, zeiden het scherper dan wij durfden.\n\n"
            "> De gemeente zei eerst wat er niet kon. Daarna durfde ik niets meer te vragen.\n"
            "> — Fatma Aksoy, begon een wasserij in een leeg pand\n\n"
            "Wat hier staat, is geen beleid. Het is wat wij hoorden, wat wij bedachten en wat wij gaan proberen. Bij elk stuk staat "
            "waar het vandaan komt, zodat iedereen kan navragen hoe het zat."
        ),
    ),
    "Hoe wij werkten": (
        "Creatieve avonden, met huiswerk ertussen. Elke avond begon met soep en eindigde met een keuze.",
        (
            "## De avond\n\n"
            "Eerst vijf minuten alleen en in stilte, daarna hardop. Ideeën bleven verborgen tot iedereen klaar was. Pas dan kwamen "
            "ze op de muur, allemaal tegelijk, zonder naam erboven. Zo kreeg het idee van de jongste medewerker evenveel aandacht "
            "als dat van de dijkgraaf.\n\n"
            "## Het huiswerk\n\n"
            "Tussen de avonden gingen wij naar buiten: naar een klas, naar een ondernemer, naar een museum. Niet gelukt telde ook, "
            "als je opschreef wat je ervan leerde. Van die verhalen leerden wij het meest.\n\n"
            "> Vergader nooit over een plek waar je nog niet geweest bent.\n"
            "> — Begeleider van team Landschap\n\n"
            "## De stippen\n\n"
            "Wat bij elkaar hoorde, kwam in een bundel. Ieder had vijf stippen om te verdelen. Een idee met weinig stippen is niet "
            "weg: achterin staat het bij alle andere, met wat ervan geworden is."
        ),
    ),
    LAND: (
        "Wie onderhoudt het landschap waar iedereen langs wandelt? En wie ziet dat?",
        (
            "Team Landschap bedacht zestien ideeën en bracht er negen onder in drie bundels. De stippen waren duidelijk: begin bij "
            "de boer die het werk nu al doet."
        ),
    ),
    CITY: (
        "Een stad verandert niet door een visie. Zij verandert door iemand die ergens begint.",
        "Team Stedelijke ontwikkeling keek naar mensen die iets wilden beginnen en een nee kregen voor ze waren uitgesproken.",
    ),
    RULE: (
        "Wat zeg je als bestuur, als je het zelf nog niet weet?",
        "Team Visie op binnenlands bestuur zocht de eerlijkste plek in een besluit, en vond een lege.",
    ),
    "Wat wij leerden": (
        "Van het huiswerk leerden wij meer dan van een rapport. Ook wat niet lukte, staat hier.",
        "",
    ),
    "Wat wij voorstellen": (
        "Elk team eindigt met één voorstel, in een vorm die het zelf koos. Twee zijn er klaar.",
        "",
    ),
    "Wat er is besloten": (
        "Een besluit krijgt een eigenaar en een dag waarop wij terugkijken.",
        "",
    ),
    "Hoe het verder gaat": (
        "Er komen nog drie avonden. Daarna zijn wij benieuwd wie er belt.",
        (
            "Op avond 3 vertellen wij elkaar over het museum. Op avond 4 kiest elk team de vorm van zijn voorstel, en op de "
            "laatste avond leest het bestuur mee. Wat dan nog geen vervolg heeft, krijgt een eerlijk einde, en wie het bedacht, hoort als "
            "eerste waarom."
        ),
    ),
}
"""By the title of a part: what opens it, and its text."""
