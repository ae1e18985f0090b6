"""Titles and drafts that are not public are for those who may find the page in the explorer."""

import copy

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Page, PageViewRestriction

from core.setup import roles
from tests import factories
from tests.translation.screens import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BULK = "/admin/bulk/wagtailcore/page"
ROUTES = {
    "browse": "/admin/choose-page/{index}/?page_type=wagtailcore.page",
    "internal link": "/admin/choose-page/{index}/?allow_external_link=true&multiple=1",
    "below": "/admin/choose-page/{page}/",
    "search": "/admin/choose-page/search/?q=Zebra",
    "search of a type": "/admin/choose-page/search/?q=Zebra&page_type=news.newspage",
    "chosen": "/admin/choose-page/chosen-multiple/?id={page}&id={public}",
    **{name: f"{BULK}/{name}/?id={{page}}" for name in ("unpublish", "publish", "delete", "move")},
    "page types": "/admin/reports/page-types-usage/",
    "page types below": "/admin/reports/page-types-usage/results/",
}
SECRET = "Zebra hidden"
KINDS = ["draft", "withdrawn", "restricted"]


def hidden(kind="draft"):
    page = factories.make_story(title=f"{SECRET} {kind}", live=kind != "draft")
    if kind == "withdrawn":
        page.unpublish()
    if kind == "restricted":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        page.save()
    return page


@pytest.fixture(scope="module")
def made(once):
    page = factories.make_story(title="Zebra public")
    page.title = "Zebra hidden next"
    page.save_revision()
    return page, [hidden(kind) for kind in KINDS]


@pytest.fixture
def public(db, made):
    """A public page whose next title is a draft."""
    return copy.deepcopy(made[0])


@pytest.fixture
def secrets(db, made):
    """One page of each kind that others do not find."""
    return copy.deepcopy(made[1])


def sign_in_to_group(client, role):
    """Sign in as a member of a group; of one that may enter the CMS and nothing else if empty."""
    group, is_new = Group.objects.get_or_create(name=role or "Guests")
    if is_new:
        group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = factories.make_user()
    user.groups.add(group)
    client.force_login(user)
    return client


def address(name, page, public):
    return ROUTES[name].format(index=factories.news_index().pk, page=page.pk, public=public.pk)


@pytest.mark.parametrize("role", [roles.translators("ar"), ""])
def test_hidden_titles_are_not_shown_to_others(client, public, secrets, role):
    """Stock: whoever may sign in to the CMS reads the title of every page here."""
    sign_in_to_group(client, role)
    for name in ROUTES:
        for page in secrets:
            place = address(name, page, public)
            for answer in (client.get(place), client.post(place, {"include_descendants": ""})):
                assert SECRET not in answer.content.decode(), (name, page.title)
                assert answer.status_code in {200, 302, 404, 405}, (name, page.title)


@pytest.mark.parametrize("role", [roles.translators("ar"), ""])
def test_public_pages_are_offered_by_their_public_titles(client, public, role):
    sign_in_to_group(client, role)
    for name in ("browse", "internal link", "search", "chosen"):
        assert "Zebra public" in client.get(address(name, public, public)).content.decode(), name


def test_staff_still_see_everything(client, public, secrets):
    sign_in_to_group(client, roles.COMMUNICATIONS)
    for name in ROUTES:
        answer = client.get(address(name, secrets[0], public))
        assert answer.status_code == 200, name
        assert SECRET in answer.content.decode(), name


def test_the_chooser_is_walked_from_the_root_to_the_pages(client, public):
    sign_in_to_group(client, roles.translators("ar"))
    root = client.get("/admin/choose-page/?page_type=wagtailcore.page&locale=en").json()["html"]
    front = factories.home_page("en")
    assert f"/admin/choose-page/{front.pk}/" in root
    assert (
        f"/admin/choose-page/{public.get_parent().pk}/"
        in (client.get(f"/admin/choose-page/{front.pk}/").json()["html"])
    )


def test_the_chooser_does_not_begin_below_a_hidden_page(client, db):
    factories.make_story()
    index = Page.objects.get(pk=factories.news_index().pk).specific
    index.title = f"{SECRET} index"
    index.unpublish()
    index.save()
    answer = sign_in_to_group(client, "").get("/admin/choose-page/?page_type=news.newspage")
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?from=mail"])
def test_a_typed_address_shows_no_title_either(client, public, secrets, query):
    """Stock: the address of any live page, restricted ones too, is answered with its title."""
    sign_in_to_group(client, roles.translators("ar"))
    for page in (*secrets, public):
        form = {"external-link-chooser-url": page.full_url + query}
        answer = client.post("/admin/choose-external-link/", form)
        assert answer.json()["step"] == "external_link_chosen"
        assert SECRET not in answer.content.decode()


def test_a_typed_address_of_a_public_page_becomes_a_link_to_it(client, db):
    page = factories.make_story()
    form = {"external-link-chooser-url": page.full_url}
    sign_in_to_group(client, roles.translators("ar"))
    answer = client.post("/admin/choose-external-link/", form)
    assert answer.json()["result"]["id"] == page.pk


PARENTS = {
    "move": ("/admin/pages/{page}/move/", "new_parent_page"),
    "move many": (f"{BULK}/move/?id={{page}}", "chooser"),
    "copy": ("/admin/pages/{page}/copy/", "new_parent_page"),
    "add": ("/admin/pages/create/news/newspage", "parent_page"),
}


