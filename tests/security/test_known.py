"""Who reads which names and titles in the CMS: roles, addresses and kinds of secrets."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.test.utils.form_data import streamfield

from cms.privacy.library import known_media
from cms.privacy.vocabularies import known_names
from core.models import Governorate, SiteDocument, SiteImage, Topic
from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.cms import story_form
from tests.security.secrets import Secrets, make_secrets
from tests.security.walk import changed_or_named, leaks, words_in
from tests.translation.screens import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OTHERS = [roles.translators("ar"), roles.reviewers("ar")]
# Reviewers may do whatever translators may: the long walk is made for them alone.
WALKING = ["", roles.reviewers("ar")]
KNOWING = [roles.COMMUNICATIONS, roles.ADMINISTRATORS, "superuser"]


@pytest.fixture
def secrets(db) -> Secrets:
    return make_secrets()


def browser_of(role: str) -> Client:
    client = Client()
    if role == "superuser":
        client.force_login(factories.make_user(is_superuser=True))
    elif role:
        client.force_login(factories.make_user(role))
    return client


@pytest.mark.slow
@pytest.mark.parametrize("role", WALKING)
def test_nobody_reads_what_is_not_theirs_at_any_address(secrets, role):
    """Stock: names in drafts, and titles, tags and names of restricted collections."""
    assert not list(leaks(browser_of(role), secrets))


@pytest.mark.slow
@pytest.mark.parametrize("role", WALKING)
def test_no_form_changes_or_names_what_is_not_theirs(secrets, role):
    assert not list(changed_or_named(browser_of(role), secrets))


LISTS = {
    "/admin/snippets/choose/core/topic/": lambda s: s.names["topic"],
    "/admin/snippets/choose/core/person/": lambda s: s.names["person"],
    "/admin/images/chooser/": lambda s: s.images,
    "/admin/images/": lambda s: s.images,
    "/admin/documents/chooser/": lambda s: s.documents,
    "/admin/api/main/images/": lambda s: s.images,
    "/admin/translations/": lambda s: [s.pages["withdrawn"]],
    "/admin/import/?kind=draft": lambda s: [s.pages["draft"], s.pages["restricted"]],
}


@pytest.mark.parametrize("role", KNOWING)
@pytest.mark.parametrize("address", LISTS)
def test_those_whose_job_it_is_still_choose(secrets, role, address):
    text = browser_of(role).get(address).content.decode()
    for thing in LISTS[address](secrets):
        assert (getattr(thing, "title", None) or str(thing)) in text


@pytest.mark.parametrize("role", OTHERS)
def test_posts_name_nothing_either(secrets, role):
    browser = browser_of(role)
    image, document, page = secrets.images[0], secrets.documents[0], secrets.pages["draft"]
    topic = secrets.names["topic"][0]
    for address, form in {
        "/admin/import/": {"do": "accept", "question": "1"},
        f"/admin/bulk/core/topic/delete/?id={topic.pk}": {},
        f"/admin/bulk/core/siteimage/delete/?id={image.pk}": {},
        f"/admin/bulk/core/sitedocument/add_tags/?id={document.pk}": {"tags": "x"},
        f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}": {},
        f"/admin/images/chooser/{image.pk}/select_format/": {},
        f"/admin/images/{image.pk}/delete/": {},
        f"/admin/documents/delete/{document.pk}/": {},
        f"/admin/snippets/core/topic/delete/{topic.pk}/": {},
        f"/admin/editing-sessions/ping/core/topic/{topic.pk}/0/": {},
    }.items():
        answer = browser.post(address, form, follow=True)
        assert not words_in(answer), address
    assert Topic.objects.filter(pk=topic.pk).exists()
    assert SiteImage.objects.filter(pk=image.pk).exists()


def add_story(**fields) -> str:
    form = story_form("خبر", **fields)
    browser = browser_of(roles.reviewers("ar"))
    place = f"/admin/pages/add/news/newspage/{factories.news_index('ar').pk}/"
    return browser.post(place, form | {"action-publish": "1"}).content.decode()


@pytest.mark.parametrize(
    "what", ["topics", "byline_person", "partner_organisations", "governorate", "lead_image"]
)
def test_an_id_that_was_not_offered_is_not_accepted(secrets, what):
    """Stock: a posted id puts the name, or the picture, on the page."""
    secret = {
        "topics": secrets.names["topic"][0],
        "byline_person": secrets.names["person"][0],
        "partner_organisations": secrets.names["organisation"][0],
        "governorate": secrets.names["governorate"][0],
        "lead_image": secrets.images[0],
    }[what]
    add_story(**{what: str(secret.pk)})
    story = NewsPage.objects.filter(title="خبر").first()
    if story is not None:  # saved as a draft, without what is wrong
        stored = story.get_latest_revision_as_object()
        assert not {secret} & {getattr(stored, what, None)}
        assert what not in {"topics", "partner_organisations"} or not getattr(stored, what).count()


def test_a_body_takes_no_picture_of_a_restricted_collection(secrets):
    value = {"image": str(secrets.images[0].pk), "caption": "", "credit": ""}
    text = add_story(body=streamfield([("photo", value)]))
    assert "لا يمكن اختيار" in text or "cannot be chosen" in text
    assert not NewsPage.objects.filter(title="خبر", live=True).exists()


def test_what_is_on_ones_own_page_is_known(db):
    topic = factories.make_topic("River", "نهر")
    draft = factories.make_story("ar", live=False, topics=[topic])
    reviewer = factories.make_user(roles.reviewers("ar"))
    assert topic in known_names(Topic, reviewer)
    browser = Client()
    browser.force_login(reviewer)
    assert "River" in browser.get(f"/admin/pages/{draft.pk}/edit/").content.decode()


def test_public_names_and_the_governorates_are_known_to_all_who_work_here(db):
    public, hidden = factories.make_topic(), factories.make_topic()
    factories.make_story(topics=[public])
    translator = factories.make_user(roles.translators("ar"))
    assert set(known_names(Topic, translator)) == {public}
    assert known_names(Governorate, translator).count() == 19
    assert hidden in known_names(Topic, factories.make_user(roles.COMMUNICATIONS))


def test_a_right_to_view_is_enough_to_choose_among_all_names(db):
    topic = factories.make_topic()
    group = Group.objects.get(name=roles.reviewers("ar"))
    group.permissions.add(Permission.objects.get(codename="view_topic"))
    assert topic in known_names(Topic, factories.make_user(roles.reviewers("ar")))


def test_a_restricted_collection_is_open_to_its_group_and_to_who_added(secrets):
    image, (collection, *_others) = secrets.images[0], secrets.collections
    member = factories.make_user(roles.translators("ar"))
    assert image not in known_media(SiteImage, member)
    for opened in ("group", "right", "uploader"):
        user = factories.make_user(roles.translators("ar"))
        if opened == "group":
            user.groups.add(Group.objects.get(name="Board"))
        elif opened == "right":
            group = Group.objects.create(name="Archive")
            GroupCollectionPermission.objects.create(
                group=group,
                collection=collection,
                permission=Permission.objects.get(codename="choose_image"),
            )
            user.groups.add(group)
        else:
            SiteImage.objects.filter(pk=image.pk).update(uploaded_by_user=user)
        assert image in known_media(SiteImage, user), opened


def test_the_shared_library_stays_shared(db):
    image = factories.make_image(collection=Collection.get_first_root_node())
    for role in (*OTHERS, roles.COMMUNICATIONS):
        assert image in known_media(SiteImage, factories.make_user(role))
    assert not known_media(SiteDocument, factories.make_user()).exists()


# Of the import, tests/moving measures it: a reviewer may not see it.
MEASURED = {*LISTS, "/admin/pages/search/", "/admin/documents/"} - {"/admin/import/?kind=draft"}


# Wagtail's API asks for the tags of each picture; no screen of ours uses it.
@pytest.mark.parametrize("address", sorted(MEASURED - {"/admin/api/main/images/"}))
def test_the_queries_do_not_depend_on_the_number_of_rows(db, address):
    client = browser_of(roles.reviewers("ar"))
    make_secrets()
    counts = []
    for _ in range(2):
        factories.make_story(topics=[factories.make_topic()], byline_person=factories.make_person())
        factories.make_image()
        client.get(address)
        counts.append(queries_of(client, address))
    assert counts[0] == counts[1]
