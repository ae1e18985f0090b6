"""A filter that a partner has stored goes on working, whatever it is called by now."""

from importlib import import_module
from itertools import count
from unicodedata import normalize
from urllib.parse import quote

import pytest
from django.apps import apps

from core.models import FormerSlug, Governorate
from core.publication.transactions import publication_transaction
from tests import factories
from tests.api.test_parameters import faults
from tests.site.pages import get as page_at

NUMBERS = count(1)
VOCABULARIES = {
    "topic": (factories.make_topic, lambda term: {"topics": [term]}),
    "organisation": (
        factories.make_organisation,
        lambda term: {"partner_organisations": [term]},
    ),
    "governorate": (
        lambda slug: Governorate.objects.create(
            name_en=f"G{next(NUMBERS)}", name_ar=f"م{next(NUMBERS)}", slug=slug
        ),
        lambda term: {"governorate": term},
    ),
}


@pytest.fixture(params=VOCABULARIES)
def vocabulary(request, db):
    """A parameter, a maker of its terms, and of stories that show them."""
    make, shown = VOCABULARIES[request.param]
    return request.param, make, lambda term, **more: factories.make_story(**shown(term), **more)


def titles(get, query):
    response = get(f"news/?{query}")
    assert response.status_code == 200, response.content
    return [item["title"] for item in response.json()["results"]]


def is_a_typo(get, query):
    """Whether a value is refused in the words in which one that nobody ever had is."""
    name, _equals, value = query.partition("=")
    refused, invented = (get(f"news/?{name}={each}").json() for each in (value, "invented"))
    messages = [answer["errors"][0]["message"] for answer in (refused, invented)]
    return messages[0].replace(f"“{value}”", "") == messages[1].replace("“invented”", "")


def rename(term, slug):
    term.slug = slug
    term.save()


def test_a_name_is_found_by_every_slug_that_it_had_in_public(get, vocabulary):
    parameter, make, show = vocabulary
    term = make(slug="first")
    show(term, title="Shown")
    for slug in ("second", "third"):
        rename(term, slug)
    for slug in ("first", "second", "third"):
        assert titles(get, f"{parameter}={slug}") == ["Shown"], slug
    assert "Allowed: third." in get(f"news/?{parameter}=x").json()["errors"][0]["message"]


def test_what_is_withdrawn_answers_an_empty_list_and_a_typo_is_refused(get, vocabulary):
    parameter, make, show = vocabulary
    term = make(slug="first")
    story = show(term)
    rename(term, "second")
    story.unpublish()
    for slug in ("first", "second"):
        assert titles(get, f"{parameter}={slug}") == []
    assert faults(get(f"news/?{parameter}=third")) == {parameter: "unsupported"}
    if parameter != "governorate":  # the database keeps one that pages refer to
        term.delete()
    assert titles(get, f"{parameter}=first") == []


def test_a_slug_that_was_never_public_is_refused_as_a_typo(get, vocabulary):
    parameter, make, show = vocabulary
    term = make(slug="draft-slug")
    story = show(term, live=False)
    assert is_a_typo(get, f"{parameter}=draft-slug")
    rename(term, "public-slug")
    story.save_revision().publish()
    assert is_a_typo(get, f"{parameter}=draft-slug")
    story.refresh_from_db()
    story.unpublish()
    rename(term, "later-slug")
    assert is_a_typo(get, f"{parameter}=later-slug")
    assert titles(get, f"{parameter}=public-slug") == []


def test_a_slug_belongs_to_whoever_has_it_in_public_now(get, vocabulary):
    parameter, make, show = vocabulary
    one, two = make(slug="one"), make(slug="two")
    show(one, title="One")
    show(two, title="Two")
    with publication_transaction():
        rename(one, "between")
        rename(two, "one")
        rename(one, "two")
    assert titles(get, f"{parameter}=one") == ["Two"]
    assert titles(get, f"{parameter}=two") == ["One"]
    rename(one, "three")
    assert titles(get, f"{parameter}=two") == ["One"]
    secret = make(slug="two")
    show(secret, live=False)
    assert titles(get, f"{parameter}=two") == ["One"]
    show(secret, title="No secret")
    assert titles(get, f"{parameter}=two") == ["No secret"]