@pytest.mark.parametrize("name", PARENTS)
def test_nothing_goes_below_a_page_of_others_nor_is_it_named(client, db, name):
    """Stock: the answer names the page below which nothing may go.

    If a form has two parents, the latest wins, so one's own hides nothing.
    """
    sign_in_to_group(client, roles.reviewers("ar"))
    mine, (place, field) = factories.make_story("ar"), PARENTS[name]
    form = {"new_title": "x", "new_slug": "x", field: [mine.pk, hidden().pk]}
    assert client.post(place.format(page=mine.pk), form).status_code == 404


def test_the_question_about_a_move_shows_nothing_of_a_page_of_others(client, db):
    """Stock: it names the page, and shows whether one with this slug is below it."""
    mine, parent = factories.make_page("ar", slug="here"), factories.make_page(live=False)
    factories.make_page(parent=parent, slug="here")
    sign_in_to_group(client, roles.reviewers("ar"))
    for other in (parent, hidden()):
        assert client.get(f"/admin/pages/{mine.pk}/move/{other.pk}/confirm/").status_code == 404


def test_the_report_of_page_types_names_no_page_of_others(client, db):
    """Stock: it names the page of each type that was edited last."""
    hidden().save_revision()
    sign_in_to_group(client, roles.reviewers("ar"))
    answer = client.get("/admin/reports/page-types-usage/")
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("ids", ["id=x", f"id={'9' * 40}", "id=0", ""])
def test_ids_that_no_page_has_are_not_found(client, db, ids):
    sign_in_to_group(client, roles.COMMUNICATIONS)
    assert client.get(f"{BULK}/delete/?{ids}").status_code == 404
    answer = client.get(f"/admin/choose-page/chosen-multiple/?{ids}")
    if ids in {"id=0", ""}:
        assert answer.json()["result"] == []
    else:  # no link of ours has what is no id
        assert answer.status_code == 400


@pytest.mark.parametrize("name", ["search", "browse"])
def test_the_queries_do_not_depend_on_the_number_of_pages(client, public, name):
    sign_in_to_group(client, roles.translators("ar"))
    counts = []
    for _ in range(2):
        factories.make_story(title="Zebra again")
        client.get(address(name, public, public))
        counts.append(queries_of(client, address(name, public, public)))
    assert counts[0] == counts[1]


def drafts(page):
    one = f"/admin/pages/{page.pk}"
    return [
        f"{one}/view_draft/",
        f"{one}/edit/preview/",
        f"{one}/revisions/{page.latest_revision_id}/view/",
        f"{one}/revisions/compare/earliest...latest/",
        f"{one}/history/",
        f"{one}/history/results/",
        f"{one}/workflow_history/",
    ]


def test_translators_read_no_drafts_of_originals_in_their_own_language(client, db):
    """Stock: the right to change pages is one to read all their drafts."""
    sign_in_to_group(client, roles.translators("ar"))
    for place in drafts(factories.make_story("ar", title="سر", live=False)):
        answer = client.get(place, follow=True)
        assert "Translators change translations alone" in answer.content.decode(), place
        assert "سر" not in answer.content.decode(), place


@pytest.mark.parametrize("role", [roles.translators("ar"), roles.reviewers("ar")])
def test_translations_are_read_by_those_who_work_on_them(client, db, role):
    draft = factories.begin_translation(factories.make_story())
    sign_in_to_group(client, role)
    assert {client.get(place).status_code for place in drafts(draft)} == {200}


def test_reviewers_read_drafts_of_originals_in_their_language(client, db):
    sign_in_to_group(client, roles.reviewers("ar"))
    page = factories.make_story("ar", live=False)
    assert {client.get(place).status_code for place in drafts(page)} == {200}


def test_scripts_get_known_pages_alone(client, db):
    """Stock: the titles of all translations and of an alias's original."""
    original, translation = factories.make_translated_story(title="Voices")
    original.title = "Zebra hidden next"
    original.save_revision()
    sign_in_to_group(client, roles.reviewers("ar"))
    address = f"/admin/api/main/pages/{translation.pk}/"
    (page,) = client.get(address).json()["meta"]["translations"]
    assert (page["title"], page["admin_display_title"]) == ("Voices", "Voices")
    original.unpublish()
    assert client.get(address).json()["meta"]["translations"] == []
    assert "hidden" not in client.get(address).content.decode()


def test_scripts_do_not_get_the_hidden_original_of_an_alias(client, db):
    story = factories.make_story(title=SECRET)
    alias = story.create_alias(parent=factories.news_index("ar"), update_slug="alias")
    story.unpublish()
    Page.objects.filter(pk=alias.pk).update(title="Alias", draft_title="Alias")
    sign_in_to_group(client, roles.reviewers("ar"))
    assert SECRET not in client.get(f"/admin/api/main/pages/{alias.pk}/").content.decode()


def test_the_question_before_translating_names_the_public_title(client, public):
    """Stock: the title of the draft behind it."""
    sign_in_to_group(client, roles.translators("ar"))
    text = client.get(f"/admin/localize/submit/page/{public.pk}/").content.decode()
    assert "Zebra public" in text
    assert SECRET not in text
