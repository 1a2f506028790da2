"""The chapters of the invented koersdocument *Anders aan tafel*."""

from datetime import date

from reports.koersdocument.pdf.blocks import (
    Answers,
    ClusterBlock,
    DecisionBlock,
    Film,
    HomeworkBlock,
    IdeasBlock,
    LessonBlock,
    PhotoBlock,
    Picture,
    ProposalBlock,
    QuoteBlock,
    TextBlock,
    VoteRow,
    VotesBlock,
)
from reports.koersdocument.pdf.content import Section
from tests.reports.koersdocument.sample_ideas import CITY, LAND, RULE, ideas_of

WHY = Section(
    title="Waarom we begonnen",
    about="Twaalf provincies en één ongemakkelijke vraag",
    lead="Twaalf provincies vergaderen elke week met elkaar. Wanneer hadden ze voor het laatst samen een "
    "idee?",
    origin="H01",
    blocks=(
        TextBlock(
            "Die vraag stelde een directeur op een dinsdagmiddag, aan het eind van een overleg dat over de "
            "agenda van het "
            "volgende overleg ging. Er viel een stilte. Daarna zei iemand: in de trein terug, meestal.\n\n"
            "In de trein terug zit je naast iemand van een andere provincie en vertelt wat er echt speelt. "
            "Dat de kaart niet "
            "klopt met het land. Dat de wethouder gelijk had. Dat je eigenlijk niet weet hoe het moet. In de "
            "vergadering zeg "
            "je dat niet, want daar zit je namens iemand.",
            origin="H02",
        ),
        TextBlock(
            "Het Provincieverbond vroeg drie groepen om een jaar lang de trein terug te nemen. Bestuurders, "
            "ambtenaren en "
            "beleidsadviseurs, door elkaar, zonder opdracht van thuis. Elke groep kreeg een thema, vier "
            "avonden en een coach. "
            "Er was één afspraak: geen rapport.\n\n"
            "Dit koersdocument is dus geen rapport. Het is een verslag van wat er op tafel kwam, met de naam "
            "van de avond "
            "erbij. Wie het leest, kan van elke zin terugzoeken waar hij vandaan komt.",
            heading="Geen rapport",
            origin="H03",
        ),
        QuoteBlock(
            "Ik kwam als portefeuillehouder. Na een half uur was ik weer iemand die iets niet wist.",
            said_by="c3",
            origin="H04",
        ),
        TextBlock(
            "We spraken af dat een idee van niemand is, tot het op een kaart staat. Dat elke kaart een einde "
            "krijgt: een "
            "bundel, een voorstel, een les, of een eerlijk *niet verder*. En dat wie zijn huiswerk niet kan "
            "maken, komt "
            "vertellen wat er misging. Vooral dat laatste bleek een goede regel.\n\n"
            "Drie dingen hielden we vast, ook als het lastig werd:\n\n"
            "- eerst kijken, dan praten, dan pas kiezen;\n"
            "- altijd iemand aan tafel die er niet vanzelf zit;\n"
            "- en om tien uur naar huis, want morgen is er weer een dag.",
            heading="Drie afspraken",
            origin="H05",
        ),
    ),
)

OUTSIDE = Section(
    title="Wat we buiten hoorden",
    about="Huiswerk: ondernemers, een museum en een lege klas",
    lead="Tussen de avonden ging iedereen op pad. Een gesprek, een bezoek, een mislukking: alles telde als "
    "huiswerk.",
    origin="H06",
    blocks=(
        HomeworkBlock(
            assignment="Interview een ondernemer die je bewondert",
            text="Ze maakt stoelen van hout dat anderen weggooien, in een schuur aan het kanaal. Ik vroeg "
            "wat de provincie "
            "voor haar kan doen. Ze dacht lang na en zei: langskomen voordat het een dossier is. Ze kent "
            "veertien mensen "
            "bij de overheid. Elf daarvan heeft ze nooit gezien.",
            quote="Jullie vragen altijd naar mijn plan. Vraag eens naar mijn week.",
            quoted="Meubelmaker, in een gesprek van twee uur",
            authors=("c5",),
            origin="H07",
        ),
        HomeworkBlock(
            assignment="Bezoek een museum en vergelijk wat je ziet met waar jij over gaat",
            text="In de zaal met zeventiende-eeuwse landschappen hangt geen enkele grens. Wel wolken, en "
            "altijd iemand die "
            "ergens naar op weg is. Ik ga over een kaart vol grenzen, zonder mensen erop. Sindsdien staat er "
            "op mijn kaarten "
            "een fietser.",
            picture=Picture(
                "polder",
                "Een laag land met sloten onder een hoge lucht. Aan de einder staat een rij bomen.",
                "De polder achter het museum, zoals hij er nu bij ligt.",
            ),
            authors=("c1",),
            origin="H08",
        ),
        HomeworkBlock(
            assignment="Leg je werk uit aan een klas op de basisschool",
            text="We hebben het alle vijftien niet gedaan. De eerste kon geen school vinden, de tweede geen "
            "woorden. Bij de "
            "derde avond gaven we het toe. Als je werk niet in tien zinnen aan een kind van negen is uit te "
            "leggen, ligt dat "
            "misschien niet aan het kind. Die zin hangt nu op drie provinciehuizen aan de muur.",
            done=False,
            authors=("c2", "c6", "c9"),
            origin="H09",
        ),
    ),
)

