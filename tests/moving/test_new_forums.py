"""Forums that the mapping file makes: drafts in both languages, to which stories belong."""

import pytest

from core.models import PublishedItem
from core.publication.registry import provenances
from forums.models import ForumPage
from moving.models import ImportedPost
from news.models import NewsPage
from tests.moving.exports import Importer, arabic, category, item, term

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LINE = (
    "new-forum najaf-social-forum = Najaf Social Forum | منتدى النجف الاجتماعي | Najaf | النجف "
    "| governorate:najaf\n"
)
TERMS = "{site} category najaf = forum:najaf-social-forum\n"


@pytest.fixture
def mapped(run: Importer) -> Importer:
    """Two exports with a category of the forum, and a mapping file that makes it."""
    run.write("en", category(3, "najaf", "Najaf"), item(1, more=term("category", "najaf")), item(2))
    run.write("ar", category(3, "najaf", "النجف"), arabic(7, more=term("category", "najaf")))
    mapping = run.folder / "mapping.txt"
    mapping.write_text(LINE + "".join(TERMS.format(site=site) for site in ("en", "ar")), "utf-8")
    return run


def import_mapped(run: Importer, **options: bool) -> str:
    return run(mapping=run.folder / "mapping.txt", **options)


def test_the_forum_is_made_as_drafts_that_are_one_work(mapped):
    import_mapped(mapped)
    assert mapped.status == 0, mapped.err
    forums = {page.locale.language_code: page for page in ForumPage.objects.all()}
    assert {lang: page.title for lang, page in forums.items()} == {
        "en": "Najaf Social Forum",
        "ar": "منتدى النجف الاجتماعي",
    }
    assert {page.city for page in forums.values()} == {"Najaf", "النجف"}
    assert {page.governorate.slug for page in forums.values()} == {"najaf"}
    assert not any(page.live for page in forums.values())
    assert len({page.translation_key for page in forums.values()}) == 1
    assert provenances([forums["ar"]])[forums["ar"].pk].source_lang == "en"
    assert not PublishedItem.objects.of_type("forum").exists()


def test_the_stories_of_its_category_belong_to_it(mapped):
    import_mapped(mapped)
    work = ForumPage.objects.get(slug="najaf-social-forum").translation_key
    for site, number in (("en", 1), ("ar", 7)):
        story = ImportedPost.objects.get(site=site, post_id=number).page.specific
        assert [forum.translation_key for forum in story.forums.all()] == [work]
    assert not NewsPage.objects.get(title="Story 2").forums.exists()


def test_its_stories_name_it_once_it_is_published(mapped):
    import_mapped(mapped)
    assert '"forums":[]' in PublishedItem.objects.get(title="Story 1").full
    ForumPage.objects.get(slug="najaf-social-forum").get_latest_revision().publish()
    assert "Najaf Social Forum" in PublishedItem.objects.get(title="Story 1").full


def test_a_second_run_makes_no_second_forum_and_changes_nothing(mapped):
    import_mapped(mapped)
    before = list(ForumPage.objects.order_by("pk").values_list("pk", "latest_revision_id"))
    import_mapped(mapped)
    assert mapped.out.startswith("0 new posts are public, 0 are drafts, 0 updated, 3 unchanged")
    assert list(ForumPage.objects.order_by("pk").values_list("pk", "latest_revision_id")) == before


def test_a_forum_that_was_renamed_here_is_not_made_anew(mapped):
    import_mapped(mapped)
    forum = ForumPage.objects.get(slug="najaf-social-forum")
    forum.slug = "najaf"
    forum.save()
    mapping = mapped.folder / "mapping.txt"
    mapping.write_text(
        mapping.read_text("utf-8").replace("forum:najaf-social-forum", "forum:najaf"), "utf-8"
    )
    import_mapped(mapped)
    assert mapped.status == 0, mapped.err
    assert ForumPage.objects.count() == 2


def test_a_dry_run_knows_the_forum_and_makes_none(mapped):
    import_mapped(mapped, dry_run=True)
    assert mapped.status == 0, mapped.err
    assert not ForumPage.objects.exists()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("new-forum x = Title | العنوان | Najaf\n", "line 1: a new forum needs its slug"),
        (LINE.replace("governorate:najaf", "governorate:atlantis"), "line 1: there is no"),
    ],
)
def test_what_is_wrong_in_the_line_is_reported_before_anything_is_written(mapped, line, reason):
    (mapped.folder / "mapping.txt").write_text(line, "utf-8")
    import_mapped(mapped)
    assert mapped.status == 2
    assert reason in mapped.err
    assert not ImportedPost.objects.exists()
    assert not ForumPage.objects.exists()
