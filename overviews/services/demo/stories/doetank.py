"""A Doetank that tries something out: letters that nobody dares to open. Half-way its experiment."""

from outcomes.enums import DecidedHow, Verdict
from overviews.services.demo.story import Decided, Handed, Learned, Plan, Round, Story, Thought

TEAM = "Eén voordeur"
TABLE, PAUSE, FIRST = "Samen aan tafel", "Even niets sturen", "Wie ziet het als eerste?"

STORY = Story(
    kind="doetank",
    name="Doetank Eén voordeur",
    question="Hoe merkt iemand met schulden dat zes organisaties samen helpen, in plaats van dat hij zes keer opnieuw "
    "moet beginnen?",
    mandate="De Doetank mag acht weken iets uitproberen in één wijk van Veenrode. Elke organisatie geeft één medewerker een "
    "halve dag per week.",
    client=("Netwerk Slimmer Samen", "civil_society"),
    began=130,
    place="Bibliotheek Veenrode, leescafé",
    cast={
        TEAM: {
            "coach": ("joost",),
            "participant": ("aleid", "sjoerd", "ineke", "mehmet", "tineke", "bas", "lotte"),
            "observer": ("yara",),
        },
        "": {"supporter": ("cornelis",), "client": ("roelof",)},
    },
    thoughts={
        "Denkavond": (
            Thought("aleid", "Bel de afzender terwijl de brief nog op tafel ligt.", TABLE),
            Thought("ineke", "Maak de envelop samen open. Alleen doe je het niet.", TABLE),
            Thought("lotte", "Een tafel in de bibliotheek waar je niet hoeft te zeggen dat je schulden hebt.", TABLE),
            Thought("mehmet", "Stuur in de eerste maand na een overlijden geen enkele aanmaning.", PAUSE),
            Thought("sjoerd", "Laat de deurwaarder eerst de gemeente bellen, en dan pas aanbellen.", PAUSE),
            Thought("tineke", "Wie thuis zorg geeft, mag doorgeven dat de post zich opstapelt. Met een ja van de bewoner.", FIRST),
            Thought("bas", "De huismeester ziet het aan de brievenbus. Vraag het hem eens.", FIRST),
            Thought("aleid", "Een pauzeknop: wie hulp zoekt, krijgt zes weken rust van iedereen tegelijk.", PAUSE),
            Thought("mehmet", "Een app waarin al je schulden bij elkaar staan.", "",
                    "Wie geen post durft te openen, opent ook geen app."),
        ),
        "Tussenstand van het experiment": (
            Thought("lotte", "Zet de koffie klaar vóór de stoelen. Mensen komen eerst voor de koffie."),
            Thought("bas", "Neem het spreekuur één keer mee naar de hal van de flat."),
            Thought("tineke", "Vraag niet wat het probleem is, maar welke envelop bovenop ligt.", TABLE),
            Thought("sjoerd", "Ik wil aan tafel zitten zonder jasje, als iemand die de regels kent."),
            Thought("aleid", "Laat wie vorige maand kwam, deze maand de koffie schenken."),
            Thought("mehmet", "Geef mij het recht om een boete zelf te schrappen, als ik iemand heb gesproken.", PAUSE),
        ),
    },
    homework={
        "Praat met iemand die het vraagstuk zelf meemaakt": (
            Handed("aleid", {
                "who": "Een moeder van drie, in de Kastanjestraat",
                "quote": "Ik heb een la vol enveloppen. Als ik die opentrek, kan ik niet meer slapen.",
                "differently": "Morgen zou ik vragen of ik naast haar mag komen zitten, voor ik iets stuur.",
            }),
            Handed("bas", {
                "who": "Een buurman die twintig jaar buschauffeur was",
                "quote": "Ze stuurden mij een formulier om te vragen of ik formulieren begreep.",
                "differently": "Ik zou aanbellen, ook als het niet mijn taak is.",
            }),
            Handed("tineke", {
                "who": "Een weduwnaar van 71",
                "quote": "Mijn vrouw deed de post. Ik wist niet eens waar de sleutel van de brievenbus lag.",
                "differently": "Bij elk eerste bezoek vragen wie er thuis de post doet.",
            }),
        ),
        "Zoek een plek waar het al werkt": (
            Handed("lotte", {
                "where": "Het belastingspreekuur in de bibliotheek van Noorderdiep",
                "works": "Vrijwilligers bellen waar iemand bij zit. Niemand hoeft zijn verhaal op te schrijven, en de lijn "
                         "blijft open tot het klaar is.",
                "notices": "Ik ging weg met een lege tas.",
            }),
            Handed("sjoerd", {
                "where": "Een kantoor dat eerst langsgaat zonder brief",
                "works": "Eén collega gaat alleen kennismaken. De helft van de zaken komt daarna nooit bij de rechter.",
                "notices": "Hij zei zijn voornaam.",
            }),
        ),
        "Ga kijken bij het experiment": (
            Handed("aleid", {
                "where": "Het brievenspreekuur, tweede dinsdag",
                "works": "Negen mensen, eenentwintig enveloppen. Veertien waren dezelfde middag klaar, omdat wij belden met de "
                         "luidspreker aan.",
                "notices": "Nu weet ik tenminste hoe erg het is.",
            }),
            Handed("tineke", {
                "where": "Het brievenspreekuur, derde dinsdag",
                "works": "Een man bleef bij de deur staan tot Lotte hem vroeg een tafel te helpen verschuiven. Daarna pakte hij "
                         "zijn tas uit.",
                "notices": "Niemand keek op een scherm.",
            }),
            Handed("mehmet", {
                "where": "Het brievenspreekuur, derde dinsdag",
                "works": "Ik zag drie van mijn eigen brieven liggen. Ik begreep ze zelf niet.",
                "notices": "Ben jij dat echt, van het waterschap?",
            }),
            Handed("bas", {}, "Ik stond een uur in de hal en er kwam niemand. Ik had het op een briefje gezet in plaats van het "
                              "te vertellen. Op papier komt hier niemand af."),
        ),
        "Ga nog een keer kijken bij het experiment": (
            Handed("lotte", {
                "where": "Het brievenspreekuur, vijfde dinsdag",
                "works": "De man van de tafel schonk deze keer zelf koffie. Hij vertelde een nieuwkomer welke envelop je het best "
                         "als eerste openmaakt.",
                "notices": "Ik kom volgende week ook, al heb ik geen post.",
            }),
        ),
    },
    bundled="Kiezen wat wij uitproberen",
    round=Round("Kiezen wat wij uitproberen", TEAM, "Waar steken wij acht weken tijd in?", 3, {
        TABLE: {"aleid": 2, "lotte": 3, "ineke": 2, "tineke": 1, "bas": 1},
        PAUSE: {"sjoerd": 3, "mehmet": 2, "aleid": 1, "ineke": 1},
        FIRST: {"bas": 2, "tineke": 2, "mehmet": 1},
    }),
    lessons=(
        Learned("Tussenstand van het experiment", TEAM, True,
                "Bellen terwijl de brief op tafel ligt, scheelt weken. Twee op de drie brieven waren dezelfde middag klaar."),
        Learned("Tussenstand van het experiment", TEAM, False,
                "Een aankondiging in de brievenbus bracht niemand. Wie geen post opent, leest ook die niet."),
    ),
    plans=(
        Plan(TABLE, {
            "title": "Het brievenspreekuur",
            "form": "scene",
            "what": "Elke dinsdagmiddag een tafel in de bibliotheek. Je neemt je dichte enveloppen mee, wij bellen de afzender "
                    "terwijl je erbij zit.",
            "for_whom": "Voor wie zijn post niet meer durft te openen.",
            "society_notices": "Dat een brief niet meer het begin is van nog tien brieven.",
            "first_step": "Nog drie dinsdagen, en dan tellen wat er opgelost is.",
            "who_is_needed": "Een bibliotheek met koffie, en van elke afzender één iemand die opneemt.",
            "which_goal": "",
        }),
        Plan(PAUSE, {
            "title": "Zes weken rust",
            "form": "letter",
            "what": "Wie zich bij het spreekuur meldt, krijgt zes weken geen aanmaningen, van geen van de zes organisaties. Eén "
                    "seintje is genoeg.",
            "for_whom": "Voor wie orde op zaken wil stellen en daar adem voor nodig heeft.",
            "society_notices": "Minder kosten die alleen maar uit kosten bestaan.",
            "first_step": "Waterschap en woonstichting beginnen, bij twintig huishoudens.",
            "who_is_needed": "Zes hoofden inning die elkaar vertrouwen.",
            "which_goal": "",
        }, 11, Decided(
            "Directies van de zes organisaties", 4, Verdict.POSTPONED,
            "Twee van de zes willen eerst weten wat het brievenspreekuur oplevert. Zij komen kijken op de laatste dinsdag.",
            "Roelof Zuidema, Netwerk Slimmer Samen", 45, DecidedHow.CONSENT,
        )),
    ),
    cover={
        "title": "Eén voordeur",
        "subtitle": "Wat er gebeurt als je de brief samen openmaakt",
        "foreword": "Ik heb een la vol enveloppen. Als ik die opentrek, kan ik niet meer slapen.",
        "foreword_by": "Een moeder van drie, in de Kastanjestraat",
        "lead": "Zeven mensen die elkaar anders niet tegenkomen, gingen kijken bij wie de brieven krijgt. Zij schreven geen nieuwe, maar "
                "zetten koffie.",
        "course": "Wij bellen terwijl de brief op tafel ligt.\nWij vragen welke envelop bovenop ligt.\n"
                  "Wie zich meldt, krijgt rust.",
    },
    parts={
        "De casus": (
            "In één week vielen elf brieven op één mat, van zes afzenders die niets van elkaar wisten.",
            ("Een gezin in de Kastanjestraat kreeg ze allemaal. Niet omdat het iets verkeerd deed, maar omdat een toeslag stopte en "
            "daarna alles tegelijk begon te schuiven.\n\nWij legden de brieven naast elkaar op een tafel. Vijf begonnen met een "
            "kenmerk, één met een naam."),
        ),
        "Hoe wij werkten": ("Eerst kijken, dan bedenken, dan zo klein mogelijk beginnen.", ""),
        "Wat wij bedachten": ("Van negen ideeën op één avond naar één tafel in de bibliotheek.", ""),
        "Wat wij zagen en leerden": ("Het spreekuur loopt nog. Dit zagen wij tot nu toe, ook waar wij naast zaten.", ""),
        "Wie helpt het groter maken": (
            "Een tafel in één bibliotheek is nog geen voordeur.",
            "Cornelis Baksteen zoekt met zijn studenten uit wat een dinsdag kost en wat hij bespaart. De directies komen kijken.",
        ),
    },
)  # fmt: skip
