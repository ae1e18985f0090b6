"""What becomes of posts: their status, time, text, language and author."""

from datetime import UTC, datetime

import pytest

from core.models import Organisation, PublishedItem
from home.models import StandardPage
from moving.models import ImportedPost, OldAddress, Question
from news.models import NewsPage
from tests.moving.exports import ARABIC_TEXT, TEXT, arabic, item

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LONG = " ".join([TEXT] * 8)
LONG_ARABIC = " ".join([ARABIC_TEXT] * 8)


def public_titles() -> set[str]:
    return set(PublishedItem.objects.public().of_type("news").values_list("title", flat=True))


def reason_of(number: int) -> str:
    return ImportedPost.objects.get(site="en", post_id=number).reason


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"status": "draft"}, "draft"),
        ({"status": "pending"}, "pending"),
        ({"status": "private"}, "private"),
        ({"status": "future", "date_gmt": "2199-01-01 00:00:00"}, "future"),
        ({"date_gmt": "2099-01-01 00:00:00"}, "future"),
        ({"password": "sesame"}, "password"),
        ({"status": "acf-disabled"}, "status"),
        ({"title": ""}, "no-title"),
        ({"content": " <p></p> "}, "no-text"),
        ({"date": "0000-00-00 00:00:00", "date_gmt": "0000-00-00 00:00:00"}, "no-date"),
        ({"title": "خبر", "content": LONG_ARABIC}, "language"),
        ({"content": f"{LONG}\n\n{LONG_ARABIC}"}, "mixed"),
    ],
)
def test_only_what_was_public_there_becomes_public(run, given, reason):
    run(item(1), item(2, **given))
    assert run.status == 0
    assert public_titles() == {"Story 1"}
    assert reason_of(2) == reason
    assert not ImportedPost.objects.get(post_id=2).page.live
    assert Question.objects.filter(post__post_id=2, reason=reason).exists()
    assert f"en,2,{given.get('title', 'Story 2')}" in run.report


@pytest.mark.parametrize(
    "given",
    [{"status": "trash"}, {"status": "auto-draft"}, {"type": "revision"}, {"type": "event"}],
)
def test_what_is_no_story_is_left_out(run, given):
    run(item(1), item(2, **given))
    assert NewsPage.objects.get().title == "Story 1"
    assert not OldAddress.objects.filter(address__in=["?p=2", "/archives/2"]).exists()


def test_kurdish_waits_for_a_person(run):
    text = "هەموو ڕۆژێک لە شارەکەدا کۆبوونەوە دەکەین و گفتوگۆ لەسەر ئاشتی دەکەین. " * 3
    run.write("en", item(9))
    run.write("ar", arabic(1, title="هەواڵ", content=text))
    run()
    assert ImportedPost.objects.get(site="ar").reason == "kurdish"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, datetime(2015, 5, 5, 7, tzinfo=UTC)),
        ({"date_gmt": "0000-00-00 00:00:00"}, datetime(2015, 5, 5, 7, tzinfo=UTC)),
        # Iraq had summer time once.
        (
            {"date": "2006-07-01 10:00:00", "date_gmt": "0000-00-00 00:00:00"},
            datetime(2006, 7, 1, 6, tzinfo=UTC),
        ),
    ],
)
def test_times_are_utc_or_else_local(run, given, expected):
    run(item(1, **given))
    assert NewsPage.objects.get().story_date == expected


def test_two_posts_of_one_title_and_date_are_two_stories(run):
    run(item(1, title="Statement", content="One text."), item(2, title="Statement", content="Two."))
    assert PublishedItem.objects.public().of_type("news").count() == 2
    assert len(set(NewsPage.objects.values_list("slug", flat=True))) == 2


def test_an_exact_repeat_is_left_out_and_its_addresses_lead_to_the_other(run):
    run(item(5, title="Statement"), item(3, title="Statement"))
    page = NewsPage.objects.get()
    first = ImportedPost.objects.get(post_id=3)
    assert first.page_id == page.pk
    assert ImportedPost.objects.get(post_id=5).repeats == first
    assert OldAddress.objects.get(address="/archives/5").post == first
    assert "repeat" in run.report


def test_a_second_run_changes_nothing(run):
    posts = [item(1, content=f'See <a href="/archives/2">two</a>. {TEXT}'), item(2)]
    run(*posts)
    before = list(ImportedPost.objects.values()), list(NewsPage.objects.values())
    sequence = PublishedItem.objects.order_by("-seq").first().seq
    run(*posts)
    assert "0 new posts are public" in run.out
    assert "2 unchanged" in run.out
    assert before == (list(ImportedPost.objects.values()), list(NewsPage.objects.values()))
    assert PublishedItem.objects.order_by("-seq").first().seq == sequence


