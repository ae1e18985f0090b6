"""When the sizes of pictures are made: by the worker, or before the transaction that needs them."""

import io

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pillow

from core.background.schedules import run_schedules
from core.background.worker import BackgroundWorker
from core.media import photos
from core.media.photos import CleanPhoto, all_filters, rendition_made_before
from core.models import PublishedItem, SiteImage
from core.publication import transactions
from tests import factories
from tests.pictures import drawing, saved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def made(monkeypatch):
    """Record what is made, and whether a publication transaction was open meanwhile."""
    found = []
    original = SiteImage.generate_rendition_file

    def recorded(image, filter, *, source=None):  # noqa: A002 - Wagtail's own name
        if rendition_made_before(image, filter.spec) is None:
            found.append((filter.spec, transactions.is_open()))
        return original(image, filter, source=source)

    monkeypatch.setattr(photos, "_ready", {})  # what the factories have made of their pictures
    monkeypatch.setattr(SiteImage, "generate_rendition_file", recorded)
    return found


@pytest.fixture
def editor(client):
    client.force_login(factories.make_user("Communications"))
    return client


def photo_block(image):
    return "photo", {"image": image, "caption": "", "credit": ""}


def shown(page):
    return PublishedItem.objects.get(page_id=page.pk).full


def test_every_width_in_both_formats_and_the_social_crop_are_made():
    assert [spec for spec in all_filters(1700) if "avif" in spec] == [
        f"width-{width}|format-avif" for width in (240, 400, 800, 1200, 1600)
    ]
    assert len(all_filters(1700)) == 2 * 5 + 1


@pytest.mark.parametrize("size", [(1600, 1200), (300, 200)])
def test_a_size_is_never_larger_than_its_picture(size):
    image = factories.make_image(size=size)
    factories.make_story(lead_image=image)
    for rendition in image.renditions.all():
        assert rendition.width <= size[0]


def test_a_large_size_of_fine_detail_is_stored_in_both_formats(tmp_path):
    image = SiteImage(
        title="Noise", file=CleanPhoto(saved(drawing(size=(1700, 1000)), "JPEG"), name="x.jpg")
    )
    image._set_image_file_metadata()
    image.save()
    factories.make_story(lead_image=image)
    for form in ("AVIF", "JPEG"):
        rendition = image.renditions.get(filter_spec=f"width-1600|format-{form.lower()}")
        with Pillow.open(io.BytesIO(rendition.file.read())) as opened:
            assert (opened.format, opened.size) == (form, (1600, 941))


def test_publishing_from_code_makes_what_is_missing_before_its_transaction(photo, made):
    story = factories.make_story(live=False, lead_image=photo, body=[photo_block(photo)])
    assert not made
    story.save_revision().publish()
    assert "renditions/" in shown(story)
    assert {is_open for _spec, is_open in made} == {False}
    assert sorted(spec for spec, _open in made) == sorted(all_filters(photo.width))


def test_what_is_due_makes_what_is_missing_before_its_transaction(photo, made):
    story = factories.make_story(live=False, lead_image=photo)
    revision = story.save_revision()
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now())
    run_schedules()
    assert "renditions/" in shown(story)
    assert {is_open for _spec, is_open in made} == {False}


def test_publishing_in_the_cms_makes_what_is_missing_before_its_transaction(photo, made, editor):
    story = factories.make_story(live=False, lead_image=photo)
    story.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    editor.post(f"{address}?id={story.pk}")
    assert "renditions/" in shown(story)
    assert {is_open for _spec, is_open in made} == {False}


def form_of(image, **changed):
    point = {f"focal_point_{part}": "" for part in ("x", "y", "width", "height")}
    return {
        "title": image.title, "alt_en": image.alt_en, "alt_ar": image.alt_ar,
        "collection": image.collection_id, "tags": "", **point, **changed,
    }  # fmt: skip


def test_another_focal_point_makes_the_social_crop_anew_and_nothing_else(photo, made, editor):
    story = factories.make_story(lead_image=photo)
    before = shown(story)
    made.clear()
    changed = form_of(
        photo, focal_point_x=900, focal_point_y=200, focal_point_width=50, focal_point_height=50
    )
    editor.post(reverse("wagtailimages:edit", args=[photo.pk]), changed)
    assert '"focal_point":{"x":75,"y":25}' in shown(story)
    assert shown(story) != before
    social = next(spec for spec in all_filters(photo.width) if spec.startswith("fill-"))
    assert made == [(social, False)]  # outside of the transaction


def test_another_file_gets_its_sizes_before_its_transaction(photo, made, editor, jpeg_bytes):
    story = factories.make_story(lead_image=photo)
    before = shown(story)
    made.clear()
    file = io.BytesIO(saved(drawing(size=(900, 600)), "JPEG"))
    file.name = "new.jpg"
    editor.post(reverse("wagtailimages:edit", args=[photo.pk]), form_of(photo, file=file))
    assert shown(story) != before
    own = all_filters(900)
    assert made == [(spec, False) for spec in own]
    photo.refresh_from_db()
    assert {each.filter_spec for each in photo.renditions.all()} == set(own)
    assert {each.width for each in photo.renditions.all()} == {240, 400, 800, 900}


@pytest.mark.django_db(transaction=True)
def test_a_file_that_code_replaces_gets_its_sizes_from_the_worker():
    image = factories.make_image()
    BackgroundWorker().run_queue()
    assert image.renditions.exists()
    with transaction.atomic():
        image.renditions.all().delete()
        image.save()
    BackgroundWorker().run_queue()
    assert {each.filter_spec for each in image.renditions.all()} == set(all_filters(image.width))
