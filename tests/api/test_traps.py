"""The known traps of the stack (contract of the API, §8): one test for each.

Each reads like its line there; the rest of its subject is tested where it belongs
(`test_visibility`, `test_dependents_*`, `test_problems`, `tests/core`, `tests/translation`).
"""

import io
import threading
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone
from PIL import Image as Pillow
from wagtail.models import Page, PageViewRestriction

from core.models import PublishedItem, SiteImage, Topic
from core.publication.counter import next_seqs
from core.publication.repair import reconcile
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from tests import factories


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def arabic_alias(story: Page) -> Page:
    return story.copy_for_translation(factories.locale("ar"), alias=True)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/nothing/",
        "/api/nothing",
        "/feeds/nothing/",
        "/oembed/nothing/",
        "/embed/nothing/",
        "/media/nothing.jpg",
    ],
)
def test_an_unknown_address_is_404_and_never_redirected_to_a_language(client, db, path):
    response = client.get(path, headers={"Accept-Language": "ar"})
    assert response.status_code == 404
    assert "Location" not in response


def test_restricting_an_english_page_leaves_no_arabic_alias_served(client, get):
    story = factories.make_story(title="Nobody may read this")
    alias = arabic_alias(story)
    restrict(story)
    assert client.get(f"/ar/news/{alias.slug}/").status_code == 404
    assert get(f"news/{story.work}/ar/").status_code == 404
    assert "Nobody may read this" not in get("news/").content.decode()


def test_an_alias_lists_no_english_text_as_arabic(client, get):
    story = factories.make_story()
    alias = arabic_alias(story)
    assert alias.live
    assert get("news/?lang=ar").json()["count"] == 0
    assert get(f"news/{story.work}/en/").json()["translations"] == []
    assert client.get(f"/ar/news/{alias.slug}/").status_code == 404


def test_an_arabic_page_with_no_string_translated_cannot_be_published(get):
    story = factories.make_story(title="We met")
    draft = factories.begin_translation(story)
    with pytest.raises(RefusedError):
        draft.get_latest_revision().publish()
    with pytest.raises(RefusedError):
        factories.translation_of(draft).save_target(publish=True)
    assert get(f"news/{story.work}/ar/").status_code == 404


def test_an_untranslated_page_that_was_made_live_past_all_guards_is_not_public(client, get):
    story = factories.make_story(title="We met")
    draft = factories.begin_translation(story)
    draft.live = True
    draft.save()
    assert get(f"news/{story.work}/ar/").status_code == 404
    assert client.get(f"/ar/news/{draft.slug}/").status_code == 404


def test_unpublishing_an_original_leaves_its_translation_and_nothing_of_itself(get):
    story, arabic = factories.make_translated_story(title="Withdrawn")
    story.unpublish()
    gone = get(f"news/{story.work}/en/")
    assert gone.status_code == 410
    assert [edition["lang"] for edition in gone.json()["translations"]] == ["ar"]
    left = get(f"news/{arabic.work}/ar/")
    assert left.json()["translations"] == []
    assert "Withdrawn" not in left.content.decode()


def test_a_live_page_below_a_draft_is_not_served(client, get):
    parent = factories.make_page(live=False)
    child = factories.make_page(parent=parent)
    assert child.live
    assert client.get(f"/en/{parent.slug}/{child.slug}/").status_code == 404
    assert get(f"pages/{child.work}/en/").status_code == 404


@pytest.mark.parametrize("asked", ["en", "ar"])
def test_links_follow_the_items_language_not_the_requests_and_are_absolute(get, asked):
    english, arabic = factories.make_pair()
    link = f'<p><a linktype="page" id="{english.pk}">هنا</a></p>'
    story = factories.make_story("ar", body=[("paragraph", link)])
    body = get(f"news/{story.work}/ar/", **{"Accept-Language": asked}).json()["body_html"]
    address = PublishedItem.objects.get(page_id=arabic.pk)
    assert address.path.startswith("/ar/news/")
    assert 'href="http://testserver/ar/news/' in body
    assert "linktype" not in body


def test_choosers_in_bodies_give_no_bare_ids(get, photo):
    story = factories.make_story(body=[("photo", {"image": photo})])
    item = get(f"news/{story.work}/en/").json()
    assert 'src="http://testserver/media/' in item["body_html"]
    assert 'alt="A river"' in item["body_html"]


def test_pictures_contain_no_gps(get):
    exif = Pillow.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (33.0, 25.0, 40.0), 3: "E", 4: (43.0, 18.0, 0.0)})
    buffer = io.BytesIO()
    Pillow.new("RGB", (1200, 800)).save(buffer, "JPEG", exif=exif)
    assert Pillow.open(buffer).getexif().get_ifd(0x8825)
    image = SiteImage.objects.create(
        title="x", file=ContentFile(buffer.getvalue(), name="gps.jpg"), alt_en="x"
    )
    get(f"news/{factories.make_story(lead_image=image).work}/en/")
    assert image.renditions.exists()
    for file in (image.file, *(rendition.file for rendition in image.renditions.all())):
        with file.open() as stored:
            assert not Pillow.open(stored).getexif()


def test_what_has_expired_is_gone_before_the_schedule_runs(get):
    story = factories.make_story()
    story.expire_at = timezone.now() + timedelta(days=1)
    story.save_revision().publish()
    a_second_ago = timezone.now() - timedelta(seconds=1)
    PublishedItem.objects.filter(page_id=story.pk).update(expires_at=a_second_ago)
    story.refresh_from_db()
    assert story.live
    assert get(f"news/{story.work}/en/").status_code == 410
    assert get("news/").json()["results"] == []


def test_a_bulk_update_is_caught_by_reconciling(get):
    story = factories.make_story()
    Page.objects.filter(pk=story.pk).update(live=False)
    reconcile()
    assert get(f"news/{story.work}/en/").status_code == 410


def test_publishing_a_source_brings_none_of_its_aliases_to_the_public(get):
    story = factories.make_story(title="Before")
    arabic_alias(story)
    story.title = "After"
    story.save_revision().publish()
    assert [item["title"] for item in get("news/").json()["results"]] == ["After"]
    assert get("news/?lang=ar").json()["results"] == []


def test_a_change_of_privacy_reaches_clients_that_cached_an_answer(get):
    story = factories.make_story()
    tag = get("news/")["ETag"]
    restrict(story)
    answer = get("news/", **{"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.json()["results"] == []


def test_a_limit_that_is_too_high_is_refused_not_clamped(get):
    assert get("news/?limit=100").status_code == 200
    answer = get("news/?limit=101")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "limit"


def test_format_is_an_unknown_parameter_like_any_other(get):
    answer = get("news/?format=xml")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "format"


@pytest.mark.django_db(transaction=True)
def test_whoever_sees_a_number_can_see_all_that_was_done_under_lower_ones():
    """A sequence would let a reader pass over the number of a slow transaction."""
    is_taken = threading.Event()
    numbers, is_seen = {}, []

    def slow() -> None:
        with publication_transaction():
            numbers["slow"] = next_seqs(1)
            is_taken.set()
            factories.make_topic("Slow")
            threading.Event().wait(0.3)
        connection.close()

    def quick() -> None:
        is_taken.wait(5)
        with transaction.atomic():
            numbers["quick"] = next_seqs(1)
            is_seen.append(Topic.objects.filter(name_en="Slow").exists())
        connection.close()

    threads = [threading.Thread(target=work) for work in (slow, quick)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert numbers["slow"] < numbers["quick"]
    assert is_seen == [True]
