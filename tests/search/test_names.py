"""One concept for all spellings of a name, in both scripts."""

import pytest

from core.search.analysis.names.names import Names
from core.search.analysis.names.seed import related_concepts, seed
from core.search.analysis.tokens import tokens

pytestmark = pytest.mark.any_database

NAMES = Names(seed())


def concepts(text, *, is_query=False):
    found = NAMES.find(tokens(text), is_query=is_query)
    return {concept for name in found for concept in name.concepts}


@pytest.mark.parametrize(
    ("concept", "spellings"),
    [
        ("#basra", "البصرة|البصره|بصرة|وبالبصرة|للبصرة|Basra|Basrah|Al-Basrah|al Basra|Bassora"),
        ("#dhi-qar", "ذي قار|ذيقار|في ذي قار|Dhi Qar|Thi-Qar|Dhiqar|Zi Qar"),
        ("#tal-afar", "تلعفر|تل عفر|بتلعفر|Tal Afar|Telafar|Tall-Afar"),
        (
            "#sulaymaniyah",
            "السليمانية|سلێمانی|Sulaymaniyah|Suleimaniya|Slemani|Silêmanî|Soulaymania",
        ),
        ("#erbil", "أربيل|اربيل|هەولێر|بأربيل|Erbil|Arbil|Hewlêr|Irbil"),
        ("#chibayish", "الجبايش|الچبايش|چبايش|Chibayish|Chibaish|al-Chabaish|الگبايش"),
        ("#baqubah", "بعقوبة|Baqubah|Ba'quba|Baʿqūbah|Bakuba"),
        ("#sinjar", "سنجار|شنگال|Sinjar|Shingal|Şengal|Shengal"),
        ("#amara", "العمارة|بالعمارة|Amara|Al-Amarah|al-Amara"),
        ("#turkmen", "تركماني|تركمان|للتركمان|التركمانيون|Turkmen|Turkoman|Turcomans"),
        ("#october", "تشرين الأول|أكتوبر|اكتوبر|October|في تشرين"),
        ("#january", "كانون الثاني|يناير|January"),
        ("#suq-al-shuyukh", "سوق الشيوخ|بسوق الشيوخ|Suq al-Shuyukh|Souk Ash-Shuyoukh"),
        ("#karbala", "كربلاء|كربلا|Kerbala|Karbalā"),
        ("#samawah", "السماوة|Samawa|As-Samawah|el-Semawe"),
    ],
)
def test_all_spellings_of_a_name_are_one_concept(concept, spellings):
    for spelling in spellings.split("|"):
        assert concept in concepts(spelling), spelling


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("عمارة من طابقين", "#amara"),
        ("أجهزة حديثة", "#haditha"),
        ("السيارة مركونة في حلة جديدة", "#hilla"),
        ("قصف الطيران", "#faw"),
        ("A bomb hit the market", "#hit"),
        ("Bombs Hit Market", "#hit"),
        ("It may rain", "#may"),
        ("The women's march", "#march"),
        ("Few people came", "#faw"),
        ("مارس العمال حقهم", "#march"),
        ("قال اب لطفلين", "#august"),
        ("محافظة ميسان", "#amara"),
        ("Misan", "#amara"),
        ("Basrat", "#basra"),
        ("بلدنا", "#balad"),
        ("في بلد آخر", "#balad"),
    ],
)
def test_ordinary_words_and_other_places_are_not_the_name(text, concept):
    assert concept not in concepts(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("الأهالي في قضاء حديثة", "#haditha"),
        ("في مدينة بلد", "#balad"),
        ("Volunteers in Hit Rebuild Market", "#hit"),
        ("On 8 March", "#march"),
        ("in May 2019", "#may"),
        ("في مارس", "#march"),
        ("١ آب ٢٠١٤", "#august"),
    ],
)
def test_words_beside_an_ordinary_word_show_that_it_is_a_name(text, concept):
    assert concept in concepts(text)


def test_in_a_query_an_ordinary_word_is_both():
    (found,) = NAMES.find(tokens("hit"), is_query=True)
    assert found.concepts == ("#hit",)
    assert not found.hides_words


def test_the_longest_name_wins():
    assert concepts("أمام سد الموصل") == {"#mosul-dam"}
    assert concepts("تشرين الثاني") == {"#november"}


def test_names_say_where_they_are():
    (found,) = NAMES.find(tokens("قرب شط العرب اليوم"))
    assert (found.start, found.end, found.hides_words) == (1, 3, True)


def test_no_two_seeded_names_mean_one_concept_twice():
    names = [name.concept for name in seed()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد عبدالكريم", "Mohammed Abdel Karim"),
        ("حسين", "Husain"),
        ("الناشطة زينب محمد", "Zeynab Muhamad"),
        ("آراس أحمد", "Aras Ahmed"),
        ("يوسف", "Yousif"),
    ],
)
def test_given_names_meet_across_scripts(arabic, latin):
    givens = [{c for c in concepts(text) if c.startswith("#given-")} for text in (arabic, latin)]
    assert givens[0] == givens[1] != set()


def test_families_names_meet_by_their_consonants_after_a_given_name():
    assert "#~kld" in concepts("سعد محمد الخالدي") & concepts("Saad Al-Khalidy")
    assert "#~kld" not in concepts("الخالدي يسكن هنا") | concepts("Khalidy lives here")
    assert "#~flh" in concepts("عماد فليح") & concepts("Imad Flayih")


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("كريم جبار يكتب", "#given-karim"),
        ("قال جمال الكعبي", "#given-jamal"),
        ("النائبة عالية نصيف", "#given-alia-ya"),
    ],
)
def test_names_and_titles_beside_an_ordinary_word_show_a_given_name(text, concept):
    assert concept in concepts(text)


def test_every_country_and_people_that_are_related_are_known():
    known = {name.concept for name in seed()}
    assert set(related_concepts()) <= known


@pytest.mark.parametrize(
    "text", ["جلس على حسين", "أمل كبير", "عام سعيد", "صالح المزارعون جيرانهم", "he said yes"]
)
def test_ordinary_words_are_no_given_names(text):
    assert not {"#given-ali", "#given-amal", "#given-said", "#given-salih"} & concepts(text)


def test_names_that_are_being_typed_are_known():
    assert "#sulaymaniyah" in NAMES.beginning(tokens("Suley"))
    assert "#sulaymaniyah" in NAMES.beginning(tokens("السليم"))
    assert "#umm-qasr" in NAMES.beginning(tokens("umm qa"))
    assert NAMES.beginning(tokens("s")) == ()


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("قدمت فرقة عروضها على ورقة", "#raqqa"),
        ("رؤى كريم", "#given-reem"),
        ("كما ورد هنا", "#given-hanaa"),
        ("وأشرف على التدريب", "#given-ashraf"),
        ("It was. It ended", "#wasit"),
        ("Was It Worth", "#wasit"),
        ("Saad, Un Ponte Per", "#given-sadun"),
    ],
)
def test_words_beside_each_other_or_with_particles_are_no_names_by_chance(text, concept):
    assert concept not in concepts(text)


def test_organisations_keep_their_words():
    assert {found.hides_words for found in NAMES.find(tokens("أطلقت اليونيسف"))} == {False}
    assert "#other-unicef" in concepts("UNICEF") & concepts("لليونيسف") & concepts("يونيسيف")
