"""The picture of a person: painted anew, square and small, and seen by those who may know the face."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.models import AuditEntry
from core.clock import now
from programmes.models import Participation

MINE = reverse("accounts:picture")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.SECOND_FACTOR_FOR_ADMINISTRATORS = False


def photo(size=(600, 400), *, kind="JPEG", **options):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return SimpleUploadedFile("../ik.jpg", out.getvalue(), content_type="image/jpeg")


def with_place():
    exif = Image.Exif()
    exif[0x010E] = "Thuis in Veenrode"
    exif.get_ifd(0x8825)[1] = "N"
    return photo(exif=exif)


def of(cast, name="participant"):
    return reverse("programmes:picture", args=[cast[name].public_id])


def send(cast, upload, name="participant"):
    return cast.client(name).post(MINE, {"picture": upload})


@pytest.mark.embedded
def test_a_picture_is_kept_square_small_and_without_a_place(cast, tmp_path):
    assert send(cast, with_place()).status_code == 303
    (kept,) = tmp_path.rglob("*.jpg")
    assert b"Veenrode" not in kept.read_bytes()
    with Image.open(kept) as picture:
        assert (picture.size, dict(picture.getexif())) == ((320, 320), {})
    assert AuditEntry.objects.filter(verb="accounts.picture_changed").count() == 1
    page = cast.client("participant").get(MINE).content.decode()
    assert of(cast) in page


def test_another_picture_and_none_leave_no_file_behind(cast, tmp_path, django_capture_on_commit_callbacks):
    for data in ({"picture": photo()}, {"picture": photo((300, 900))}, {"remove": "yes"}):
        with django_capture_on_commit_callbacks(execute=True):
            assert cast.client("participant").post(MINE, data).status_code == 303
    assert list(tmp_path.rglob("*.jpg")) == []
    assert cast.client("participant").get(of(cast)).status_code == 404


@pytest.mark.parametrize(
    ("consent", "seen_by"),
    [
        (
            "name",
            {"participant", "facilitator", "coach", "observer", "client", "supporter", "other_participant"},
        ),
        ("function", {"participant", "facilitator"}),
        ("anonymous", {"participant", "facilitator"}),
    ],
)
def test_the_face_is_seen_with_the_name(cast, consent, seen_by):
    send(cast, photo())
    Participation.objects.filter(person=cast["participant"]).update(consent=consent)
    found = {name for name in cast.people if cast.client(name).get(of(cast)).status_code == 200}
    assert found == seen_by
    assert cast.client("nobody").get(of(cast)).status_code == 302


def test_lists_show_it_to_those_alone(cast):
    send(cast, photo())
    teams = reverse("teams:list", args=[cast.programme.public_id])
    assert of(cast) in cast.client("observer").get(teams).content.decode()
    Participation.objects.filter(person=cast["participant"]).update(consent="anonymous")
    assert of(cast) not in cast.client("observer").get(teams).content.decode()
    people = reverse("programmes:people", args=[cast.programme.public_id])
    assert of(cast) in cast.client("facilitator").get(people).content.decode()
    assert of(cast) not in cast.client("administrator").get(people).content.decode()


def test_who_left_is_seen_no_more(cast):
    send(cast, photo())
    Participation.objects.filter(person=cast["participant"]).update(until=now())
    assert cast.client("coach").get(of(cast)).status_code == 404


@pytest.mark.parametrize(
    "content",
    [b"", b"geen foto", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"GIF89a",
     b"\xff\xd8\xff\xe0" + b"\x00" * 99, b"%PDF-1.7", b"PK\x03\x04"],
    ids=["empty", "words", "svg", "half a gif", "half a jpeg", "pdf", "zip"],
)  # fmt: skip
def test_what_is_no_photo_gets_a_sentence(cast, content):
    answer = send(cast, SimpleUploadedFile("ik.jpg", content, content_type="image/jpeg"))
    assert answer.status_code == 422
    assert "kw-field__error" in answer.content.decode()
    cast["participant"].refresh_from_db()
    assert not cast["participant"].picture


def test_nothing_chosen_gets_a_sentence(cast):
    answer = cast.client("participant").post(MINE, {"picture": ""})
    assert answer.status_code == 422
    assert "Kies eerst een foto." in answer.content.decode()
