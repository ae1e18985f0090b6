"""What the first migrate makes, and what each role may do on each tree."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db.models.signals import post_migrate
from wagtail.models import GroupPagePermission, Locale, Page, Site

from core.models import Menu, PublishedItem, User
from core.setup.roles import ADMINISTRATORS, COMMUNICATIONS, reviewers, translators
from home.models import HomePage
from tests import factories
from tests.cms import story_form
from tests.signing_in import sign_in_by_form

pytestmark = pytest.mark.django_db


def test_both_trees_exist_from_the_first_migrate_and_are_public():
    paths = set(PublishedItem.objects.public().values_list("path", flat=True))
    assert paths == {
        f"/{lang}/{index}"
        for lang in ("en", "ar")
        for index in ("", "news/", "forums/", "councils/")
    }
    assert not Page.objects.exclude(alias_of=None).exists()


def test_pages_of_the_skeleton_are_pairs():
    english, arabic = factories.news_index("en"), factories.news_index("ar")
    assert english.translation_key == arabic.translation_key


def test_migrating_again_preserves_what_staff_changed():
    home = factories.home_page("ar")
    home.title = "اسم آخر"
    home.save()
    group = Group.objects.get(name=COMMUNICATIONS)
    GroupPagePermission.objects.filter(group=group).delete()
    pages = Page.objects.count()
    call_command("migrate", verbosity=0)
    assert Page.objects.count() == pages
    assert factories.home_page("ar").title == "اسم آخر"
    assert not GroupPagePermission.objects.filter(group=group).exists()


@pytest.mark.django_db(transaction=True)
def test_a_flushed_database_gets_everything_back():
    call_command("flush", verbosity=0, interactive=False)
    assert HomePage.objects.count() == 2
    assert Locale.objects.count() == 2
    assert Site.objects.get().root_page.specific == factories.home_page("en")
    assert Group.objects.count() == 6
    assert Menu.objects.count() == 4
    assert post_migrate.has_listeners()


@pytest.mark.parametrize(
    ("role", "tree", "may_edit", "may_publish"),
    [
        (COMMUNICATIONS, "en", True, True),
        (COMMUNICATIONS, "ar", True, True),
        (translators("ar"), "ar", True, False),
        (translators("ar"), "en", False, False),
        (translators("en"), "en", True, False),
        (translators("en"), "ar", False, False),
        (reviewers("ar"), "ar", True, True),
        (reviewers("ar"), "en", False, False),
        (reviewers("en"), "en", True, True),
        (reviewers("en"), "ar", False, False),
        (ADMINISTRATORS, "en", True, True),
        (ADMINISTRATORS, "ar", True, True),
    ],
)
def test_rights_on_the_trees(role, tree, may_edit, may_publish):
    rights = factories.make_story(tree).permissions_for_user(factories.make_user(role))
    assert (rights.can_edit(), rights.can_publish()) == (may_edit, may_publish)


@pytest.mark.parametrize(
    "role", [translators("ar"), reviewers("ar"), translators("en"), COMMUNICATIONS]
)
def test_only_administrators_reach_users_and_settings(client, role):
    client.force_login(factories.make_user(role))
    for address in ("/admin/users/", "/admin/settings/core/initiativesettings/", "/admin/sites/"):
        assert client.get(address, follow=True).redirect_chain
    client.force_login(factories.make_user(ADMINISTRATORS))
    assert client.get("/admin/users/").status_code == 200
    assert client.get("/admin/settings/core/initiativesettings/", follow=True).status_code == 200


def test_a_translator_cannot_publish_by_a_direct_post(client):
    story = factories.make_story("ar", title="عنوان", live=False)
    client.force_login(factories.make_user(translators("ar")))
    form = story_form("عنوان آخر", slug=story.slug) | {"action-publish": "1"}
    client.post(f"/admin/pages/{story.pk}/edit/", form)
    story.refresh_from_db()
    assert not story.live
    assert story.get_latest_revision_as_object().title == "عنوان"


@pytest.mark.parametrize("role", [translators("ar"), reviewers("en")])
def test_translators_and_reviewers_add_pictures_and_leave_those_of_others_alone(
    client, role, photo
):
    client.force_login(factories.make_user(role))
    assert client.get("/admin/images/add/").status_code == 200
    client.post(f"/admin/images/{photo.pk}/", {"title": "x", "alt_en": "hacked"})
    client.post(f"/admin/images/{photo.pk}/delete/")
    photo.refresh_from_db()
    assert photo.alt_en == "A river"


@pytest.mark.parametrize("role", [COMMUNICATIONS, ADMINISTRATORS])
@pytest.mark.parametrize(
    "address", ["/admin/pages/{}/delete/", "/admin/bulk/wagtailcore/page/delete/?id={}"]
)
def test_nobody_deletes_a_front_page_or_a_list(client, role, address):
    client.force_login(factories.make_user(role))
    for page in (factories.home_page("ar"), factories.news_index("ar")):
        client.post(address.format(page.pk), {"confirm_site_name": "ICSSI"})
        assert Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("role", [COMMUNICATIONS, reviewers("ar")])
def test_nobody_unpublishes_a_front_page_or_a_list_among_others(client, role):
    """With “all” of a list of pages, one press switched a whole language off."""
    client.force_login(factories.make_user(role))
    story, front = factories.make_story("ar"), factories.home_page("ar")
    bulk = "/admin/bulk/wagtailcore/page/unpublish/"
    answer = client.post(f"{bulk}?id=all", follow=True)
    assert "holds other pages together" in answer.content.decode()
    live = Page.objects.filter(pk__in=[story.pk, front.pk], live=True)
    assert live.count() == 2
    client.post(f"{bulk}?id={story.pk}")
    assert live.get().pk == front.pk
    client.post(f"/admin/pages/{front.pk}/unpublish/")
    assert not live.exists()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_a_translator_submits_a_reviewer_of_the_language_can_approve(lang):
    workflow = factories.news_index(lang).get_workflow()
    task = workflow.tasks.get().specific
    names = set(task.groups.values_list("name", flat=True))
    assert names == {reviewers(lang), COMMUNICATIONS}
    assert not Page.objects.get(depth=1).has_workflow


def test_administrators_manage_collections(client):
    client.force_login(factories.make_user(ADMINISTRATORS))
    assert client.get("/admin/collections/").status_code == 200


def test_people_sign_in_by_e_mail_whatever_its_case(client):
    factories.make_user(COMMUNICATIONS, email="Staff@example.org")
    response = sign_in_by_form(client, "staff@EXAMPLE.org", "a long password")
    assert response.status_code == 302
    assert client.get("/admin/").status_code == 200


def test_one_address_belongs_to_one_user_whatever_its_case(client):
    factories.make_user(email="staff@example.org")
    client.force_login(factories.make_user(ADMINISTRATORS))
    response = client.post(
        "/admin/users/new/",
        {
            "email": "STAFF@example.org",
            "first_name": "A",
            "last_name": "B",
            "password1": "another long password",
            "password2": "another long password",
        },
    )
    assert response.status_code == 200
    assert "already exists" in str(response.context["form"].errors)
    assert User.objects.filter(email__iexact="staff@example.org").count() == 1


def test_a_user_without_an_address_cannot_be_made():
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")
