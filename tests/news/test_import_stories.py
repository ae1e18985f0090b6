"""What becomes of a line, and of the same line imported again or as a draft."""

from pathlib import Path
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from wagtail.models import Page, Revision

from core.models import Person, PublishedItem, SiteImage
from news.models import NewsPage
from tests import factories
from tests.news.import_runner import ARABIC, WORK, line, story

EVERYTHING = {
    "work": WORK,
    "slug": "rain",
    "forums": ["hit"],
    "topics": ["المياه"],
    "organisations": ["HELPERS"],
    "governorate": "الأنبار",
    "byline": "Jo Doe",
    "place": "Hit",
    "event_start": "2019-06-07",
    "event_end": "2019-06-07T18:00",
    "source_url": "https://example.org/rain",
    "image": "river.jpg",
    "image_alt": "A river",
}


def test_a_line_becomes_a_public_story_with_everything_it_names(run, picture):
    forum = factories.make_forum("en", title="Hit Peace Forum", slug="hit")
    topic = factories.make_topic("Water", "المياه", slug="water")
    organisation = factories.make_organisation("Helpers", "المساعدون")
    summary = run(line(**EVERYTHING))
    assert summary == "1 story imported (1 new, 0 updated, 0 unchanged), 0 refused.\n"
    page = story(slug="rain")
    assert str(page.translation_key) == WORK
    assert page.story_date.isoformat() == "2019-06-08T09:00:00+00:00"
    assert page.first_published_at == page.story_date
    assert [*page.forums.all(), *page.topics.all(), *page.partner_organisations.all()] == [
        forum,
        topic,
        organisation,
    ]
    assert (page.governorate.slug, page.place) == ("anbar", "Hit")
    assert (page.byline_person.name_en, page.byline_person.name_ar) == ("Jo Doe", "Jo Doe")
    assert page.lead_image.alt_en == "A river"
    assert page.source_url == "https://example.org/rain"
    assert PublishedItem.objects.public().get(page_id=page.pk).path == "/en/news/rain/"


def test_dates_without_an_offset_are_of_baghdad(run):
    run(line(published_at="2019-06-08", event_start="2019-06-07T10:00:00"))
    page = story()
    assert page.story_date.isoformat() == "2019-06-07T21:00:00+00:00"
    assert page.event_start.isoformat() == "2019-06-07T07:00:00+00:00"


def test_a_slug_is_made_from_the_title_in_its_own_script(run):
    run(line(**ARABIC))
    assert story().slug == "المطر-اخيرا" or story().slug.startswith("المطر")
    assert PublishedItem.objects.public().get(type="news").path.startswith("/ar/news/المطر")


def test_plain_text_becomes_paragraphs(run):
    run(line(body_html=None, body_text="One & two\nthree\n\n\nFour"))
    assert story().body.get_prep_value()[0]["value"] == (
        "<p>One &amp; two<br/>three</p><p>Four</p>"
    )


def test_every_block_has_an_id(run):
    run(line(body_html="<h2>A</h2><p>b</p><blockquote>c</blockquote>"))
    blocks = story().body.get_prep_value()
    assert [block["type"] for block in blocks] == ["heading", "paragraph", "quote"]
    assert all(UUID(block["id"]) for block in blocks)


def test_a_line_is_known_again_by_work_and_language(run):
    run(line(work=WORK))
    page = story()
    assert "1 updated" in run(line(work=WORK, title="Rain, at last"))
    assert story().title == "Rain, at last"
    assert story().slug == page.slug


@pytest.mark.parametrize(
    "known_by",
    [{"source_url": "https://example.org/1"}, {"slug": "rain"}, {}],
    ids=["source", "slug", "title and date"],
)
def test_a_line_without_work_is_known_again(run, known_by):
    run(line(**known_by))
    assert "1 updated" in run(line(summary="Other words.", **known_by))
    assert story().summary == "Other words."


def test_the_same_source_in_another_language_is_another_story(run):
    run(
        line(source_url="https://example.org/1"), line(source_url="https://example.org/1", **ARABIC)
    )
    assert NewsPage.objects.count() == 2


