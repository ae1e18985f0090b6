"""Rights are those on the target page; direct requests are refused too."""

import copy
import itertools

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from core.setup import roles
from tests import factories
from tests.signing_in import sign_in
from tests.translation.screens import queries_of, shown

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(scope="module")
def made(once):
    return factories.make_translated_story()


@pytest.fixture
def pair(db, made):
    return copy.deepcopy(made)


@pytest.mark.parametrize(
    "role", [roles.COMMUNICATIONS, roles.translators("ar"), roles.reviewers("ar")]
)
def test_only_administrators_turn_a_translation_into_an_alias(pair, client, role):
    """Stock: whoever may edit the page publishes the original's text over it."""
    _story, translated = pair
    sign_in(client, role)
    client.post(f"/admin/localize/page/{translated.pk}/convert_to_alias/")
    after = Page.objects.get(pk=translated.pk)
    assert (after.alias_of_id, after.title) == (None, translated.title)
    assert "Only administrators" in shown(client.get("/admin/"))


def test_an_alias_made_by_an_administrator_is_not_public(pair, client):
    story, translated = pair
    sign_in(client, roles.ADMINISTRATORS)
    client.post(f"/admin/localize/page/{translated.pk}/convert_to_alias/")
    assert Page.objects.get(pk=translated.pk).alias_of_id == story.pk
    assert client.get(f"/ar/news/{translated.slug}/").status_code == 410


@pytest.mark.parametrize(
    ("role", "is_offered"), [(roles.COMMUNICATIONS, False), (roles.ADMINISTRATORS, True)]
)
def test_the_menu_offers_the_alias_to_administrators_alone(pair, client, role, is_offered):
    _story, translated = pair
    sign_in(client, roles.ADMINISTRATORS)
    client.post(f"/admin/localize/translate/{factories.translation_of(translated).pk}/disable/")
    sign_in(client, role)
    response = client.get(f"/admin/pages/{translated.pk}/edit/")
    assert (b"localize-convert-to-alias" in response.content) is is_offered


def test_a_translator_into_arabic_begins_no_english_page(client):
    """Stock: the global right to submit is enough to add pages to any tree."""
    story = factories.make_story("ar")
    sign_in(client, roles.translators("ar"))
    client.post(
        f"/admin/localize/submit/page/{story.pk}/", {"locales": [factories.locale("en").pk]}
    )
    assert not Page.objects.filter(
        translation_key=story.translation_key, locale__language_code="en"
    )
    assert "may not add pages in English" in shown(client.get("/admin/"))


def test_a_translator_into_arabic_begins_an_arabic_page(client):
    story = factories.make_story("en")
    sign_in(client, roles.translators("ar"))
    client.post(
        f"/admin/localize/submit/page/{story.pk}/", {"locales": [factories.locale("ar").pk]}
    )
    assert story.get_translation(factories.locale("ar")).live is False


def test_without_the_right_to_submit_nothing_begins(client):
    story = factories.make_story("en")
    user = sign_in(client, roles.translators("ar"))
    user.groups.get().permissions.remove(
        *user.groups.get().permissions.filter(codename="submit_translation")
    )
    client.post(
        f"/admin/localize/submit/page/{story.pk}/", {"locales": [factories.locale("ar").pk]}
    )
    assert not story.get_translations().exists()


def test_a_translator_publishes_nothing(pair, client):
    _story, translated = pair
    translated.unpublish()
    sign_in(client, roles.translators("ar"))
    client.post(f"/admin/pages/{translated.pk}/edit/", {"action": "publish"})
    assert not Page.objects.get(pk=translated.pk).live


@pytest.mark.parametrize("method", ["get", "post"])
def test_updating_needs_rights_on_the_target(pair, client, method):
    """Stock: a user with rights on /ar alone published an English page."""
    story = factories.make_story("ar", title="أصوات")
    draft = factories.begin_translation(story, "en")
    sign_in(client, roles.translators("ar"))
    source = factories.translation_of(draft).source
    response = getattr(client, method)(f"/admin/localize/update/{source.pk}/")
    assert response["Location"] == "/admin/"


