"""The names glossary in the CMS: who may do what, what is refused, how names are searched."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import PublishedItem
from core.setup import roles
from tests import factories
from translation.glossary import forget_names, names_in
from translation.models import GlossaryTerm

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

INDEX = "/admin/translations/glossary/"
KEEPERS = [roles.COMMUNICATIONS, roles.ADMINISTRATORS, *map(roles.reviewers, ("en", "ar"))]
READERS = [*map(roles.translators, ("en", "ar"))]


@pytest.fixture(autouse=True)
def term():
    forget_names()
    GlossaryTerm.objects.all().delete()
    yield GlossaryTerm.objects.create(en="Misan", ar="ميسان", variants="Maysan", kind="place")
    forget_names()


def form(**fields):
    return {"en": "Hit", "ar": "هيت", "variants": "", "kind": "place", "note": ""} | fields


def errors_of(response):
    return " ".join(
        str(error) for errors in response.context["form"].errors.values() for error in errors
    )


@pytest.mark.parametrize("role", KEEPERS)
def test_staff_and_reviewers_maintain_the_glossary(client, term, role):
    client.force_login(factories.make_user(role))
    assert client.get(f"{INDEX}new/").status_code == 200
    client.post(f"{INDEX}new/", form())
    client.post(f"{INDEX}edit/{term.pk}/", form(en="Missan", ar="ميسان"))
    assert set(GlossaryTerm.objects.values_list("en", flat=True)) == {"Hit", "Missan"}
    client.post(f"{INDEX}delete/{term.pk}/")
    assert not GlossaryTerm.objects.filter(pk=term.pk).exists()


@pytest.mark.parametrize("role", READERS)
def test_translators_read_it_and_change_nothing_by_direct_requests_either(client, term, role):
    client.force_login(factories.make_user(role))
    assert "ميسان" in client.get(INDEX).content.decode()
    inspection = client.get(f"{INDEX}inspect/{term.pk}/").content.decode()
    assert '<bdi lang="ar" dir="rtl">ميسان</bdi>' in inspection
    assert "Maysan" in inspection
    assert f"{INDEX}new/" not in client.get(INDEX).content.decode()
    for address in ("new/", f"edit/{term.pk}/", f"delete/{term.pk}/"):
        assert client.get(INDEX + address).status_code == 302
        assert client.post(INDEX + address, form()).status_code == 302
    assert list(GlossaryTerm.objects.values_list("en", flat=True)) == ["Misan"]


MISSING = ["edit/999999/", "delete/999999/", "inspect/999999/", "x/"]


def test_what_is_not_there_is_not_found(editor):
    assert [editor.get(INDEX + path).status_code for path in MISSING] == [404] * 4


def test_translators_are_turned_away_from_the_form_before_anything_is_looked_up(translator):
    assert [translator.get(INDEX + path).status_code for path in MISSING] == [302, 404, 404, 404]


@pytest.mark.parametrize("role", [*KEEPERS, *READERS])
def test_it_is_in_the_menu_of_translations(client, role):
    client.force_login(factories.make_user(role))
    assert INDEX in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"en": "هيت"}, "Latin letters"),
        ({"en": "Hit هيت"}, "Latin letters"),
        ({"en": "2019"}, "Latin letters"),
        ({"ar": "Heet"}, "Arabic letters"),
        ({"ar": "و"}, "Arabic letters"),
        ({"variants": "Heet\n12"}, "“12” is no spelling"),
        ({"en": "misan"}, "“misan” is a spelling of “Misan · ميسان” already"),
        ({"ar": "مِيسان"}, "already"),
        ({"en": "Maysan"}, "already"),
        ({"variants": "Heet\nMISAN"}, "“MISAN”"),
        ({"en": ""}, "required"),
        ({"ar": "ه" * 161}, "160"),
        ({"kind": "river"}, "river"),
        ({"en": "Hit\x00"}, "Null"),
    ],
)
def test_what_is_no_name_or_a_second_time_the_same_is_refused_with_the_reason(
    editor, fields, message
):
    response = editor.post(f"{INDEX}new/", form(**fields))
    assert response.status_code == 200
    assert message in errors_of(response)
    assert GlossaryTerm.objects.count() == 1


def test_spellings_are_tidied(editor):
    editor.post(
        f"{INDEX}new/", form(en="  Hit ", variants=" Heet\r\n\r\nHEET\n هِيت\nهيت\nHit  City ")
    )
    term = GlossaryTerm.objects.get(en="Hit")
    assert term.variants.split("\n") == ["Heet", "Hit City"]
    assert [match.term.en for match in names_in("Heet", "en")] == ["Hit"]


def test_the_fields_have_the_direction_of_their_language(editor, term):
    page = editor.get(f"{INDEX}edit/{term.pk}/").content.decode()
    assert 'lang="ar" dir="rtl"' in page
    assert 'lang="en" dir="ltr"' in page


@pytest.mark.parametrize("query", ["مِيســان", "MAYS", "misan"])
def test_a_name_is_searched_by_any_spelling(editor, query):
    GlossaryTerm.objects.create(en="Hit", ar="هيت", kind="place")
    listed = editor.get(INDEX, {"q": query}).context["object_list"]
    assert [term.en for term in listed] == ["Misan"]


def test_names_are_filtered_by_kind(editor):
    GlossaryTerm.objects.create(en="Saad", ar="سعد", kind="person")
    listed = editor.get(INDEX, {"kind": "person"}).context["object_list"]
    assert [term.en for term in listed] == ["Saad"]


def test_the_list_costs_the_same_for_many_names(editor):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(INDEX, {"q": "m"}).status_code == 200
        return len(queries)

    cost()  # content types
    few = cost()
    GlossaryTerm.objects.bulk_create(
        GlossaryTerm(en=f"Misan {number}", ar=f"ميسان {number}") for number in range(30)
    )
    assert cost() == few


def test_the_first_names_come_with_the_first_migrate_of_a_site(term):
    call_command("migrate", verbosity=0)
    assert GlossaryTerm.objects.count() == 1
    term.delete()
    PublishedItem.objects.all().delete()  # as before anything was ever public
    call_command("migrate", verbosity=0)
    assert [match.term.ar for match in names_in("the Hit Peace Forum", "en")] == [
        "منتدى السلام في هيت"
    ]
    seeded = GlossaryTerm.objects.count()
    GlossaryTerm.objects.get(en="Hit").delete()
    call_command("migrate", verbosity=0)
    assert GlossaryTerm.objects.count() == seeded - 1


def test_the_command_brings_back_what_is_missing_and_changes_nothing(term, capsys):
    call_command("seed_glossary")
    assert GlossaryTerm.objects.filter(ar="ميسان").get().en == "Misan"
    GlossaryTerm.objects.get(en="Hit").delete()
    call_command("seed_glossary")
    assert "1 name added" in capsys.readouterr().out
    call_command("seed_glossary")
    assert "0 names added" in capsys.readouterr().out


def test_every_seeded_name_is_valid_and_unlike_the_others():
    GlossaryTerm.objects.all().delete()
    call_command("seed_glossary")
    for seeded in GlossaryTerm.objects.all():
        before = seeded.variants
        seeded.full_clean()
        assert seeded.variants == before
