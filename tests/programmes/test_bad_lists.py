"""Lists of people as they come out of somebody's computer: read line by line, nothing half-done, and never a 500."""

import codecs

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from programmes.models import Participation

HEAD = "Naam;E-mail;Organisatie;Rol;Team\r\n"
ONE = "José Ruiz;jose@x.example;Waterschap Züd;coach;Team A\r\n"


def quoted(lines):
    """Each cell in quotes."""
    return "\n".join('"' + line.replace(";", '";"') + '"' for line in lines.splitlines())


def send(cast, content, *, invite=False, text=""):
    upload = SimpleUploadedFile("mensen.csv", content, content_type="text/csv") if content is not None else ""
    data = {"people": text, "role": "participant", "team": "", "file": upload}
    url = reverse("programmes:invite", args=[cast.programme.public_id])
    return cast.client("facilitator").post(url, data | ({"invite": "yes"} if invite else {"look": ""}))


def invited(cast):
    rows = Participation.objects.filter(programme=cast.programme, person__email__endswith=".example")
    return sorted(rows.values_list("person__email", flat=True))


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + ONE).encode(),
        codecs.BOM_UTF8 + (HEAD + ONE).encode(),
        (HEAD + ONE).encode("latin-1"),
        (HEAD + ONE).encode("cp1252"),
        (HEAD + ONE).encode("utf-16"),
        codecs.BOM_UTF16_BE + (HEAD + ONE).encode("utf-16-be"),
        (HEAD + ONE).replace("\r\n", "\n").encode(),
        (HEAD + ONE).replace("\r\n", "\r").encode(),
        (HEAD + ONE).replace(";", ",").encode(),
        (HEAD + ONE).replace(";", "\t").encode(),
        ("team;rol;organisatie;e-mail;naam\nTeam A;coach;Waterschap Züd;jose@x.example;José Ruiz\n").encode(),
        ("NAAM;E-MAIL;ORGANISATIE;ROL;TEAM\n" + ONE).encode(),
        quoted(HEAD + ONE).encode(),
        ("\n\n" + HEAD + "\n" + ONE + ";;;;\n\n").encode(),
        (HEAD + ONE.replace("José", "Jose\u0301")).encode(),  # a combining accent becomes one letter
    ],
    ids=["plain", "bom", "latin-1", "cp1252", "utf-16", "utf-16-be", "unix", "old mac", "comma", "tab", "any order",
         "capitals", "quotes", "empty lines", "combining"],
)  # fmt: skip
def test_a_list_is_read_however_it_was_kept(cast, content):
    assert send(cast, content, invite=True).status_code in {200, 303}
    person = User.objects.get(email="jose@x.example")
    assert (person.name, str(person.organisation)) == ("José Ruiz", "Waterschap Züd")
    one = Participation.objects.get(programme=cast.programme, person=person)
    assert one.role == "coach"
    assert one.memberships.get().team.name == "Team A"


BAD = [
    ("a@x.example\na@x.example", ["a@x.example"], "eerdere regel"),
    ("a@x.example\nA@X.Example", ["a@x.example"], "eerdere regel"),
    ("a@x.example\n a@x.example ;", ["a@x.example"], "eerdere regel"),
    ("a+een@x.example\na+twee@x.example", ["a+een@x.example", "a+twee@x.example"], ""),
    ("zonder adres\na@x.example", ["a@x.example"], "geen e-mailadres"),
    ("a@x\nb@x.example", ["b@x.example"], "apenstaart"),
    ("a@@x.example\nb@x.example", ["b@x.example"], "typefout"),
    ("a b@x.example@y.example", [], ""),
    ("a@x.example\r\nBcc: b@y.example", ["a@x.example", "b@y.example"], ""),
    ("naam;e-mail;rol\nA;a@x.example;koning\nB;b@x.example;deelnemer", ["b@x.example"], "koning"),
    ("naam;e-mail;team\nA;a@x.example;Geen team\nB;b@x.example;Team A", ["b@x.example"], "Geen team"),
    (f"{'n' * 201} <a@x.example>\nb@x.example", ["b@x.example"], "200 tekens"),
    (f"{'l' * 400}@x.example\nb@x.example", ["b@x.example"], ""),
    ("gast-1@guest.invalid\nb@x.example", ["b@x.example"], ""),
    ("=HYPERLINK(1);a@x.example", ["a@x.example"], ""),
    ("@SUM(1+1)*cmd|' /C calc'!A0;a@x.example", ["a@x.example"], ""),
    ("<script>alert(1)</script>;a@x.example", ["a@x.example"], ""),
    ("{{ 7*7 }};a@x.example", ["a@x.example"], ""),
    ("\u202eJan;a@x.example", ["a@x.example"], ""),
    ("IJ;a@x.example", ["a@x.example"], ""),
    ("👩‍👩‍👧 Team;a@x.example", ["a@x.example"], ""),
    ('"Jan; a@x.example\nb@x.example', ["a@x.example", "b@x.example"], ""),
]


@pytest.mark.parametrize(("text", "good", "sentence"), BAD, ids=range(len(BAD)))
def test_each_line_says_what_is_wrong_with_it_and_the_good_ones_go(cast, text, good, sentence):
    look = send(cast, None, text=text)
    assert look.status_code == 200
    assert sentence in look.content.decode()
    assert "<script>alert" not in look.content.decode()
    assert invited(cast) == []  # looking invites nobody
    assert send(cast, None, text=text, invite=True).status_code in {200, 303, 422}
    assert invited(cast) == sorted(good)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "minstens één adres"),
        (b"\x00" * 100, "minstens één adres"),
        (b"x" * (1024 * 1024 + 1), "te groot"),
        ("\n".join(f"p{n}@x.example" for n in range(10_000)).encode(), "500 mensen"),
    ],
    ids=["empty", "nul", "too large", "ten thousand lines"],
)
def test_a_file_that_is_no_list_gets_a_sentence_and_invites_nobody(cast, content, sentence):
    answer = send(cast, content, invite=True)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert invited(cast) == []


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 \xff\xfe\x00", b"PK\x03\x04" + b"\x00" * 50, b"\xff\xfe\x41", b"a" * 900_000],
    ids=["pdf", "zip", "half a letter", "one line"],
)
def test_a_file_of_another_kind_is_never_a_mistake_of_ours(cast, content):
    assert send(cast, content, invite=True).status_code in {200, 422}
    assert invited(cast) == []
