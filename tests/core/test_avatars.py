"""The picture that users give themselves is a photo like every other."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from wagtail.users.models import UserProfile

from tests import factories
from tests.core.test_photos import jpeg_with_gps, png_header
from tests.pictures import flat_png

pytestmark = pytest.mark.any_database


@pytest.fixture
def user(db):
    return factories.make_user("Communications", first_name="Zainab", last_name="Salam")


@pytest.fixture
def staff(client, user):
    client.force_login(user)
    return client


def send(client, user, **files):
    form = {
        "name_email-first_name": user.first_name, "name_email-last_name": user.last_name,
        "name_email-email": user.email, "locale-preferred_language": "en",
        "locale-current_time_zone": "Asia/Baghdad", "theme-theme": "system",
        "theme-density": "default", "theme-contrast": "system", "theme-keyboard_shortcuts": "on",
    }  # fmt: skip
    return client.post("/admin/account/", form | files)


def test_it_is_stored_without_metadata_small_and_under_a_random_name(staff, user):
    photo = SimpleUploadedFile("me-in-hit.jpg", jpeg_with_gps((900, 600)))
    assert send(staff, user, **{"avatar-avatar": photo}).status_code == 302
    avatar = UserProfile.objects.get(user=user).avatar
    assert "me-in-hit" not in avatar.name
    with avatar.open("rb") as stored:
        content = stored.read()
        assert Pillow.open(stored).size == (267, 400)
    assert b"Exif" not in content
    assert b"PhoneMaker" not in content


@pytest.mark.parametrize(
    "content",
    [
        b"no picture",
        jpeg_with_gps()[:300],
        png_header(60_000, 60_000),
        flat_png(5000, 5000, 1, 0, 1),
    ],
    ids=["text", "cut off", "bomb", "too large"],
)
def test_what_is_no_picture_is_refused_with_a_reason_and_the_old_one_stays(staff, user, content):
    send(staff, user, **{"avatar-avatar": SimpleUploadedFile("a.jpg", jpeg_with_gps((90, 60)))})
    before = UserProfile.objects.get(user=user).avatar.name
    answer = send(staff, user, **{"avatar-avatar": SimpleUploadedFile("b.jpg", content)})
    assert answer.status_code == 200
    assert 'class="error-message" role="alert"' in answer.content.decode()
    assert UserProfile.objects.get(user=user).avatar.name == before


def test_it_can_be_removed(staff, user):
    send(staff, user, **{"avatar-avatar": SimpleUploadedFile("a.jpg", jpeg_with_gps((90, 60)))})
    assert UserProfile.objects.get(user=user).avatar
    send(staff, user, **{"avatar-avatar-clear": "on"})
    assert not UserProfile.objects.get(user=user).avatar


def test_staff_see_it_and_nobody_else(staff, user):
    send(staff, user, **{"avatar-avatar": SimpleUploadedFile("a.jpg", jpeg_with_gps((90, 60)))})
    address = UserProfile.objects.get(user=user).avatar.url
    served = staff.get(address)
    assert served.status_code == 200
    assert served["Cache-Control"] == "private, no-store"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert staff.get("/media/avatar_images/other.jpg").status_code == 404
    staff.logout()
    assert staff.get(address).status_code == 404
