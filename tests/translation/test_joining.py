"""Two pages that were written separately become a translation, segment by segment."""

import copy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.models import PublishedItem
from core.publication.registry import join_translation
from news.models import NewsPage
from tests import factories
from tests.translation.screens import ARABIC, ENGLISH, public_text, row_of

pytestmark = pytest.mark.django_db


def make_pair(first="en", english=ENGLISH, arabic=ARABIC, **both):
    """Make an unlinked pair; return the original, which is in `first`, and the other."""
    contents = {"en": english, "ar": arabic}
    second = "ar" if first == "en" else "en"
    original = factories.make_story(first, **contents[first], **both)
    other = factories.make_story(
        second, translation_key=original.translation_key, **contents[second], **both
    )
    return original, other


@pytest.fixture(scope="module")
def made(once):
    original, other = make_pair()
    assert join_translation(original, other)
    return original, other


@pytest.fixture
def joined(db, made):
    return copy.deepcopy(made)


def ids_of(page):
    return [block.id for block in NewsPage.objects.get(pk=page.pk).body]


def published_items(page):
    return PublishedItem.objects.get(page_id=page.pk).translation_status


@pytest.mark.parametrize("first", ["en", "ar"])
def test_a_joined_pair_is_a_complete_translation_word_for_word(first):
    original, other = make_pair(first)
    before = public_text(other)
    assert join_translation(original, other)
    assert public_text(other) == before
    assert ids_of(other) == ids_of(original)
    assert (published_items(original), published_items(other)) == ("original", "complete")


def test_publishing_from_the_editor_reproduces_the_text_exactly(joined, editor):
    _original, other = joined
    before = public_text(other)
    page = editor.get(f"/admin/pages/{other.pk}/edit/")
    assert page.status_code == 200
    editor.post(f"/admin/pages/{other.pk}/edit/", {"action": "publish"})
    assert public_text(other) == before
    assert factories.translation_of(other).get_progress() == (8, 8)


def test_the_rows_are_those_that_wagtail_localize_makes(joined):
    _original, other = joined
    source = factories.translation_of(other).source
    before = set(StringSegment.objects.values_list("pk", flat=True))
    source.update_from_db()
    assert set(StringSegment.objects.values_list("pk", flat=True)) == before
    assert source.templatesegment_set.count() == 1


def test_a_changed_original_makes_the_joined_translation_outdated(joined):
    original, other = joined
    original = NewsPage.objects.get(pk=original.pk)
    original.title = "Other voices"
    original.save_revision().publish()
    assert published_items(other) == "outdated"
    assert join_translation(original, other)
    assert published_items(other) == "outdated"


def test_joining_again_after_both_changed_makes_it_complete_with_the_new_words(joined):
    original, other = joined
    for page, title in ((original, "New voices"), (other, "أصوات جديدة")):
        changed = NewsPage.objects.get(pk=page.pk)
        changed.title = title
        changed.save_revision().publish()
    assert join_translation(original, other)
    assert published_items(other) == "complete"
    assert public_text(other)[0] == "أصوات جديدة"


def test_joining_again_changes_nothing(joined):
    original, other = joined
    revisions, seq = other.revisions.count(), PublishedItem.objects.get(page_id=other.pk).seq
    assert join_translation(original, other)
    assert join_translation(other, original)
    assert other.revisions.count() == revisions
    assert PublishedItem.objects.get(page_id=other.pk).seq == seq


def test_joining_again_finds_the_strings_when_the_blocks_were_made_again(joined):
    original, other = joined
    original = NewsPage.objects.get(pk=original.pk)
    original.body = ENGLISH["body"]
    original.save_revision().publish()
    assert published_items(other) == "complete"
    assert join_translation(original, other)
    done, total = factories.translation_of(other).get_progress()
    assert done == total


def test_drafts_are_joined_as_drafts():
    original, other = make_pair(live=False)
    assert join_translation(original, other)
    page = Page.objects.get(pk=other.pk)
    assert not page.live
    assert join_translation(original, other)
    page.get_latest_revision().publish()
    assert row_of(original).public_status == "complete"


