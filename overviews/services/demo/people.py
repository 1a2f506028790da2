"""Who takes part in the demo. Everybody and every address is invented."""

from typing import NamedTuple

from accounts.enums import MailRhythm

PASSWORD = "traject-demo"  # noqa: S105 - of the demo alone, printed at its start


class Somebody(NamedTuple):
    """A person: account, name, function, organisation (with its kind), role, team, consent."""

    email: str
    name: str
    function: str
    organisation: str
    role: str
    team: str = ""
    consent: str = "name"
    """Empty: was not asked yet, and finds the question at home."""


HOST = ("Interprovinciaal Werkverband", "civil_society")
CLIENT = ("Gezamenlijk bestuur van de twaalf provincies", "province")
ORGANISATIONS = {
    **dict([HOST, CLIENT]),
    "Provincie Overijssel": "province",
    "Provincie Zeeland": "province",
    "Provincie Limburg": "province",
    "Provincie Drenthe": "province",
    "Provincie Utrecht": "province",
    "Provincie Fryslân": "province",
    "Provincie Gelderland": "province",
    "Gemeente Veenrode": "municipality",
    "Waterschap Lage Venen": "water_authority",
    "Stichting Bewoners aan Zet": "residents",
    "Hogeschool Noordrand": "knowledge_institute",
    "Agrarisch Collectief De Venen": "company",
    "Basisschool De Wilgenhof": "civil_society",
    "Bibliotheek Veenrode": "civil_society",
    "Deurwaarders Wiarda en Stam": "company",
    "Gemeente Noorderdiep": "municipality",
    "Gezondheidsdienst Lage Venen": "agency",
    "Netwerk Slimmer Samen": "civil_society",
    "Stichting Buitenboel": "civil_society",
    "Thuiszorg De Kade": "civil_society",
    "Woonstichting Veenhoek": "civil_society",
}
"""And of what kind each is."""

LAND, CITY, RULE = "Landschap", "Stedelijke ontwikkeling", "Visie op binnenlands bestuur"
THEMES = (LAND, CITY, RULE)

ADMIN = Somebody("admin@demo.example", "Anneke Rozendal", "secretaris", HOST[0], "administrator")
FACILITATOR = Somebody("facilitator@demo.example", "Marit Duinstra", "programmamaker", HOST[0], "facilitator")
PEOPLE = (
    Somebody("coach@demo.example", "Joost Velthuis", "procesbegeleider", "Provincie Drenthe", "coach", LAND),
    Somebody("participant@demo.example", "Tarik Bouazza", "beleidsadviseur landelijk gebied",
             "Provincie Overijssel", "participant", LAND),
    Somebody("observer@demo.example", "Yara Steenvoorde", "student bestuurskunde", "Hogeschool Noordrand", "observer", LAND,
             ""),
    Somebody("supporter@demo.example", "Cornelis Baksteen", "hoogleraar", "Hogeschool Noordrand", "supporter"),
    Somebody("client@demo.example", "Hedwig van Andel", "gedeputeerde", CLIENT[0], "client"),
    Somebody("wil.aarnoutse@demo.example", "Wil Aarnoutse", "procesbegeleider", "Provincie Limburg", "coach", CITY),
    Somebody("femke.rijswaard@demo.example", "Femke Rijswaard", "procesbegeleider", "Provincie Utrecht", "coach", RULE),
    Somebody("elske.vos@demo.example", "Elske Vos", "landschapsecoloog", "Waterschap Lage Venen", "participant", LAND),
    Somebody("rogier.plantinga@demo.example", "Rogier Plantinga", "jurist", "Provincie Overijssel", "participant", LAND),
    Somebody("imke.zeldenrust@demo.example", "Imke Zeldenrust", "beleidsmedewerker natuur", "Provincie Zeeland",
             "participant", LAND),
    Somebody("ruud.molenkamp@demo.example", "Ruud Molenkamp", "rentmeester", "Provincie Limburg", "participant", LAND,
             "function"),
    Somebody("hanneke.ploeg@demo.example", "Hanneke Ploeg", "omgevingsmanager", "Provincie Fryslân", "participant", LAND),
    Somebody("wout.terpstra@demo.example", "Wout Terpstra", "landschapsarchitect", "Provincie Gelderland", "participant",
             LAND),
    Somebody("fenna.oosting@demo.example", "Fenna Oosting", "statengriffier", "Provincie Drenthe", "participant", LAND),
    Somebody("saskia.beemster@demo.example", "Saskia Beemster", "bewoner", "Stichting Bewoners aan Zet", "participant",
             LAND),
    Somebody("nadia.elidrissi@demo.example", "Nadia el Idrissi", "stedenbouwkundige", "Gemeente Veenrode", "participant",
             CITY),
    Somebody("bram.kuypers@demo.example", "Bram Kuypers", "adviseur wonen", "Provincie Limburg", "participant", CITY),
    Somebody("jolien.drost@demo.example", "Jolien Drost", "gebiedsregisseur", "Provincie Utrecht", "participant", CITY),
    Somebody("ahmet.yildirim@demo.example", "Ahmet Yıldırım", "woningcorporatie", "Gemeente Veenrode", "participant", CITY),
    Somebody("petra.schouwstra@demo.example", "Petra Schouwstra", "planoloog", "Provincie Fryslân", "participant", CITY),
    Somebody("dirk.hollander@demo.example", "Dirk Hollander", "statenlid", "Provincie Zeeland", "participant", RULE),
    Somebody("marleen.visch@demo.example", "Marleen Visch", "bestuursadviseur", "Provincie Gelderland", "participant", RULE),
    Somebody("joris.abbink@demo.example", "Joris Abbink", "controller", "Provincie Overijssel", "participant", RULE,
             "anonymous"),
    Somebody("greetje.hoeksma@demo.example", "Greetje Hoeksma", "gemeentesecretaris", "Gemeente Veenrode", "participant",
             RULE),
    Somebody("samuel.tuinstra@demo.example", "Samuel Tuinstra", "dijkgraaf", "Waterschap Lage Venen", "participant", RULE),
)  # fmt: skip

