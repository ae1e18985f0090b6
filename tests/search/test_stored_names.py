"""The names that staff edit are known to the search, and texts follow when they change."""

import pytest
from django.core.exceptions import ValidationError

from core.models import IndexedName, ItemText, Organisation, Person, SearchText
from core.search.analysis.documents import part_keys
from core.search.analysis.names.names import known_names
from core.search.analysis.names.sources import forget_names
from core.search.analysis.queries import read_query
from core.search.renaming import has_name, record_first_names, renew_texts_with_changed_names
from tests import factories
from translation.models import GlossaryTerm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_names():
    forget_names()
    yield
    forget_names()


def answers(query, text):
    names = known_names()
    keys = part_keys(text, names).keys
    return all(keys & term.keys.keys() for term in read_query(query, names).terms)


def make_organisation(variants=""):
    return Organisation.objects.create(
        name_en="Tammuz Organisation", name_ar="منظمة تموز للتنمية", variants=variants
    )


def test_all_spellings_of_a_stored_name_find_each_other():
    assert not answers("TOSD", "منظمة تموز للتنمية تراقب")
    make_organisation("TOSD\nTammuz for Social Development")
    assert answers("TOSD", "وراقبت منظمة تموز للتنمية الانتخابات")
    assert answers("منظمة تموز للتنمية", "Tammuz for Social Development reports")
    assert answers("TOSD", "Tammuz Organisation")


def test_words_of_an_organisation_stay_words():
    make_organisation()
    assert answers("منظمة تموز للتنمية", "تموز منظمة للتنمية")
    assert answers("تموز", "منظمة تموز للتنمية")


def test_a_glossary_s_names_are_known_and_its_topics_are_not():
    GlossaryTerm.objects.create(en="White Lantern", ar="الفانوس الأبيض", kind="project")
    GlossaryTerm.objects.create(en="slow weaving", ar="النسيج البطيء", kind="topic")
    assert answers("White Lantern", "مشروع الفانوس الأبيض")
    assert not answers("slow weaving", "النسيج البطيء")


def test_names_are_known_at_once_and_forgotten_at_once():
    organisation = make_organisation("TOSD")
    assert answers("TOSD", "Tammuz Organisation")
    organisation.variants = "ZZXQ"
    organisation.save()
    assert answers("ZZXQ", "Tammuz Organisation")
    assert not answers("TOSD", "Tammuz Organisation")
    organisation.delete()
    assert not answers("ZZXQ", "Tammuz Organisation")


def test_all_tables_are_read_in_one_query(django_assert_num_queries):
    make_organisation()
    known_names()
    forget_names()
    with django_assert_num_queries(1):
        known_names()
        known_names()


def test_an_ordinary_word_stays_one_when_staff_enter_it():
    GlossaryTerm.objects.get_or_create(en="Hit", ar="هيت", defaults={"kind": "place"})
    forget_names()
    assert not answers("هيت", "Bombs Hit Market")
    assert answers("هيت", "Women of Hit")


def test_variants_are_tidied_and_repeat_nothing():
    person = Person(
        name_en="Sara Lin", name_ar="سارة لين", variants=" Sarah  Lin \n\nsara lin\nSarah Lin"
    )
    person.full_clean()
    assert person.variants == "Sarah Lin"


def test_a_variant_has_two_letters_at_least():
    person = Person(name_en="Sara Lin", name_ar="سارة لين", variants="S")
    with pytest.raises(ValidationError) as refusal:
        person.full_clean()
    assert "variants" in refusal.value.message_dict


def index(**texts):
    """Index texts as the CMS's search does; return the ids of their rows."""
    names = known_names()
    return {
        name: SearchText.objects.create(
            kind="x", object_id=n, keys=sorted(part_keys(text, names).keys), mark="m"
        ).pk
        for n, (name, text) in enumerate(texts.items())
    }


def unmarked(rows):
    return {name for name, pk in rows.items() if not SearchText.objects.get(pk=pk).mark}


def test_texts_with_a_changed_name_lose_their_mark_and_no_others():
    renew_texts_with_changed_names()
    rows = index(
        whole="Tammuz Organisation wrote", other="منظمة تموز للتنمية", without="The market opens"
    )
    assert renew_texts_with_changed_names() == 0
    make_organisation()
    assert renew_texts_with_changed_names() >= 2  # the row of the organisation itself, too
    assert unmarked(rows) == {"whole", "other"}
    assert renew_texts_with_changed_names() == 0


def test_texts_lose_the_name_that_is_deleted():
    organisation = make_organisation()
    renew_texts_with_changed_names()
    rows = index(whole="Tammuz Organisation wrote", without="The market opens")
    organisation.delete()
    renew_texts_with_changed_names()
    assert unmarked(rows) == {"whole"}


def test_what_is_noted_of_a_name_is_not_the_name():
    organisation = make_organisation("TOSD")
    record_first_names()
    renew_texts_with_changed_names()
    noted = IndexedName.objects.get(concept=f"#organisation:{organisation.pk}")
    assert len(noted.digest) == 64


def test_public_texts_with_a_changed_name_are_analysed_again():
    renew_texts_with_changed_names()
    story = factories.make_story(title="Tammuz Organisation writes")
    text = ItemText.objects.get(item__page_id=story.pk)
    make_organisation()
    renew_texts_with_changed_names()
    text.refresh_from_db()
    assert text.mark == ""


def test_a_name_is_looked_for_joined_and_apart():
    assert has_name(set(), {"تلعفر"}, ["=تل", "=عفر"])
    assert has_name(set(), {"تلعفر"}, ["=وتلعفر"])
    assert not has_name(set(), {"تلعفر"}, ["=تل", "=عفرين"])
    assert has_name({"#glossary:1"}, set(), ["#glossary:1"])