LANDSCAPE = Section(
    title="Het land als buurman",
    about="Themateam landschap: twaalf kaarten en een film",
    lead="Een landschap heeft geen eigenaar en duizend gebruikers. Het team zocht naar een manier om het er "
    "samen over te hebben.",
    origin="H11",
    blocks=(
        TextBlock(
            "Het team begon met een wandeling van acht kilometer, dwars over een provinciegrens. Niemand zag "
            "waar die liep. "
            "Wel zagen ze een sloot die aan de ene kant werd gemaaid door het waterschap en aan de andere "
            "door een boer, met "
            "een week ertussen. De kikkers, zei de boer, hebben twee keer pech.\n\n"
            "Dat werd het beeld waar alles omheen groeide: **twee keer maaien**. Niemand doet iets verkeerd, "
            "iedereen houdt zich "
            "aan zijn eigen kalender, en toch klopt het niet.",
            origin="H12",
        ),
        ClusterBlock(
            title="Samen naar hetzelfde kijken",
            text="Vier kaarten gaan over hetzelfde: eerst samen zien, dan pas praten.",
            ideas=tuple(i for i in ideas_of(LAND) if i.code in {"I01", "I03", "I04", "I06"}),
            dots=42,
            outcome="voorstel *Twee keer maaien*".replace("*", ""),
            origin="H13",
        ),
        ProposalBlock(
            title="Twee keer maaien",
            form="Film van zeven minuten",
            team="themateam landschap",
            summary="Eén kalender voor iedereen die iets doet aan dezelfde sloot, dezelfde berm of hetzelfde "
            "bos.",
            answers=Answers(
                what="Een gedeelde kalender per landschap, die de gebruikers zelf bijhouden. De provincie "
                "zorgt dat hij er is en blijft.",
                for_whom="Voor boeren, waterschappen, natuurclubs en wegbeheerders die elkaar nu per brief "
                "leren kennen.",
                society_notices="Bermen die langer bloeien, minder machines op de weg, en één bord waarop "
                "staat wie je kunt bellen.",
                first_step="Op 1 maart 2027 beginnen twee gebieden: een stuk veenweide en een stuk heide, "
                "elk met tien gebruikers.",
                who_is_needed="Vier waterschappen, twee provincies en een coach die de eerste drie maanden "
                "meeloopt.",
                which_goal="Bestuursakkoord, doel 4: ‘Een landschap dat van iedereen is, en waar iemand op "
                "let.’",
            ),
            film=Film("https://film.provincieverbond.example/twee-keer-maaien", "Bekijk de film"),
            picture=Picture(
                "sloot",
                "Een sloot die het land in tweeën deelt; links hoog gras, rechts kort gemaaid.",
                "Een beeld uit de film: dezelfde sloot, twee kalenders.",
            ),
            authors=("c1", "c4", "c7"),
            origin="H14",
        ),
    ),
)