@pytest.mark.parametrize(
    "arabic",
    [
        ARABIC | {"summary": ""},
        ARABIC | {"body": ARABIC["body"][:2]},
        ARABIC
        | {"body": [*ARABIC["body"][:1], ("paragraph", "<p>سطر واحد.</p>"), ARABIC["body"][2]]},
        ARABIC | {"body": [ARABIC["body"][0], ARABIC["body"][2], ARABIC["body"][1]]},
        ARABIC
        | {"body": [*ARABIC["body"][:2], ("quote", {"text": "استمعوا.", "attribution": "علي"})]},
    ],
)
def test_pages_that_are_built_differently_stay_independent(arabic):
    original, other = make_pair(arabic=arabic)
    before = public_text(other)
    assert not join_translation(original, other)
    assert public_text(other) == before
    assert published_items(other) == "independent"
    assert not Translation.objects.filter(source__object_id=other.translation_key).exists()


def test_one_text_translated_in_two_ways_in_one_paragraph_cannot_be_joined():
    original, other = make_pair(
        english=ENGLISH | {"body": [("paragraph", "<p>Yes.</p><p>Yes.</p>")]},
        arabic=ARABIC | {"body": [("paragraph", "<p>نعم.</p><p>أجل.</p>")]},
    )
    assert not join_translation(original, other)
    assert not StringTranslation.objects.filter(data="نعم.").exists()


def test_pictures_and_addresses_of_the_translation_are_preserved():
    def body(text, image, address):
        return [
            ("paragraph", f'<p>{text} <a href="{address}">{text}</a>.</p>'),
            ("photo", {"image": image, "caption": text, "credit": ""}),
        ]

    river, mountain = factories.make_image(), factories.make_image()
    original, other = make_pair(
        english=ENGLISH | {"body": body("here", river, "https://example.org/en")},
        arabic=ARABIC | {"body": body("هنا", mountain, "https://example.org/ar")},
    )
    assert join_translation(original, other)
    factories.translation_of(other).save_target()
    page = NewsPage.objects.get(pk=other.pk)
    assert 'href="https://example.org/ar"' in page.body[0].value.source
    assert page.body[1].value["image"] == mountain


def test_captions_in_a_gallery_are_joined():
    def gallery(*captions):
        photos = [{"image": image, "caption": caption, "credit": ""} for caption in captions]
        return [("gallery", {"photos": photos})]

    image = factories.make_image()
    original, other = make_pair(
        english=ENGLISH | {"body": gallery("One", "Two")},
        arabic=ARABIC | {"body": gallery("واحد", "اثنان")},
    )
    assert join_translation(original, other)
    factories.translation_of(other).save_target()
    photos = NewsPage.objects.get(pk=other.pk).body[0].value["photos"]
    assert [photo["caption"] for photo in photos] == ["واحد", "اثنان"]


def linked(page, text):
    return [("paragraph", RichText(f'<p>{text} <a linktype="page" id="{page.pk}">{text}</a>.</p>'))]


def test_links_to_the_same_page_in_either_language_are_the_same():
    english, arabic = factories.make_pair()
    original, other = make_pair(
        english=ENGLISH | {"body": linked(english, "here")},
        arabic=ARABIC | {"body": linked(arabic, "هنا")},
    )
    assert join_translation(original, other)


@pytest.mark.parametrize("target", ["page", "address"])
def test_links_to_different_pages_leave_the_pair_independent(target):
    body = linked(factories.make_story(), "هنا")
    if target == "address":
        body = [("paragraph", '<p>هنا <a href="https://example.org">هنا</a>.</p>')]
    original, other = make_pair(
        english=ENGLISH | {"body": linked(factories.make_story(), "here")},
        arabic=ARABIC | {"body": body},
    )
    assert not join_translation(original, other)


def test_a_link_that_only_the_translation_has_leaves_the_pair_independent():
    original, other = make_pair(
        english=ENGLISH | {"body": [("paragraph", "<p>here.</p>")]},
        arabic=ARABIC
        | {"body": [("paragraph", '<p>هنا <a href="https://example.org">هنا</a>.</p>')]},
    )
    assert not join_translation(original, other)


def test_pages_of_two_works_are_not_joined():
    with pytest.raises(ValueError, match="one work"):
        join_translation(factories.make_story(), factories.make_story("ar"))


def test_a_long_pair_is_joined_in_as_many_queries_as_a_short_one():
    """Stock extraction: about six queries for each segment."""

    def long(text, count):
        return [("paragraph", "".join(f"<p>{text} {n}.</p>" for n in range(count)))]

    counts = []
    for count in (2, 12):
        original, other = make_pair(
            english=ENGLISH | {"body": long("Line", count)},
            arabic=ARABIC | {"body": long("سطر", count)},
        )
        with CaptureQueriesContext(connection) as queries:
            assert join_translation(original, other)
        counts.append(len(queries))
    assert counts[1] <= counts[0]
