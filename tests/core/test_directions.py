"""Which way the fields of the CMS are written, in screens of either language."""

import pytest
from bs4 import BeautifulSoup
from wagtail.users.models import UserProfile

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
RTL, LTR = ("ar", "rtl"), ("en", "ltr")
BY_CONTENT, ADDRESS = (None, "auto"), (None, "ltr")


@pytest.fixture(params=["en", "ar"])
def fields_at(request, client):
    """Return the text fields of a form by name, in an English and in an Arabic CMS."""
    user = factories.make_user("Administrators")
    UserProfile.objects.create(user=user, preferred_language=request.param)
    client.force_login(user)

    def read(address: str) -> dict[str, tuple[str | None, str | None]]:
        form = BeautifulSoup(client.get(address).content, "html.parser")
        return {
            field["name"]: (field.get("lang"), field.get("dir"))
            for field in form.select("main input, main textarea")
            if field.get("name") and is_text(field)
        }

    return read


def is_text(field) -> bool:
    return field.name == "textarea" or field.get("type") in {
        "text",
        "search",
        "email",
        "url",
        "tel",
    }


@pytest.mark.parametrize(("lang", "expected"), [("ar", RTL), ("en", LTR)])
def test_a_page_is_written_in_its_own_language_whatever_the_screens_are_in(
    fields_at, lang, expected
):
    page = factories.make_story(lang)
    fields = fields_at(f"/admin/pages/{page.pk}/edit/")
    for name in ("title", "summary", "place", "seo_title", "search_description"):
        assert fields[name] == expected, name
    assert fields["slug"] == ADDRESS
    assert fields["source_url"] == ADDRESS


@pytest.mark.parametrize(("lang", "expected"), [("ar", RTL), ("en", LTR)])
def test_a_new_page_is_written_in_the_language_of_where_it_will_be(fields_at, lang, expected):
    index = factories.news_index(lang)
    assert fields_at(f"/admin/pages/add/news/newspage/{index.pk}/")["title"] == expected


def test_a_field_for_one_language_is_written_in_it(fields_at):
    names = fields_at("/admin/snippets/core/topic/add/")
    assert (names["name_en"], names["name_ar"], names["slug"]) == (LTR, RTL, ADDRESS)
    photo = fields_at(f"/admin/images/{factories.make_image().pk}/")
    assert (photo["alt_en"], photo["alt_ar"]) == (LTR, RTL)
    assert (photo["credit_en"], photo["credit_ar"]) == (LTR, RTL)
    assert photo["title"] == BY_CONTENT
    glossary = fields_at("/admin/translations/glossary/new/")
    assert (glossary["en"], glossary["ar"], glossary["note"]) == (LTR, RTL, BY_CONTENT)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/pages/1/",
        "/admin/images/",
        "/admin/documents/add/",
        "/admin/users/new/",
        "/admin/groups/new/",
        "/admin/redirects/add/",
        "/admin/translations/",
        "/admin/account/",
        "/admin/collections/add/",
        "/admin/workflows/add/",
    ],
)
def test_no_field_of_any_form_is_without_a_direction(fields_at, address):
    assert [name for name, (_lang, way) in fields_at(address).items() if not way] == []
