"""Two lines of one work: original and translation."""

from typing import Any
from uuid import UUID

from wagtail.models import Revision

from core.models import Person, PublishedItem
from news.models import NewsPage
from tests import factories
from tests.news.import_runner import ARABIC, WORK, line, story

ENGLISH_SOURCE = "https://example.org/en/rain"
ARABIC_SOURCE = "https://example.org/ar/rain"


def pair(number: int = 0, **keys: Any) -> list[dict[str, Any]]:
    """Return the lines of a work that has a source of its own in each language."""
    keys = {"work": str(UUID(int=number + 1)), "slug": f"rain-{number}"} | keys
    return [
        line(source_url=f"{ENGLISH_SOURCE}/{number}", **keys),
        line(source_url=f"{ARABIC_SOURCE}/{number}", **ARABIC | keys),
    ]


def sources() -> dict[str, str]:
    return dict(NewsPage.objects.values_list("locale__language_code", "source_url"))


def test_the_byline_of_a_translation_completes_the_persons_name(run):
    run(line(work=WORK, byline="Jo Doe"), line(work=WORK, byline="جو دو", **ARABIC))
    person = Person.objects.get()
    assert (person.name_en, person.name_ar) == ("Jo Doe", "جو دو")
    assert NewsPage.objects.filter(byline_person=person).count() == 2


def test_two_lines_of_a_work_are_original_and_translation(run):
    run(line(work=WORK), line(work=WORK, **ARABIC))
    items = {item.lang: item for item in PublishedItem.objects.public().of_type("news")}
    assert (items["en"].translation_status, items["en"].original_lang) == ("original", "en")
    assert (items["ar"].translation_status, items["ar"].original_lang) == ("complete", "en")


def test_the_line_marked_as_original_is_the_original(run):
    run(line(work=WORK), line(work=WORK, original=True, **ARABIC))
    items = {item.lang: item for item in PublishedItem.objects.public().of_type("news")}
    assert items["en"].translation_status == "complete"
    assert {item.original_lang for item in items.values()} == {"ar"}


def test_a_joined_pair_can_be_imported_again_and_updated(run):
    english, arabic = line(work=WORK), line(work=WORK, **ARABIC)
    run(english, arabic)
    assert "2 unchanged" in run(english, arabic)
    english["body_html"] = "<p>It rained all night and all day.</p>"
    arabic["body_html"] = "<p>أمطرت طوال الليل والنهار.</p>"
    assert "2 updated" in run(english, arabic)
    assert not run.failed
    items = {item.lang: item for item in PublishedItem.objects.public().of_type("news")}
    assert "والنهار" in items["ar"].full
    assert items["ar"].translation_status == "complete"
    assert "2 unchanged" in run(english, arabic)


def test_a_translation_stays_when_only_its_original_is_updated(run):
    run(line(work=WORK), line(work=WORK, **ARABIC))
    assert "1 updated" in run(line(work=WORK, body_html="<p>It rained for two nights.</p>"))
    items = {item.lang: item for item in PublishedItem.objects.public().of_type("news")}
    assert items["ar"].translation_status == "outdated"
    assert "أمطرت" in items["ar"].full


def test_pages_that_are_built_differently_stay_independent(run):
    run(line(work=WORK), line(work=WORK, **ARABIC | {"body_html": "<p>أمطرت.</p><p>كثيراً.</p>"}))
    assert PublishedItem.objects.public().of_type("news").count() == 2


def test_drafts_of_a_work_are_joined_and_stay_drafts(run):
    run(line(work=WORK), line(work=WORK, **ARABIC), draft=True)
    assert NewsPage.objects.filter(live=False).count() == 2
    assert not PublishedItem.objects.public().of_type("news").exists()
    run(line(work=WORK), line(work=WORK, **ARABIC))
    items = {item.lang: item for item in PublishedItem.objects.public().of_type("news")}
    assert items["ar"].translation_status == "complete"


def test_a_draft_that_becomes_the_original_leaves_the_public_translation_alone(run):
    run(line(work=WORK))
    before = story().live_revision_id
    run(line(work=WORK, original=True, **ARABIC), draft=True)
    assert NewsPage.objects.get(live=True).live_revision_id == before


def test_joining_does_not_pass_over_somebodys_draft(run):
    run(line(work=WORK))
    page = story()
    page.title = "Rain, rain"
    page.save_revision()
    run(line(work=WORK, original=True, **ARABIC))
    assert story(pk=page.pk).get_latest_revision_as_object().title == "Rain, rain"


def test_a_repeated_pair_has_one_revision_for_each_page_and_line(run):
    run(line(work=WORK), line(work=WORK, **ARABIC))
    assert Revision.objects.count() == 2


def test_each_language_has_its_own_source(run):
    run(*pair())
    expected = {"en": f"{ENGLISH_SOURCE}/0", "ar": f"{ARABIC_SOURCE}/0"}
    assert sources() == expected
    items = {item.lang: item for item in PublishedItem.objects.public().of_type("news")}
    assert items["ar"].translation_status == "complete"
    assert "2 unchanged" in run(*pair())
    assert "2 updated" in run(*pair(place="Hit", title="Rain again"))
    assert sources() == expected


def test_the_source_of_a_translation_can_be_corrected_alone(run):
    run(*pair())
    english, arabic = pair()
    arabic["source_url"] = "https://example.org/ar/other"
    assert "1 updated, 1 unchanged" in run(english, arabic)
    assert sources() == {"en": english["source_url"], "ar": arabic["source_url"]}


def test_a_file_of_two_batches_is_imported_again_without_a_refusal(run):
    lines = [each for number in range(15) for each in pair(number)]
    assert "30 new" in run(*lines)
    assert "30 unchanged), 0 refused" in run(*lines)
    assert not run.failed


def test_publishing_a_translation_from_its_editor_leaves_its_source_alone(run):
    run(*pair())
    english, arabic = (NewsPage.objects.get(locale__language_code=lang) for lang in ("en", "ar"))
    english.source_url = "https://example.org/en/moved"
    english.save_revision().publish()
    factories.translation_of(arabic).save_target()
    assert sources() == {"en": english.source_url, "ar": arabic.source_url}
