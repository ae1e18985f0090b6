"""The picture that users give themselves: what is none is refused, and photographs lose traces."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.users.models import UserProfile

from tests import factories
from tests.core.test_avatars import send
from tests.pictures import drawing, saved
from tests.security.hostile import HOSTILE
from tests.security.hostile.cases import CANARY
from tests.security.hostile.pictures import photograph
from tests.security.hostile.searching import contains

pytestmark = pytest.mark.any_database

NO_PICTURES = [
    "pdf-information", "docx-comments", "txt-page", "txt-drawing-with-script", "txt-postscript",
    "txt-program", "mp3-sound",
]  # fmt: skip


@pytest.fixture
def user(client, db):
    made = factories.make_user("Communications", first_name="Zainab", last_name="Salam")
    client.force_login(made)
    return made


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_is_refused_under_any_name(client, user, name):
    file = SimpleUploadedFile("me.jpg", HOSTILE[name].make(), "image/jpeg")
    page = send(client, user, **{"avatar-avatar": file})
    assert page.status_code == 200
    assert "This is not a usable picture" in page.content.decode()
    assert not UserProfile.objects.get(user=user).avatar


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_has_no_trace_of_place_and_camera(client, user, form):
    content = photograph(form) if form != "WEBP" else saved(drawing(), "WEBP", exif=_exif())
    assert contains(content, CANARY)
    file = SimpleUploadedFile(f"{CANARY}.jpg", content + CANARY.encode())
    assert send(client, user, **{"avatar-avatar": file}).status_code == 302
    avatar = UserProfile.objects.get(user=user).avatar
    with avatar.open("rb") as stored:
        assert not contains(stored.read(), CANARY)
    assert CANARY not in avatar.name


def _exif() -> bytes:
    return b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + CANARY.encode()