def test_a_post_that_changed_there_is_written_anew(run):
    run(item(1), item(2))
    work = NewsPage.objects.get(title="Story 1").translation_key
    run(item(1, title="Story 1, corrected"), item(2))
    assert "1 updated, 1 unchanged" in run.out
    assert PublishedItem.objects.get(work=work).title == "Story 1, corrected"


def test_what_people_edited_here_stays(run):
    run(item(1), item(2))
    page = NewsPage.objects.get(title="Story 1")
    page.summary = "Written by a person."
    page.save_revision().publish()
    NewsPage.objects.get(title="Story 2").unpublish()
    run(item(1, content=f"{TEXT} More."), item(2, content=f"{TEXT} More."))
    page.refresh_from_db()
    assert page.summary == "Written by a person."
    assert "More." not in str(page.body)
    assert not NewsPage.objects.get(title="Story 2").live
    assert "edited" in run.report
    assert "withdrawn" in run.report


def test_what_was_deleted_here_does_not_come_back(run):
    run(item(1), item(2))
    NewsPage.objects.get(title="Story 1").delete()
    run(item(1), item(2))
    assert NewsPage.objects.get().title == "Story 2"
    assert "deleted" in run.report


def test_pages_become_pages_below_each_other_whatever_their_order(run):
    run(
        item(3, type="page", title="Small", parent=2, link="http://www.old.example/a/b/c/"),
        item(2, type="page", title="Middle", parent=1, link="http://www.old.example/a/b/"),
        item(1, type="page", title="Great", link="http://www.old.example/a/"),
    )
    small = StandardPage.objects.get(title="Small")
    assert small.get_parent().title == "Middle"
    assert small.get_parent().get_parent().title == "Great"
    assert OldAddress.objects.get(address="/a/b/c").post.page_id == small.pk


def test_nobody_is_named_unless_the_mapping_names_them(run):
    author = (
        "<wp:author><wp:author_id>7</wp:author_id><wp:author_login>login-7</wp:author_login>"
        "<wp:author_email>x@private.example</wp:author_email>"
        "<wp:author_display_name>Some Body</wp:author_display_name></wp:author>"
    )
    run(author, item(1, creator="login-7"))
    page = NewsPage.objects.get()
    assert page.byline_person is None
    file = run.folder / "report" / "mapping.txt"
    written = file.read_text(encoding="utf-8")
    assert "login-7" not in written
    assert "private.example" not in written
    Organisation.objects.create(name_en="Friends", name_ar="أصدقاء", slug="friends")
    file.write_text(written.replace("author 7 =", "author 7 = organisation:friends"), "utf-8")
    run(author, item(1, creator="login-7"), mapping=file)
    page.refresh_from_db()
    assert page.byline_organisation.slug == "friends"


def test_a_reprint_has_its_source_and_waits_for_its_licence(run):
    credit = '<p>Source: <a href="https://press.example/a?utm_source=x">The Gazette</a></p>'
    run(item(1, content=f"{credit}<p>{TEXT}</p>"), item(2))
    assert NewsPage.objects.get(title="Story 1").source_url == "https://press.example/a"
    assert Question.objects.get(kind="reprint").post.post_id == 1
    assert NewsPage.objects.get(title="Story 2").source_url == ""


def test_a_dry_run_writes_nothing(run):
    run(item(1), item(2, status="draft"), dry_run=True)
    assert run.status == 0
    assert "1 new posts would be public, 1 would be drafts" in run.out
    assert not NewsPage.objects.exists()
    assert not ImportedPost.objects.exists()


@pytest.mark.parametrize("words", [["posts.xml"], ["en=missing.xml"], ["fr=posts.xml"]])
def test_words_that_name_no_file_are_refused(run, words):
    run.run([words])
    assert run.status == 2


def test_who_saves_a_page_without_a_change_has_not_edited_it(run):
    """What was written is compared with the revision, in which times have another zone."""
    content = f'<p>{TEXT}</p><h2>Tea</h2><ul><li>one</li></ul><p><a href="/archives/2">2</a></p>'
    run(item(2), item(1, content=content))
    for page in NewsPage.objects.all():
        page.get_latest_revision_as_object().save_revision().publish()
    run(item(2, title="Another"), item(1, content=content, title="Another, too"))
    assert "2 updated" in run.out
    assert set(NewsPage.objects.values_list("title", flat=True)) == {"Another", "Another, too"}