def test_pages_that_began_before_a_rename_go_on(get, vocabulary):
    parameter, make, show = vocabulary
    term = make(slug="first")
    for number in range(3):
        show(term, title=f"Story {number}", story_date=f"2020-01-0{number + 1}T00:00:00Z")
    following = get(f"news/?{parameter}=first&limit=1").json()["next"]
    rename(term, "second")
    page = get(following.removeprefix("http://testserver/api/v1/")).json()
    assert [item["title"] for item in page["results"]] == ["Story 1"]
    assert f"{parameter}=second" in page["next"]


@pytest.mark.parametrize("written", ["هيت-منتدى", "{encoded}", "{twice}", "{nfd}", " {work} "])
def test_a_forum_is_found_by_its_old_slugs_in_both_languages(get, written):
    english, arabic = factories.make_pair(factories.make_forum)
    for page, slugs in ((english, ("hit", "hit-forum")), (arabic, ("هيت-منتدى", "أنبار"))):
        for slug in slugs:
            page.slug = slug
            page.save_revision().publish()
    factories.make_story(title="Of it", forums=[english])
    asked = written.format(
        encoded=quote("هيت-منتدى"), twice=quote(quote("أنبار")),
        nfd=quote(normalize("NFD", "أنبار")), work=str(english.work).upper(),
    )  # fmt: skip
    for slug in ("hit", "hit-forum", asked):
        assert titles(get, f"forum={slug}") == ["Of it"], slug


def test_a_withdrawn_forum_answers_an_empty_list_whoever_still_names_it(get):
    forum, draft = factories.make_forum(slug="hit"), factories.make_forum(live=False, slug="secret")
    factories.make_story(forums=[forum, draft])
    forum.slug = "hit-forum"
    forum.save_revision().publish()
    forum.unpublish()
    for asked in ("hit", "hit-forum", forum.work):
        assert titles(get, f"forum={asked}") == []
    for asked in ("secret", draft.work):
        assert is_a_typo(get, f"forum={asked}")
    forum.delete()
    assert titles(get, "forum=hit") == []


def test_a_forum_that_moved_comes_before_one_that_was_withdrawn_at_its_old_slug(get):
    forum = factories.make_forum(slug="hit")
    factories.make_story(title="Of the first", forums=[forum])
    forum.slug = "hit-forum"
    forum.save_revision().publish()
    other = factories.make_forum(slug="hit")
    factories.make_story(title="Of the other", forums=[other])
    assert titles(get, "forum=hit") == ["Of the other"]
    other.unpublish()
    assert titles(get, "forum=hit") == ["Of the first"]


def test_the_sites_list_takes_old_slugs_too(client, db):
    topic, forum = factories.make_topic(slug="first"), factories.make_forum(slug="hit")
    arabic = factories.make_forum("ar", translation_key=forum.work, slug="هيت")
    story = factories.make_story(title="Shown here", topics=[topic], forums=[forum])
    rename(topic, "second")
    forum.slug = "hit-forum"
    forum.save_revision().publish()
    year = story.story_date.year
    for query in ("forum=hit", "forum=hit-forum", "forum=هيت", f"topic=first&year={year}"):
        page = page_at(client, f"/en/news/?{query}")
        assert "Shown here" in page.text
        [canonical] = page.all("link", rel="canonical")
        ends = (f"?topic=second&year={year}", "?forum=hit-forum")
        assert canonical["href"].endswith(ends), query
    for query in ("topic=first", "topic=second"):
        assert client.get(f"/en/news/?{query}")["Location"] == "/en/topics/second/"
    page_at(client, "/en/news/?topic=never", 404)
    forum.unpublish()
    page_at(client, "/en/news/?forum=hit", 404)
    assert arabic.live


def test_the_migration_records_the_slugs_that_are_public(get):
    topic, hidden = factories.make_topic(slug="first"), factories.make_topic(slug="hidden")
    factories.make_story(title="Shown", topics=[topic])
    factories.make_story(topics=[hidden], live=False)
    FormerSlug.objects.all().delete()
    import_module("core.migrations.0007_former_addresses").record_present_slugs(apps, None)
    assert list(FormerSlug.objects.values_list("kind", "slug", "term")) == [
        ("topic", "first", topic.pk)
    ]
    rename(topic, "second")
    assert titles(get, "topic=first") == ["Shown"]
