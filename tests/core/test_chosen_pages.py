"""Whatever is chosen in a form, or posted to one, a hidden page is named to nobody."""

import pytest
from wagtail.test.utils.form_data import rich_text, streamfield
from wagtail.users.models import UserProfile

from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.cms import add_address, council_form, story_form

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SECRET = "zebra"  # as in the title and in the slug
NAME = "A page that is not public"


@pytest.fixture
def reviewer(client):
    client.force_login(factories.make_user(roles.reviewers("ar")))
    return client


@pytest.fixture
def editor_of_stories(client):
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    return client


def hidden(make=factories.make_story):
    return make("en", title="Zebra hidden", live=False)


def next_title():
    page = factories.make_story(title="Public")
    page.title = "Zebra next"
    page.save_revision()
    return page


def edit(page):
    return f"/admin/pages/{page.pk}/edit/"


def related(*pages):
    """The chosen stories, as the form posts them."""
    form = {"count": str(len(pages))}
    for number, page in enumerate(pages):
        form[str(number)] = {"order": str(number), "deleted": "", "value": str(page.pk)}
    return form


def bodies(page):
    blocks = [
        ("call_to_action", {"text": "", "label": "x", "page": str(page.pk), "address": ""}),
        ("related_pages", {"heading": "", "pages": related(page)}),
        ("paragraph", rich_text(f'<p><a linktype="page" id="{page.pk}">x</a></p>')),
    ]
    return [streamfield([block]) for block in blocks]


def test_the_form_of_a_story_names_no_hidden_pages(reviewer):
    """Stock lists the titles of all stories and forums in it."""
    hidden()
    hidden(factories.make_forum)
    text = reviewer.get(add_address("news/newspage", factories.news_index("ar"))).content.decode()
    assert SECRET not in text.lower()


def test_the_form_of_a_story_does_not_grow_with_the_stories(reviewer):
    address = add_address("news/newspage", factories.news_index("ar"))
    factories.make_story("ar", title="خبر بعينه")
    assert "خبر بعينه" not in reviewer.get(address).content.decode()


@pytest.mark.parametrize("title", ["عنوان", ""])  # saved, and refused
def test_what_is_posted_to_a_form_reveals_no_title(reviewer, title):
    """Stock: the form that comes back names whatever page has an id."""
    story = factories.make_story("ar")
    for page in (hidden(), next_title()):
        forms = [story_form(title, body=body) for body in bodies(page)]
        forms.append(story_form(title, related_stories=related(page)))
        for form in forms:
            answers = [reviewer.post(edit(story), form), reviewer.get(edit(story))]
            for answer in answers:
                assert SECRET not in answer.content.decode().lower()
    council = council_form(title, managing_forum=str(hidden(factories.make_forum).pk))
    answer = reviewer.post(
        add_address("forums/councilpage", factories.council_index("ar")), council
    )
    assert SECRET not in answer.content.decode().lower()


def test_a_public_page_is_named_in_the_form(reviewer):
    story, public = factories.make_story("ar"), factories.make_story(title="Voices")
    for body in bodies(public):
        reviewer.post(edit(story), story_form("عنوان", body=body))
        assert "voices" in reviewer.get(edit(story)).content.decode().lower()


def test_versions_are_compared_without_the_titles_of_hidden_pages(reviewer):
    story, page = factories.make_story("ar"), hidden()
    compare = f"/admin/pages/{story.pk}/revisions/compare/earliest...latest/"
    for fields in ({"body": bodies(page)[0]}, {"related_stories": related(page)}):
        reviewer.post(edit(story), story_form("عنوان", **fields))
        text = reviewer.get(compare).content.decode()
        assert NAME in text
        assert SECRET not in text.lower()


def test_hidden_pages_that_staff_chose_stay_chosen_without_their_names(reviewer):
    story, forum = hidden(), hidden(factories.make_forum)
    own = factories.make_story("ar", related_stories=[story], forums=[forum])
    text = reviewer.get(edit(own)).content.decode()
    assert text.count(NAME) > 1
    assert SECRET not in text.lower()
    form = story_form("عنوان", related_stories=related(story)) | {"forums": [str(forum.pk)]}
    reviewer.post(edit(own), form | {"action-publish": "1"})
    own = NewsPage.objects.get(pk=own.pk)
    assert (own.title, list(own.related_stories.all()), list(own.forums.all())) == (
        "عنوان",
        [story],
        [forum],
    )


def test_staff_see_what_is_chosen_by_its_newest_title(editor_of_stories):
    own = factories.make_story("ar", related_stories=[next_title(), hidden()])
    text = editor_of_stories.get(edit(own)).content.decode()
    assert "Zebra next" in text
    assert "Zebra hidden" in text
    assert NAME not in text
    for body in bodies(hidden()):
        editor_of_stories.post(edit(own), story_form("عنوان", body=body))
        assert SECRET in editor_of_stories.get(edit(own)).content.decode().lower()


def test_related_stories_are_added_and_removed_by_the_form(editor_of_stories):
    story, other = factories.make_story(), factories.make_story(title="Voices")
    for chosen in ([other], []):
        form = story_form("Hit", related_stories=related(*chosen)) | {"action-publish": "1"}
        editor_of_stories.post(edit(story), form)
        assert list(NewsPage.objects.get(pk=story.pk).related_stories.all()) == chosen


def test_each_person_chooses_pages_in_the_language_of_their_own_cms(client):
    """Stock: in that of whoever opened such a form first."""
    address = add_address("news/newspage", factories.news_index("ar"))
    for lang in ("en", "ar", "en"):
        user = factories.make_user(roles.COMMUNICATIONS)
        UserProfile.objects.create(user=user, preferred_language=lang)
        client.force_login(user)
        html = client.get(address).content.decode()
        assert ("Choose a page" in html) == (lang == "en")
