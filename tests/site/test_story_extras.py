"""What a story shows about itself: its length and weight, its changes, its other language."""

import gzip
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Page, Revision

from core.language.dates import local_day, long_date
from core.models import PublishedItem
from core.publication.transactions import publication_transaction
from tests import factories
from tests.site.pages import Html, get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
STATIC = Path(__file__).parents[2] / "site/static"


def of_words(word: str, number: int) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{' '.join([word] * number)}</p>")]


def published_again(story, **changed) -> None:
    """Publish as the CMS does, with some fields changed."""
    story.refresh_from_db()
    page = story.get_latest_revision_as_object()
    for name, value in changed.items():
        setattr(page, name, value)
    with publication_transaction():
        page.save_revision().publish()


def old_story(**fields):
    """Make a story that appeared on this site three days ago."""
    then = timezone.now() - timedelta(days=3)
    story = factories.make_story(story_date=then, **fields)
    Page.objects.filter(pk=story.pk).update(first_published_at=then, last_published_at=then)
    Revision.objects.filter(object_id=str(story.pk)).update(created_at=then)
    return story


@pytest.mark.parametrize(
    ("lang", "word", "shown"),
    [("en", "word", "3 minutes,"), ("ar", "كلمة", "4 دقائق،"), ("ar", "كـلمة", "4 دقائق،")],
)
def test_a_minute_holds_fewer_words_in_arabic(client, lang, word, shown):
    story = factories.make_story(lang, body=of_words(word, 720))
    assert shown in get(client, story.get_url()).text


def test_the_shortest_story_takes_a_minute(client):
    assert "1 minute," in get(client, factories.make_story().get_url()).text
    assert "دقيقة واحدة،" in get(client, factories.make_story("ar").get_url()).text


def kilobytes(page: Html) -> int:
    found = re.search(r"(\d+) KB", page.text)
    assert found
    return int(found[1])


def bytes_on_a_phone(image) -> int:
    return image.renditions.get(filter_spec="width-800|format-avif").file.size


def test_the_weight_is_what_a_phone_loads(client, photo):
    body = [*of_words("Peace", 900), ("photo", {"image": photo, "caption": "", "credit": ""})]
    story = factories.make_story(body=body, lead_image=photo)
    page = get(client, story.get_url())
    files = [STATIC / "css/site.css", STATIC / "js/share.js"]
    loaded = sum(len(gzip.compress(file.read_bytes())) for file in files)
    loaded += len(gzip.compress(page.source.encode())) + 2 * bytes_on_a_phone(photo)
    # Given in steps of five, and never much less than it is.
    assert -2 <= kilobytes(page) - loaded / 1024 <= 8


def test_pictures_weigh_what_their_files_do(client, photo):
    plain = kilobytes(get(client, factories.make_story().get_url()))
    story = factories.make_story(lead_image=photo)
    heavy = photo.renditions.get(filter_spec="width-800|format-avif")
    heavy.file.storage.delete(heavy.file.name)
    heavy.file.storage.save(heavy.file.name, ContentFile(bytes(200 * 1024)))
    assert 195 <= kilobytes(get(client, story.get_url())) - plain <= 205


def test_a_story_that_was_changed_later_says_when(client, get_item):
    story = old_story(title="Before")
    published_again(story, title="After")
    today = long_date(local_day(timezone.now()), "en")
    assert f"Updated {today}" in get(client, story.get_url()).text
    assert get_item(story)["revised_at"][:4] == str(timezone.now().year)


def test_what_is_put_right_on_the_same_day_is_not_announced(client, get_item):
    story = factories.make_story(title="Before")
    published_again(story, title="After")
    assert "Updated" not in get(client, story.get_url()).text
    assert get_item(story)["revised_at"] is None


def test_an_import_of_an_old_story_is_no_change_of_it(client):
    story = factories.make_story(title="Imported")
    then = timezone.now() - timedelta(days=2000)
    Page.objects.filter(pk=story.pk).update(first_published_at=then)
    published_again(story, title="Imported and tidied", story_date=then)
    assert "Updated" not in get(client, story.get_url()).text


def test_publishing_the_same_text_again_is_no_change_for_partners(client):
    story = old_story()
    before = PublishedItem.objects.get(page_id=story.pk)
    published_again(story)
    after = PublishedItem.objects.get(page_id=story.pk)
    assert (before.seq, before.full) == (after.seq, after.full)
    assert "Updated" not in get(client, story.get_url()).text


def test_a_correction_is_shown_with_its_day_and_announced_at_the_head(client, get_item):
    story = factories.make_story(
        correction="Thirteen took part, not <thirty>.", correction_date=date(2019, 6, 9)
    )
    page = get(client, story.get_url())
    assert "Thirteen took part, not <thirty>." in page.text
    assert "<thirty>" not in page.source
    assert page.text.count("9 June 2019") == 2
    assert "#correction" in page.links
    assert page.all("aside", id="correction")
    assert get_item(story)["correction"] == {
        "text": "Thirteen took part, not <thirty>.", "date": "2019-06-09",
    }  # fmt: skip
    plain = get(client, factories.make_story().get_url())
    assert not plain.all("aside", id="correction")
    assert "#correction" not in plain.links


def test_a_correction_without_a_day_gets_that_of_its_saving():
    story = factories.make_story(correction="Thirteen took part.")
    assert story.correction_date == local_day(timezone.now())
    assert factories.make_story().correction_date is None


def test_translators_get_the_correction_and_its_day_with_it(client):
    _original, translated = factories.make_translated_story(
        "ar", correction="شارك ثلاثة عشر.", correction_date=date(2019, 6, 9)
    )
    page = get(client, translated.get_url())
    assert page.all("aside", id="correction")
    assert "9 June 2019" in page.text
    assert "شارك ثلاثة عشر." not in page.text


def test_the_other_language_is_named_in_its_own_words_where_there_is_one(client):
    english, arabic = factories.make_pair()
    for page, other, words in (
        (english, arabic, "بالعربية أيضًا"),
        (arabic, english, "Also in English"),
    ):
        html = get(client, page.get_url())
        lang = other.language.tag
        [mark] = html.all("a", class_="also")
        assert mark["href"] == other.get_url()
        assert (mark["lang"], mark["hreflang"]) == (lang, lang)
        assert words in html.text
    assert not get(client, factories.make_story().get_url()).all("a", class_="also")


def test_caption_and_credit_are_two_things(client, get_item, photo):
    block = ("photo", {"image": photo, "caption": "In the hall", "credit": "Photo: Sara"})
    story = factories.make_story(body=[block])
    caption = '<figcaption><p>In the hall</p><p class="credit"><small>Photo: Sara</small></p>'
    assert caption in get(client, story.get_url()).source
    item = get_item(story)
    assert "<figcaption><p>In the hall</p><p><small>Photo: Sara</small></p>" in item["body_html"]
    assert item["body_text"].splitlines() == ["In the hall", "Photo: Sara"]


@pytest.mark.parametrize(
    ("length", "name"),
    [(60, None), (61, "long-title"), (100, "long-title"), (101, "longest-title")],
)
def test_long_titles_step_down(client, length, name):
    page = get(client, factories.make_story(title="x" * length).get_url())
    assert page.all("h1")[0].get("class") == name


@pytest.fixture
def get_item(client):
    """Return what partners get of a page."""

    def ask(page):
        return client.get(f"/api/v1/news/{page.work}/{page.language.tag}/").json()

    return ask