@pytest.mark.parametrize("is_dry_run", [False, True])
def test_two_sources_with_one_title_and_date_are_two_stories(run, is_dry_run):
    lines = [line(source_url=f"https://example.org/{number}") for number in (1, 2)]
    assert "(2 new, 0 updated, 0 unchanged)" in run(*lines, dry_run=is_dry_run)
    if is_dry_run:
        return
    assert sorted(NewsPage.objects.values_list("source_url", flat=True)) == [
        "https://example.org/1", "https://example.org/2",
    ]  # fmt: skip
    works = set(NewsPage.objects.values_list("translation_key", flat=True))
    assert "(0 new, 0 updated, 2 unchanged)" in run(*reversed(lines))
    assert set(NewsPage.objects.values_list("translation_key", flat=True)) == works


@pytest.mark.parametrize(
    "again", ["https://www.example.org/هيت/", "http://example.org/%D9%87%D9%8A%D8%AA"]
)
def test_one_source_written_otherwise_is_the_same_story(run, again):
    run(line(source_url="https://example.org/هيت"))
    assert "1 updated" in run(line(source_url=again, summary="Other words."))
    assert story().summary == "Other words."


def test_a_story_without_a_source_is_given_one_by_its_title_and_date(run):
    run(line())
    assert "1 updated" in run(line(source_url="https://example.org/1"))
    assert "1 unchanged" in run(line())
    assert story().source_url == "https://example.org/1"


def test_long_and_encoded_slugs_are_read_and_cut(run):
    title = "متطوعون في هيت يتدربون على الإعلام الاجتماعي من أجل السلام والتماسك"
    slug = quote(title.replace(" ", "-") * 3)
    lines = [
        line(title=title, slug=f"{slug}{number}", source_url=f"https://example.org/{number}")
        for number in (1, 2)
    ]
    assert "(2 new, 0 updated, 0 unchanged)" in run(*lines)
    slugs = set(NewsPage.objects.values_list("slug", flat=True))
    assert len(slugs) == 2
    assert all(slug.startswith("متطوعون-في-هيت") and len(slug) <= 60 for slug in slugs)
    assert "(0 new, 0 updated, 2 unchanged)" in run(*lines)
    assert set(NewsPage.objects.values_list("slug", flat=True)) == slugs


def test_of_two_lines_for_one_story_the_later_one_wins(run):
    summary = run(line(work=WORK), line(work=WORK, title="Later"))
    assert summary.startswith("2 stories imported (1 new, 1 updated, 0 unchanged)")
    assert story().title == "Later"


def test_an_unchanged_line_makes_no_revision(run, picture):
    factories.make_forum("en", title="Hit", slug="hit")
    keys = line(work=WORK, forums=["hit"], image="river.jpg", byline="Jo Doe")
    run(keys)
    before = Revision.objects.count()
    assert "1 unchanged" in run(keys)
    assert Revision.objects.count() == before
    assert SiteImage.objects.count() == 1


def test_an_absent_key_leaves_the_value_and_an_empty_one_clears_it(run, picture):
    topic = factories.make_topic(slug="water")
    run(line(work=WORK, topics=["water"], place="Hit", image="river.jpg", byline="Jo Doe"))
    run(line(work=WORK, title="Other"))
    page = story()
    assert (page.place, list(page.topics.all()), page.lead_image_id is not None) == (
        "Hit",
        [topic],
        True,
    )
    run(line(work=WORK, topics=[], place="", image="", byline=""))
    page = story()
    assert (page.place, list(page.topics.all()), page.lead_image_id) == ("", [], None)
    assert page.byline_person is None


def test_a_paragraph_that_stays_has_the_same_id(run):
    run(line(work=WORK, body_html="<p>One</p><h2>Two</h2><p>Three</p>"))
    before = [block["id"] for block in story().body.get_prep_value()]
    run(line(work=WORK, body_html="<h2>New</h2><p>One</p><h2>Two!</h2><p>Three</p>"))
    after = [block["id"] for block in story().body.get_prep_value()]
    assert after[1:] == before
    assert after[0] not in before


