"""A programme of one's own making that is still a concept: two evenings about a counter that empties."""

from overviews.services.demo.story import Story

TEAM = "De balie"

STORY = Story(
    kind="open",
    name="De balie na vijf uur",
    question="Wat doen wij met de uren die vrijkomen nu de meeste mensen hun paspoort thuis aanvragen, en voor wie is er dan juist "
    "meer tijd nodig?",
    mandate="Het college wil een voorstel van wie zelf achter de balie staat. Wat geen geld kost, mag meteen.",
    client=("Gemeente Veenrode", "municipality"),
    began=-33,
    place="Stadhuis Veenrode, publiekshal",
    cast={
        TEAM: {"coach": ("greetje",), "participant": ("ahmet", "lotte", "hatice", "nienke", "bas", "saskia")},
        "": {"supporter": ("cornelis",)},
    },
    thoughts={},
    homework={},
    cover={
        "subtitle": "Twee avonden in een lege hal",
        "lead": "Wat hier komt te staan, weten wij nog niet. Wel wie wij het vragen: wie er elke dag staat.",
    },
    parts={
        "Waarom dit traject": (
            "Om vijf uur gaat het licht in de hal uit. Wie overdag werkt, komt dus nooit.",
            "Vier van de tien uren aan de balie zijn leeg. In de andere zes is het te druk om iemand rustig te helpen.",
        ),
    },
)