ELSEWHERE = (
    Somebody("aleid.brongers@demo.example", "Aleid Brongers", "klantmanager schulden", "Gemeente Veenrode", ""),
    Somebody("sjoerd.wiarda@demo.example", "Sjoerd Wiarda", "deurwaarder", "Deurwaarders Wiarda en Stam", ""),
    Somebody("ineke.vonk@demo.example", "Ineke Vonk", "ervaringsdeskundige", "Stichting Bewoners aan Zet", ""),
    Somebody("mehmet.kaplan@demo.example", "Mehmet Kaplan", "medewerker inning", "Waterschap Lage Venen", "", "",
             "function"),
    Somebody("tineke.schram@demo.example", "Tineke Schram", "wijkverpleegkundige", "Thuiszorg De Kade", ""),
    Somebody("bas.hulshof@demo.example", "Bas Hulshof", "huismeester", "Woonstichting Veenhoek", ""),
    Somebody("lotte.vermaat@demo.example", "Lotte Vermaat", "bibliothecaris", "Bibliotheek Veenrode", ""),
    Somebody("roelof.zuidema@demo.example", "Roelof Zuidema", "directeur", "Netwerk Slimmer Samen", ""),
    Somebody("annelies.stuiver@demo.example", "Annelies Stuiver", "organisatieadviseur", "Provincie Drenthe", ""),
    Somebody("gerben.postma@demo.example", "Gerben Postma", "strateeg", "Provincie Drenthe", ""),
    Somebody("mirjam.aalders@demo.example", "Mirjam Aalders", "programmamanager bodem", "Waterschap Lage Venen", ""),
    Somebody("hatice.demir@demo.example", "Hatice Demir", "gebiedsregisseur", "Gemeente Veenrode", ""),
    Somebody("evert.lubbers@demo.example", "Evert Lubbers", "melkveehouder", "Agrarisch Collectief De Venen", ""),
    Somebody("joke.winters@demo.example", "Joke Winters", "voorzitter dorpsraad", "Stichting Bewoners aan Zet", ""),
    Somebody("nienke.rademaker@demo.example", "Nienke Rademaker", "griffier", "Gemeente Noorderdiep", ""),
    Somebody("wieger.tolsma@demo.example", "Wieger Tolsma", "gedeputeerde", "Provincie Drenthe", ""),
    Somebody("thijs.oldenburg@demo.example", "Thijs Oldenburg", "student bestuurskunde", "Hogeschool Noordrand", ""),
    Somebody("mustafa.ersoy@demo.example", "Mustafa Ersoy", "jongerenwerker", "Stichting Buitenboel", ""),
    Somebody("carla.hendrikx@demo.example", "Carla Hendrikx", "schoolleider", "Basisschool De Wilgenhof", ""),
    Somebody("ewout.nagel@demo.example", "Ewout Nagel", "verkeerskundige", "Gemeente Veenrode", ""),
    Somebody("rianne.tol@demo.example", "Rianne Tol", "jeugdverpleegkundige", "Gezondheidsdienst Lage Venen", ""),
    Somebody("jelle.brandsma@demo.example", "Jelle Brandsma", "opbouwwerker", "Gemeente Noorderdiep", ""),
    Somebody("wendy.kuipers@demo.example", "Wendy Kuipers", "bewoner", "Stichting Bewoners aan Zet", ""),
    Somebody("ilse.roelofs@demo.example", "Ilse Roelofs", "vakdocent bewegen", "Basisschool De Wilgenhof", ""),
)  # fmt: skip
"""Who takes part in other programmes of the demo alone."""

KNOWN = {one.name.split()[0].lower(): one for one in (FACILITATOR, *PEOPLE, *ELSEWHERE)}
"""Everybody, by the first name: no two have the same."""

RHYTHMS = {
    "imke.zeldenrust@demo.example": MailRhythm.DAILY,
    "bram.kuypers@demo.example": MailRhythm.DAILY,
    "petra.schouwstra@demo.example": MailRhythm.DAILY,
    "joris.abbink@demo.example": MailRhythm.NEEDED,
}
"""How often they want mail; everybody else: as it comes."""