def test_a_work_that_is_another_page_is_refused(run):
    page = factories.make_page("en", title="About")
    run(line(work=str(page.translation_key)))
    assert "is not a story but the page “About”" in run.reasons[0]


def test_a_source_that_is_here_under_another_work_is_refused(run):
    run(line(work=WORK, source_url="https://example.org/1"))
    run(line(work=str(uuid4()), source_url="https://example.org/1"))
    assert run.reasons[0] == (f"line 1: work: the story from this source is already here as {WORK}")


def test_a_story_whose_source_has_moved_is_updated(run):
    run(line(work=WORK, source_url="https://example.org/1"))
    assert "1 updated" in run(line(work=WORK, source_url="https://example.org/2"))
    assert story().source_url == "https://example.org/2"


def test_a_slug_that_another_story_has_is_refused(run):
    run(line(work=WORK, slug="rain"), line(work=str(uuid4()), slug="rain"))
    assert run.reasons[0].startswith("line 2: slug: ")
    assert NewsPage.objects.count() == 1


def test_a_story_that_is_locked_in_the_cms_is_refused(run):
    run(line(work=WORK))
    Page.objects.filter(pk=story().pk).update(locked=True)
    run(line(work=WORK, title="Other"))
    assert run.reasons == ["line 1: the story is locked in the CMS"]


def test_a_story_that_was_withdrawn_in_the_cms_stays_withdrawn(run):
    run(line(work=WORK))
    story().unpublish()
    run(line(work=WORK, title="Other"))
    assert "withdrawn in the CMS and stays so" in run.reasons[0]
    assert not story().live
    assert story().get_latest_revision_as_object().title == "Other"
    assert not PublishedItem.objects.public().of_type("news").exists()


def test_drafts_are_not_public(run):
    run(line(work=WORK), draft=True)
    assert not story().live
    assert story().first_published_at is None
    assert "1 unchanged" in run(line(work=WORK), draft=True)
    assert "1 updated" in run(line(work=WORK))
    assert PublishedItem.objects.public().of_type("news").count() == 1


def test_a_public_story_gets_a_draft_beside_it(run):
    run(line(work=WORK))
    run(line(work=WORK, title="Draft"), draft=True)
    page = story()
    assert (page.live, page.title, page.has_unpublished_changes) == (True, "Rain at last", True)
    assert page.get_latest_revision_as_object().title == "Draft"
    assert PublishedItem.objects.public().get(type="news").title == "Rain at last"


def test_a_dry_run_reports_everything_and_writes_nothing(run, picture, settings):
    pages = Page.objects.count()
    lines = [
        line(work=WORK, image="river.jpg", byline="Jo Doe"),
        line(work=WORK, slug="twice", **ARABIC),
        line(slug="rain", title="A"),
        line(slug="rain", work=str(uuid4())),
        line(image="none.jpg"),
    ]
    summary = run(*lines, dry_run=True)
    assert summary == "3 stories would be imported (3 new, 0 updated, 0 unchanged), 2 refused.\n"
    assert run.failed
    assert [reason.split(": ")[:2] for reason in run.reasons] == [
        ["line 4", "slug"],
        ["line 5", "image"],
    ]
    assert Page.objects.count() == pages
    assert not Person.objects.exists()
    assert not SiteImage.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.jpg"))


def test_a_dry_run_of_changes_leaves_the_story_as_it_was(run):
    run(line(work=WORK))
    assert "0 new, 1 updated" in run(line(work=WORK, title="Other"), dry_run=True)
    assert story().title == "Rain at last"
    assert PublishedItem.objects.public().get(type="news").title == "Rain at last"


def test_importing_costs_a_bounded_number_of_queries(
    run, django_assert_max_num_queries, monkeypatch
):
    # In one transaction, however fast the machine is.
    monkeypatch.setattr("core.background.pacing.FIRST", 10)
    run(line(title="Warm"))
    with django_assert_max_num_queries(1300):
        run(*(line(title=f"Story {number}") for number in range(10)))