CITY_CHAPTER = Section(
    title="De stad die van fouten leert",
    about="Themateam stedelijke ontwikkeling: een wiki die iedereen mag verbeteren",
    lead="Elke stad heeft een la met plannen die niet doorgingen. Wat als we die la opentrekken?",
    origin="H15",
    blocks=(
        TextBlock(
            "Steden vertellen elkaar graag wat lukte. Daar zijn congressen voor, en prijzen. Wat niet lukte, "
            "vertellen ze aan "
            "de bar. Het team besloot de avonden aan de bar te houden, en schreef alles op.\n\n"
            "Zo kwam er een lijst van eenendertig plannen die strandden: een markthal zonder markt, een brug "
            "naar een wijk die "
            "er nooit kwam, een plein waar het altijd waait. Bij elk plan vroegen ze dezelfde drie dingen. "
            "Wie wist het toen al? "
            "Waarom zei diegene niets? En wie zou er nu mee geholpen zijn om het te weten?",
            origin="H16",
        ),
        IdeasBlock(
            heading="Acht kaarten van de bar",
            text="Gekozen door het team zelf; alle kaarten staan achterin.",
            ideas=tuple(ideas_of(CITY)[:8]),
            origin="H17",
        ),
        ProposalBlock(
            title="De open la",
            form="Wikipagina",
            team="themateam stedelijke ontwikkeling",
            summary="Een open naslagwerk van plannen die niet lukten, geschreven door de mensen die erbij "
            "waren.",
            answers=Answers(
                what="Een wiki met één bladzijde per plan: wat we wilden, wat er gebeurde, wat we nu weten. "
                "Iedereen mag aanvullen.",
                for_whom="Voor wie morgen aan een plan begint dat een ander gisteren heeft zien stranden.",
                society_notices="Minder tweede keren. En bestuurders die hardop zeggen wat ze geleerd "
                "hebben.",
                first_step="De eenendertig plannen van de bar staan er voor de zomer op, met toestemming van "
                "alle betrokkenen.",
                who_is_needed="Een redactie van zes mensen uit zes steden, elk een halve dag per maand.",
                which_goal="Bestuursakkoord, doel 2: ‘Bouwen aan steden waar je oud wilt worden.’",
            ),
            film=Film("https://wiki.provincieverbond.example/de-open-la", "Lees de wiki"),
            authors=("c2", "c5", "c8", "c11"),
            origin="H18",
        ),
    ),
)

GOVERNMENT = Section(
    title="Brief uit 2040",
    about="Themateam binnenlands bestuur: een besluit dat terugschrijft",
    lead="Geen visie, maar een brief terug, van iemand die er nog moet komen wonen.",
    origin="H19",
    blocks=(
        TextBlock(
            "‘Geachte dames en heren van 2026’, zo begint hij. ‘Ik woon in het huis dat jullie niet durfden "
            "te bouwen.’ De brief "
            "werd op de derde avond voorgelezen door een leerling van vijftien, die hem daarvoor niet gezien "
            "had. Halverwege "
            "stopte ze en vroeg of het echt zo was gegaan.\n\n"
            "Sindsdien is de proef eenvoudig. Leg je besluit naast een brief die je zelf uit 2040 zou kunnen "
            "krijgen. Word je er "
            "rood van, dan is het besluit nog niet af.",
            origin="H20",
        ),
        ProposalBlock(
            title="De schaamteproef",
            form="Brief uit de toekomst",
            team="themateam binnenlands bestuur",
            summary="Bij elk groot besluit schrijft iemand die er niet bij was een brief uit 2040, en leest "
            "hem voor.",
            answers=Answers(
                what="Een vast moment van tien minuten vóór de stemming. De brief gaat mee in het dossier.",
                for_whom="Voor Staten en raden die besluiten nemen waar ze zelf de uitkomst niet van zien.",
                society_notices="Besluiten die je kunt navertellen, en een stem voor wie nog niet mag "
                "stemmen.",
                first_step="Drie provincies proberen het bij hun eerstvolgende omgevingsvisie.",
                who_is_needed="Een griffier die het durft, en een school in de buurt.",
                which_goal="Bestuursakkoord, doel 7: ‘Besturen met het oog op wie na ons komt.’",
            ),
            film=Film("https://brief.provincieverbond.example/2040", "Lees de brief"),
            authors=("c3", "c6", "c9", "c15"),
            origin="H21",
        ),
        QuoteBlock(
            "Ik las mijn eigen nota terug en hoorde mijn kleindochter vragen: en toen?",
            said_by="c15",
            origin="H22",
        ),
    ),
)

DOTS = Section(
    title="Wat de stippen zeiden",
    about="Zeven bundels, 213 stippen",
    lead="Op de vierde avond kreeg iedereen vijf stippen. Ze telden alle even zwaar, ook die van de "
    "gedeputeerde.",
    origin="H23",
    blocks=(
        VotesBlock(
            title="Zeven bundels",
            text="Kaarten die bij elkaar horen, vormen een bundel. Geen bundel loopt dood: bij elke staat "
            "wat ervan is geworden, ook als dat weinig is.",
            rows=(
                VoteRow("Samen naar hetzelfde kijken", 42, 6, "Voorstel Twee keer maaien"),
                VoteRow("Brieven aan later", 38, 5, "Voorstel De schaamteproef"),
                VoteRow("Leren van wat misging", 36, 6, "Voorstel De open la"),
                VoteRow("Ruilen en uitlenen", 31, 5, "Besluit 2: twee weken bij de buren"),
                VoteRow("Geld zonder formulier", 27, 4, "Wordt onderzocht met twee rekenkamers"),
                VoteRow("Wie er niet aan tafel zit", 22, 6, "Vaste vraag bij elke avond van het vervolg"),
                VoteRow("Buiten vergaderen", 17, 4, "Niet verder: kan iedereen morgen zelf doen"),
            ),
            voters=43,
            held_on=date(2026, 6, 11),
            origin="H23",
        ),
        PhotoBlock(
            Picture(
                "tafel",
                "Kaarten met gekleurde stippen op een lange tafel, van boven gezien.",
                "De tafel na de stemronde, om tien over negen.",
            ),
            origin="H24",
        ),
    ),
)