def test_updating_takes_over_the_texts_of_the_original(pair, client):
    story, translated = pair
    story.title = "A new title"
    story.save_revision().publish()
    sign_in(client, roles.COMMUNICATIONS)
    source = factories.translation_of(translated).source
    page = client.get(f"/admin/localize/update/{source.pk}/")
    assert "publish_translations" not in page.content.decode()
    client.post(f"/admin/localize/update/{source.pk}/")
    assert source.stringsegment_set.filter(string__data="A new title").exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_updating_from_an_original_that_is_gone_is_not_found(pair, client, method):
    """Stock: 500."""
    story, translated = pair
    source = factories.translation_of(translated).source
    Page.objects.get(pk=story.pk).delete()
    sign_in(client, roles.COMMUNICATIONS)
    assert getattr(client, method)(f"/admin/localize/update/{source.pk}/").status_code == 404


def endpoints(translation):
    segment = translation.source.stringsegment_set.first()
    one = f"/admin/localize/translate/{translation.pk}"
    return {
        "put": f"{one}/strings/{segment.pk}/edit/",
        "delete": f"{one}/strings/{segment.pk}/edit/",
        "upload": f"{one}/pofile/upload/",
        "download": f"{one}/pofile/download/",
        "stop": f"{one}/disable/",
        "machine": f"{one}/machine_translate/",
    }


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("download", "no right"),  # what is locked can still be read
        *itertools.product(["put", "delete", "upload", "stop", "machine"], ["no right", "locked"]),
    ],
)
def test_texts_of_a_page_are_changed_by_its_editors_alone_and_not_while_it_is_locked(
    pair, client, name, reason
):
    """Stock: saving texts and PO files ignores locks."""
    _story, translated = pair
    translation = factories.translation_of(translated)
    if reason == "locked":
        Page.objects.filter(pk=translated.pk).update(
            locked=True, locked_by=factories.make_user(roles.COMMUNICATIONS)
        )
    sign_in(client, roles.COMMUNICATIONS if reason == "locked" else roles.translators("en"))
    words = set(StringTranslation.objects.values_list("data", flat=True))
    address = endpoints(translation)[name]
    if name == "put":
        response = client.put(address, "value=x", content_type="application/x-www-form-urlencoded")
    elif name == "delete":
        response = client.delete(address)
    elif name == "download":
        response = client.get(address)
    else:
        response = client.post(address)
    assert response["Location"] == "/admin/"
    assert set(StringTranslation.objects.values_list("data", flat=True)) == words
    translation.refresh_from_db()
    assert translation.enabled


@pytest.mark.parametrize(
    "address",
    [
        "/admin/localize/reports/translations/",
        "/admin/localize/reports/translations/results/",
        "/admin/localize/api/snippets/core/person/",
        "/admin/localize/api/snippets/core/person/1/",
        "/admin/localize/submit/snippet/core/person/1/",
    ],
)
def test_stock_lists_that_check_no_right_are_closed(client, address):
    """Stock: the report and the names are open to everybody who may sign in."""
    sign_in(client, roles.translators("ar"))
    assert client.get(address).status_code == 404


def test_there_is_no_machine_behind_the_address(pair, client):
    _story, translated = pair
    sign_in(client, roles.COMMUNICATIONS)
    address = endpoints(factories.translation_of(translated))["machine"]
    assert client.post(address).status_code == 404


def test_a_translation_whose_page_is_gone_is_not_found(pair, client):
    _story, translated = pair
    translation = factories.translation_of(translated)
    Page.objects.get(pk=translated.pk).delete()
    sign_in(client, roles.COMMUNICATIONS)
    assert client.delete(endpoints(translation)["delete"]).status_code == 404


def test_lists_cost_as_many_queries_for_many_rows_as_for_few(client):
    """Stock: four queries more for each row."""
    client.force_login(factories.make_user(is_superuser=True))
    index = f"/admin/pages/{factories.news_index().pk}/"
    counts = []
    for _ in range(2):
        for _ in range(2):
            factories.make_translated_story()
        client.get(index)
        counts.append(queries_of(client, index))
    assert counts[0] == counts[1]


def test_a_page_offers_its_translation_until_there_is_one(client):
    sign_in(client, roles.COMMUNICATIONS)
    story = factories.make_story()
    address = f"/admin/localize/submit/page/{story.pk}/"
    edit = f"/admin/pages/{story.pk}/edit/"
    assert address in client.get(edit).content.decode()
    factories.begin_translation(story)
    assert address not in client.get(edit).content.decode()
