"""Learning from what works, nearly at its end: children who play outside again. The booklet is being finished."""

from outcomes.enums import Verdict
from overviews.services.demo.story import Decided, Handed, Learned, Plan, Round, Story, Thought

STREET, YARD = "De straat", "Het schoolplein"
SLOW, OWN, OPEN, TOGETHER = (
    "Eerst langzamer, dan leuker",
    "Van wie is de stoep?",
    "Het plein blijft open",
    "Grote kinderen, kleine kinderen",
)
STREETS, SCHOOLS = "Straten die volgen", "Scholen die volgen"

STORY = Story(
    kind="learning",
    name="Kinderen die weer buiten spelen",
    question="Wat werkt er al om kinderen weer buiten te laten spelen, en hoe leert een andere buurt daarvan zonder het na te doen?",
    mandate="Elke buurt mag twaalf weken proberen wat binnen een straat past. Het gezamenlijk bestuur betaalt het stoepkrijt en leest mee.",
    client=("Gezamenlijk bestuur van de twaalf provincies", "province"),
    began=352,
    place="Basisschool De Wilgenhof, aula",
    cast={
        STREET: {"coach": ("wil",), "participant": ("ewout", "wendy", "mustafa", "nadia", "tarik")},
        YARD: {"coach": ("femke",), "participant": ("carla", "rianne", "jelle", "ilse")},
        "": {"supporter": ("cornelis",), "client": ("hedwig",)},
    },
    thoughts={
        "Interventies bedenken": (
            Thought("wendy", "Zet op woensdag een bank midden op de weg, en kijk wie er gaat zitten.", SLOW),
            Thought("ewout", "Haal de bordjes weg. Een auto die niet weet wat mag, rijdt stapvoets.", SLOW),
            Thought("mustafa", "Geef de sleutel van het ballenhok aan de straat en niet aan de beheerder.", OWN),
            Thought("nadia", "Schilder met de kinderen een lijn tot waar de straat van hen is.", OWN),
            Thought("tarik", "Leg een berg zand neer en doe verder niets.", OWN),
            Thought("carla", "Laat het hek na schooltijd open, en haal het slot eraf zodat het niet per ongeluk dicht kan.", OPEN),
            Thought("ilse", "Laat groep 8 elke week een spel uitleggen aan groep 3.", TOGETHER),
            Thought("jelle", "Vraag één opa of oma per middag om te komen kijken. Meer niet.", OPEN),
            Thought("rianne", "Schrijf bij groeigesprekken een uur buiten op, zoals een recept.", TOGETHER),
            Thought("ewout", "Een verkeersbord met ‘hier spelen kinderen’ in twaalf talen.", "",
                    "Het bord stond er drie weken. Niemand reed zachter, ook niet in het Nederlands."),
        ),
        "Inrollen": (
            Thought("jelle", "In Noorderdiep is er geen plein. Wij beginnen bij de parkeerplaats van de supermarkt, op zondag.", SCHOOLS),
            Thought("wendy", "Geef een nieuwe straat geen draaiboek, maar mijn telefoonnummer.", STREETS),
            Thought("nadia", "Laat elke straat zelf kiezen wat zij als eerste weghaalt.", STREETS),
            Thought("rianne", "Neem naar elke nieuwe school twee kinderen mee die het al doen.", SCHOOLS),
            Thought("mustafa", "Vraag de jongens van zestien. Zij gaan over het veldje, of je dat nu regelt of niet.", STREETS),
            Thought("carla", "Begin met één middag in de week. Elke dag kan altijd nog.", SCHOOLS),
            Thought("ilse", "Een nieuwe school kiest haar eigen spel. Tikkertje kent iedereen al.", SCHOOLS),
            Thought("ewout", "Begin met één bordje weghalen. Zet het in de gang van het stadhuis, dan ziet de wethouder het ook.", STREETS),
            Thought("tarik", "Tel niet de kinderen, maar de minuten voor er iemand boos uit het raam roept.", STREETS),
        ),
    },
    homework={
        "Praat met iemand die wij nog niet hoorden": (
            Handed("wendy", {
                "who": "Een meisje van elf dat altijd op haar broertje past",
                "quote": "Buiten kan wel, maar dan moet er iemand bij zijn die ook lacht.",
                "differently": "Ik zou haar vragen wat er voor kleintjes te doen moet zijn.",
            }),
            Handed("mustafa", {
                "who": "Drie jongens van zestien op het veldje",
                "quote": "Wij worden hier weggestuurd. En dan zeggen ze dat wij altijd binnen zitten.",
                "differently": "Eerst met hen afspreken, en dan pas iets neerzetten.",
            }),
        ),
        "Ga nog een keer kijken, bij een andere interventie": (
            Handed("ewout", {
                "where": "De bank op de weg, Kastanjestraat",
                "works": "Auto’s keerden om, en na twee weken deden zij dat al bij de hoek. Er stond een keukentafel naast de bank.",
                "notices": "Ik heb mijn overbuurman voor het eerst horen zingen.",
            }),
            Handed("carla", {
                "where": "De berg zand van Tarik",
                "works": "Niemand had iets uitgelegd. Op dag drie was er een waterleiding van regenpijp.",
                "notices": "Mogen we morgen ook?",
            }),
            Handed("nadia", {}, "Ik geloofde niet in het open hek. Ik geloof er nu in, maar de conciërge moest er elke avond voor terugkomen. "
                                "Wij hadden hem nooit iets gevraagd."),
            Handed("rianne", {
                "where": "Groep 8 legt uit aan groep 3",
                "works": "De grote kinderen werden rustiger als zij iets mochten uitleggen. Dat had niemand voorspeld.",
                "notices": "Zij kent nu mijn naam.",
            }),
        ),
        "Praat thuis met iemand die het zou gaan merken": (
            Handed("jelle", {
                "who": "De bedrijfsleider van de supermarkt",
                "quote": "Op zondag is het een vlakte. Ik dacht dat het niet mocht.",
                "differently": "Vaker vragen voor ik zelf bedenk dat het niet kan.",
            }),
            Handed("mustafa", {
                "who": "Mijn eigen zoon van negen",
                "quote": "Ik ga wel, als jij niet kijkt.",
                "differently": "Verder weg gaan staan.",
            }),
            Handed("ilse", {
                "who": "Een moeder die overdag slaapt en ’s nachts werkt",
                "quote": "Lawaai is niet erg. Lawaai zonder te weten hoe lang, dat is erg.",
                "differently": "Een bordje ophangen met hoe laat het stil wordt.",
            }),
            Handed("tarik", {
                "who": "De beheerder van het gemeentelijke groen",
                "quote": "Zand in mijn plantvak is werk. Zand naast mijn plantvak is een feest.",
                "differently": "Een schep lenen en het samen een meter opschuiven.",
            }),
        ),
    },
    bundled="Tien of twaalf interventies",
    round=Round("Tien of twaalf interventies", STREET, "Van welke interventie leren wij het meest?", 4, {
        SLOW: {"ewout": 3, "wendy": 2, "nadia": 1, "tarik": 2},
        OWN: {"mustafa": 4, "wendy": 2, "nadia": 3, "tarik": 2, "ewout": 1},
    }),
    lessons=(
        Learned("Eerste leerevaluatie", STREET, True,
                "Wie iets weghaalt (een bordje, een slot), leert meer dan wie iets neerzet. De straat vult de leegte zelf."),
        Learned("Eerste leerevaluatie", STREET, False,
                "Wij vroegen de ouders en vergaten de jongens van zestien. In week twee was het ballenhok leeg."),
        Learned("Tweede leerevaluatie", YARD, True,
                "Een open hek werkt als er één volwassene zit die nergens voor hoeft te zorgen."),
        Learned("Tweede leerevaluatie", YARD, False,
                "Het uur buiten op recept haalde niemand op. Een briefje van de zuster is nog geen buurkind dat aanbelt."),
    ),
    plans=(
        Plan(STREETS, {
            "title": "Een straat met een telefoonnummer",
            "form": "audio",
            "link": "https://geluid.example/kastanjestraat",
            "what": "Elke straat die wil beginnen, krijgt geen handleiding maar drie mensen die het al deden, en een dag om te gaan kijken.",
            "for_whom": "Voor bewoners die iets willen met hun straat en niet weten of het mag.",
            "society_notices": "Dat er om half vier weer geroepen wordt, en dat iedereen weet hoe laat dat ophoudt.",
            "first_step": "Dit voorjaar gaan zes straten op bezoek in de Kastanjestraat.",
            "who_is_needed": "Wendy en vijf zoals zij, en per gemeente één ambtenaar die ja mag zeggen.",
            "which_goal": "Jongeren beslissen mee over hun eigen buurt.",
        }, 40, Decided(
            "Gezamenlijk bestuur van de twaalf provincies", 19, Verdict.ADOPTED,
            "Het bestuur betaalt twee jaar lang de reiskosten en de koffie. Het vraagt geen verslag, wel een bezoek per half jaar.",
            "Jelle Brandsma, Gemeente Noorderdiep", 170,
        )),
        Plan(OPEN, {
            "title": "Het hek zonder slot",
            "form": "poster",
            "what": "Een schoolplein is na schooltijd van de buurt. De school haalt het slot eraf, de buurt zorgt dat er iemand zit.",
            "for_whom": "Voor kinderen die binnen vijf minuten lopen bij een school wonen.",
            "society_notices": "Een plek die er al was, en die nu gebruikt wordt.",
            "first_step": "De Wilgenhof en twee scholen in Noorderdiep beginnen na de vakantie.",
            "who_is_needed": "Een conciërge die meedenkt, en een verzekeraar die één keer goed leest.",
            "which_goal": "Geen kind groeit op zonder groen op loopafstand.",
        }, 25),
    ),
    cover={
        "title": "Kinderen die weer buiten spelen",
        "subtitle": "Wat werkt, wat vruchtbaar mislukte en wat wij nog niet weten",
        "foreword": "Ik ga wel, als jij niet kijkt.",
        "foreword_by": "Jongen van negen",
        "lead": "Tien interventies, twee buurten, één jaar. Het meeste dat werkte, was iets dat wij weghaalden.",
        "course": "Wij vragen eerst wie er al speelt.\nWij halen iets weg voor wij iets neerzetten.\n"
                  "Wij geven een telefoonnummer en geen handleiding.\nWat mislukt, krijgt taart.",
        "thanks": "Dank aan de conciërge van De Wilgenhof, die elke avond terugkwam. Wij hadden het hem moeten vragen.",
    },
    parts={
        "Waarom leren van wat werkt": (
            "Over kinderen die binnen zitten bestaan genoeg rapporten. Wij zochten de straat waar het anders ging.",
            ("In de Kastanjestraat speelden elke woensdag veertien kinderen. Niemand had dat geregeld. Wij wilden weten waardoor, en of een "
            "andere straat daar iets aan had.\n\n> Buiten kan wel, maar dan moet er iemand bij zijn die ook lacht.\n> — Meisje van elf"),
        ),
        "Hoe wij leerden": ("Kijken, meedoen, en elke tien weken samen zeggen wat wij zagen.", ""),
        "De interventies": ("Wat wij inzetten, van een berg zand tot een hek zonder slot.", ""),
        "Wat werkt, en wat vruchtbaar mislukte": ("Bij elke mislukking aten wij taart. Het waren er vier.", ""),
        "Verhalen": (
            "Drie middagen, verteld door wie erbij was.",
            ("## De bank\n\nWendy zette hem neer en ging naar binnen. Na een uur zaten er vier mensen die elkaar alleen van gezicht kenden. "
            "De bank staat er nog.\n\n## De berg zand\n\nOp dag één keek iedereen ernaar. Op dag drie liep er water door.\n\n## Het hek\n\n"
            "Het bleef open. Er gebeurde niets, en dat was het nieuws."),
        ),
        "Wie er niet aan tafel zat": (
            "De jongens van zestien, tot wij hen gingen zoeken.",
            "Ook ouders die ’s nachts werken, zagen wij pas in het laatste kwartaal. Hun zin over lawaai hangt nu op elk plein.",
        ),
        "Wat nieuwe groepen gaan doen": ("Niet nadoen, maar zelf beginnen, met iemand om te bellen.", ""),
        "Wat er is besloten": ("Over één voorstel is besloten, het andere ligt klaar voor de slotmiddag.", ""),
        "Open vragen": (
            "Wat wij na een jaar nog steeds niet weten.",
            ("- Speelt een kind dat buiten speelt ook vaker met een kind dat het niet kent?\n- Wat doe je in een straat waar niemand thuis is?\n"
            "- Hoe lang blijft een bank staan als Wendy verhuist?"),
        ),
    },
)  # fmt: skip
