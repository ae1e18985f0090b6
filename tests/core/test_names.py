"""Bilingual names: one row each, refused when typed twice, with a slug that stays."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from wagtail.users.models import UserProfile

from core.language.folding import fold
from core.language.slugs import slug_of, without_marks
from core.models import Governorate, Organisation, Topic
from core.untrusted import row_id
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Un Ponte Per", "un  ponte PER "),
        ("Élan", "Elan"),
        ("مؤسسة السلام", "مُؤَسَّسَة السَّلام"),
        ("الأنبار", "الانبار"),
        ("منظمة", "منظـــمة"),
        ("هيت", "هيت\u200f"),
        ("منتدى ٢٠١٩", "منتدى 2019"),
        ("Al\u00adAnbar", "AlAnbar"),
        ("كۆمەڵە", "كۆمهڵه"),
    ],
)
def test_two_spellings_of_one_name_are_the_same(first, second):
    assert fold(first) == fold(second)


@pytest.mark.parametrize(
    ("first", "second"), [("Hit", "Hits"), ("سلام", "إسلام"), ("بناء", "بنات")]
)
def test_different_names_stay_different(first, second):
    assert fold(first) != fold(second)


def test_a_name_typed_twice_is_refused_with_the_name_that_is_there():
    factories.make_organisation("Un Ponte Per", "جسر إلى")
    twin = Organisation(name_en="UN PONTE PÉR", name_ar="اسم آخر")
    with pytest.raises(ValidationError) as refusal:
        twin.full_clean()
    assert "Un Ponte Per" in refusal.value.message_dict["name_en"][0]


def test_a_name_typed_twice_in_arabic_is_refused_too():
    factories.make_topic("Peace", "السلام")
    with pytest.raises(ValidationError) as refusal:
        Topic(name_en="Peace building", name_ar="السَّلام").full_clean()
    assert "name_ar" in refusal.value.message_dict


@pytest.mark.parametrize("name", ["\u200f", "ـــ", "ﷺ" * 150])
def test_a_name_that_cannot_be_read_is_refused(name):
    with pytest.raises(ValidationError) as refusal:
        Topic(name_en="Water", name_ar=name).full_clean()
    assert "name_ar" in refusal.value.message_dict


@pytest.mark.parametrize(
    ("lang", "refusal"),
    [
        ("en", "“Peace” has this slug. Enter another one, or leave the field empty."),
        ("ar", "هذا المُعرّف يخص «السلام». أدخلوا غيره أو اتركوا الحقل فارغًا."),
    ],
)
def test_the_form_names_who_has_a_slug_already(client, lang, refusal):
    user = factories.make_user("Communications")
    UserProfile.objects.create(user=user, preferred_language=lang)
    client.force_login(user)
    factories.make_topic("Peace", "السلام", slug="peace")
    form = {"name_en": "Calm", "name_ar": "الهدوء", "slug": "peace"}
    response = client.post("/admin/snippets/core/topic/add/", form)
    html = response.content.decode()
    assert html.count(refusal) == 1
    assert list(response.context["form"].errors) == ["slug"]
    assert 'value="Calm"' in html, "what was typed is still there"
    client.post("/admin/snippets/core/topic/add/", form | {"slug": ""})
    assert Topic.objects.get(name_en="Calm").slug == "calm"


@pytest.mark.parametrize("model", ["topic", "organisation", "person", "governorate"])
@pytest.mark.parametrize("query", ["water", '"', "المياه", "x " * 300])
def test_lists_of_names_can_be_searched(client, model, query):
    client.force_login(factories.make_user("Administrators"))
    response = client.get(f"/admin/snippets/core/{model}/", {"q": query})
    assert response.status_code == 200


def test_the_database_refuses_a_twin_that_no_form_has_seen():
    factories.make_topic("Peace", "السلام")
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.create(name_en="PEACE", name_ar="غيره")


def test_staff_see_the_refusal_in_the_form(client):
    client.force_login(factories.make_user("Communications"))
    factories.make_topic("Peace", "السلام")
    form = {"name_en": "peace", "name_ar": "موضوع", "slug": ""}
    response = client.post("/admin/snippets/core/topic/add/", form)
    assert "is already here" in response.context["form"].errors["name_en"][0]
    assert Topic.objects.count() == 1


def test_a_slug_is_made_from_the_english_name_and_stays_when_it_changes():
    topic = factories.make_topic("Women’s rights", "حقوق المرأة")
    assert topic.slug == "women-s-rights"
    topic.name_en = "Rights of women"
    topic.save()
    assert topic.slug == "women-s-rights"


def test_two_names_with_one_slug_get_different_ones():
    first = factories.make_organisation("A+B", "ألف")
    second = factories.make_organisation("A B", "باء")
    assert (first.slug, second.slug) == ("a-b", "a-b-2")


def test_a_name_is_shown_in_the_language_that_is_asked_for():
    topic = factories.make_topic("Water", "المياه")
    assert (topic.name("en"), topic.name("ar"), topic.name("ar-iq")) == (
        "Water",
        "المياه",
        "المياه",
    )


def _twin(topic: Topic, lang: str, folded: str) -> Topic:
    """Another topic of the same name, as a database may hold it from before its folding."""
    twin = factories.make_topic("Other", "آخر")
    Topic.objects.filter(pk=twin.pk).update(
        **{f"name_{lang}": topic.name(lang), f"folded_{lang}": folded}
    )
    return twin


def test_names_that_are_there_twice_are_listed(capsys):
    topic = factories.make_topic("Forum 2019", "منتدى ٢٠١٩")
    call_command("find_name_twins")
    assert "No name is there twice" in capsys.readouterr().out
    twin = _twin(topic, "ar", "منتدي ٢٠١٩")
    with pytest.raises(CommandError, match="1 names are there twice"):
        call_command("find_name_twins")
    line = capsys.readouterr().out
    assert f"{topic.pk} “منتدى ٢٠١٩”, {twin.pk} “منتدى ٢٠١٩”" in line
    assert line.startswith("core.Topic (ar)")


def test_a_migrate_folds_names_anew_and_leaves_twins_alone(caplog):
    topic = factories.make_topic("Forum 2019", "منتدى ٢٠١٩")
    Topic.objects.filter(pk=topic.pk).update(folded_ar="منتدي ٢٠١٩")
    call_command("migrate", verbosity=0)
    topic.refresh_from_db()
    assert topic.folded_ar == "منتدي 2019"
    twin = _twin(topic, "ar", "منتدي ٢٠١٩")
    call_command("migrate", verbosity=0)
    twin.refresh_from_db()
    assert twin.folded_ar == "منتدي ٢٠١٩"
    assert "find_name_twins" in caplog.text


def test_all_nineteen_governorates_are_there_in_both_languages():
    assert Governorate.objects.count() == 19
    assert Governorate.objects.get(slug="misan").name_ar == "ميسان"
    assert not Governorate.objects.filter(name_ar="").exists()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Peace in Hit!", "peace-in-hit"),
        ("مجالسُ التماســك", "مجالس-التماسك"),
        ("آب وأيلول", "آب-وأيلول"),
        ("\u202eabc\u202c", "abc"),
        ("Al\u00adAnbar", "alanbar"),
        ("؟!", ""),
        ("a" * 80, "a" * 60),
        ("one two " * 20, "one-two-one-two-one-two-one-two-one-two-one-two-one-two-one"),
    ],
)
def test_slugs_preserve_letters_of_both_scripts_and_end_at_a_word(title, slug):
    assert slug_of(title) == slug
    assert len(slug_of(title)) <= 60


def test_marks_are_dropped_and_hamza_letters_remain():
    assert without_marks("مُؤَسَّسَةٌ") == "مؤسسة"


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), (str(2**63 - 1), 2**63 - 1), (str(2**63), None), ("9" * 5000, None)]
    + [(text, None) for text in ("", "x", "-1", "1.5", "١٢", "²")],
)
def test_the_number_of_a_row_is_one_that_a_database_can_hold(text, number):
    assert row_id(text) == number
