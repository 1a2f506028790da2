"""Who takes part in the demo. Everybody and every address is invented."""

from typing import NamedTuple

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
}

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