LESSONS = Section(
    title="Wat we leerden",
    about="Vijf lessen, elk met waar zij vandaan komt",
    lead="Een les is pas een les als iemand hem ook anders had kunnen leren. Daarom staat erbij wat er "
    "gebeurde.",
    origin="H25",
    blocks=(
        LessonBlock(
            "Begin met iets dat je samen ziet",
            "Een wandeling van twee uur leverde meer op dan drie presentaties. Je hoeft het niet eens te "
            "zijn om naar dezelfde sloot te kijken.",
            learned_from="de wandeling van themateam landschap",
            origin="H12",
        ),
        LessonBlock(
            "Geef de mislukking een stoel",
            "Het huiswerk dat niemand deed, gaf het beste gesprek van het jaar. Sindsdien vragen we eerst "
            "wat er niet lukte.",
            learned_from="het huiswerk voor de basisschool",
            origin="H09",
        ),
        LessonBlock(
            "Laat de vorm het werk doen",
            "Wie een film moet maken, kan zich niet verschuilen achter een bijzin. De vorm dwingt tot "
            "kiezen, en dat is precies wat een rapport je bespaart.",
            learned_from="drie teams, drie vormen",
            origin="H25",
        ),
        LessonBlock(
            "Zeg op tijd dat iets niet doorgaat",
            "Van de zesendertig kaarten gingen er elf niet verder. Bij elk daarvan kreeg de bedenker "
            "dezelfde week bericht. Niemand haakte af.",
            learned_from="de derde en vierde avond",
            origin="H26",
        ),
        LessonBlock(
            "Stop om tien uur",
            "De beste ideeën kwamen in het laatste kwartier, omdat iedereen wist dat het het laatste was.",
            learned_from="vier avonden",
            origin="H25",
        ),
    ),
)

DECISIONS = Section(
    title="Wat er nu gebeurt",
    about="Het bestuur besloot met algemene stemmen",
    lead="Bij de zomerbarbecue lagen drie voorstellen op tafel, tussen de sla en het brood. Op 9 juli nam "
    "het bestuur er drie besluiten over.",
    origin="H27",
    blocks=(
        DecisionBlock(
            "Er komt een vervolg: drie nieuwe themateams, met dezelfde regels en andere mensen.",
            body="Bestuur van het Provincieverbond",
            decided_on=date(2026, 7, 9),
            how="met algemene stemmen",
            reason="Het bestuur zag in een jaar meer beweging dan in drie jaar overleg. Het wil weten of dat "
            "aan de mensen lag of aan de manier.",
            owner="Directeur van het Provincieverbond",
            follow_up="Begeleiders zoeken en thema’s ophalen bij de twaalf provincies",
            follow_up_on=date(2027, 1, 14),
            origin="H27",
        ),
        DecisionBlock(
            "Elke provincie leent twee mensen uit, twee weken per jaar, aan een buur naar keuze.",
            body="Bestuur van het Provincieverbond",
            decided_on=date(2026, 7, 9),
            how="met algemene stemmen",
            reason="Het kost niets dan tijd, en het levert iemand op die weet hoe het bij de buren ruikt.",
            owner="De twaalf provinciesecretarissen",
            follow_up="Eerste ruil in november 2026",
            follow_up_on=date(2027, 7, 1),
            origin="H27",
        ),
        DecisionBlock(
            "Twee gebieden beginnen met één kalender. Het verbond betaalt de coach.",
            body="Bestuur van het Provincieverbond, met twee waterschappen",
            decided_on=date(2026, 7, 9),
            how="met instemming van alle betrokkenen",
            reason="De film overtuigde, maar een sloot moet je proberen. Na twee seizoenen kijken we of het "
            "land het merkt.",
            owner="Gedeputeerde landelijk gebied van de trekkende provincie",
            follow_up="Kijken naar bloei, machines en telefoontjes",
            follow_up_on=date(2028, 10, 1),
            origin="H28",
        ),
    ),
)

CHAPTERS = (WHY, OUTSIDE, LANDSCAPE, CITY_CHAPTER, GOVERNMENT, DOTS, LESSONS, DECISIONS)
TEAMS = (LAND, CITY, RULE)
