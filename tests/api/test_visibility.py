"""Nothing that is not public is in any answer, by whatever way it became so."""

from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import PageViewRestriction

from tests import factories

SECRET = "What nobody may read yet"


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def draft():
    return factories.make_story(title=SECRET, live=False)


def scheduled():
    story = factories.make_story(title=SECRET, live=False)
    story.go_live_at = datetime.now(UTC) + timedelta(days=1)
    story.save_revision().publish()
    return story


def restricted():
    story = factories.make_story(title=SECRET)
    restrict(story)
    return story


def below_a_restricted_page():
    story = factories.make_story(title=SECRET)
    restrict(factories.news_index())
    return story


def published_below_a_restricted_page():
    restrict(factories.news_index())
    return factories.make_story(title=SECRET)


def unpublished():
    story = factories.make_story(title=SECRET)
    story.unpublish()
    return story


def below_an_unpublished_page():
    story = factories.make_story(title=SECRET)
    factories.news_index().unpublish()
    return story


def alias():
    story = factories.make_story(title="Public")
    copy = story.create_alias(update_slug="copy", parent=factories.news_index())
    copy.title = SECRET
    copy.save()
    return copy


def deleted():
    story = factories.make_story(title=SECRET)
    story.delete()
    return story


@pytest.mark.parametrize(
    "make",
    [
        draft,
        scheduled,
        restricted,
        below_a_restricted_page,
        published_below_a_restricted_page,
        unpublished,
        below_an_unpublished_page,
        alias,
        deleted,
    ],
)
def test_what_is_not_public_is_in_no_answer(get, make):
    story = make()
    for path in (
        "",
        "languages/",
        "news/",
        "news/?lang=en",
        f"news/{story.work}/",
        f"news/{story.work}/en/",
        "pages/",
        "initiative/",
    ):
        assert SECRET not in get(path).content.decode()
    if make is not alias:
        assert get("news/").json()["count"] == 0
        assert get(f"news/{story.work}/en/").status_code in {404, 410}


@pytest.mark.parametrize("make", [draft, scheduled, published_below_a_restricted_page])
def test_what_was_never_public_is_not_found_rather_than_gone(get, make):
    assert get(f"news/{make().work}/en/").status_code == 404


def test_the_draft_of_a_public_story_does_not_show(get):
    story = factories.make_story(title="Public")
    story.title = SECRET
    story.save_revision()
    assert get(f"news/{story.work}/en/").json()["title"] == "Public"


def test_a_translation_that_is_not_published_is_not_named(get):
    story = factories.make_story()
    factories.make_story("ar", translation_key=story.work, title=SECRET, live=False)
    item = get(f"news/{story.work}/en/").json()
    assert item["translations"] == []
    assert get(f"news/{story.work}/ar/").json()["available"] == ["en"]


def test_a_forum_that_is_not_public_is_not_named(get):
    forum = factories.make_forum(title=SECRET)
    story = factories.make_story(forums=[forum])
    assert get(f"news/{story.work}/en/").json()["forums"][0]["title"] == SECRET
    restrict(forum)
    assert get(f"news/{story.work}/en/").json()["forums"] == []
    assert SECRET not in get("news/").content.decode()


def test_a_link_to_what_is_not_public_loses_its_address(get):
    target = factories.make_story(live=False)
    link = f'<p>See <a linktype="page" id="{target.pk}">this</a>.</p>'
    story = factories.make_story(body=[("paragraph", link)])
    item = get(f"news/{story.work}/en/").json()
    assert item["body_html"] == '<div lang="en" dir="ltr"><p>See this.</p></div>'
    target.save_revision().publish()
    item = get(f"news/{story.work}/en/").json()
    assert f'href="http://testserver/en/news/{target.slug}/"' in item["body_html"]
