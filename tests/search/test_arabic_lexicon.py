"""The lists of Arabic words: well formed, without contradictions, small and fast to load."""

import time
import tracemalloc
from itertools import chain

import pytest

from core.language.folding import fold
from core.search.analysis.arabic import lexicon
from core.search.analysis.arabic.lexicon import Role

pytestmark = pytest.mark.any_database

LISTS = {
    "arabic_number.tsv": (2, 1_700),
    "arabic_verbs.tsv": (5, 1_400),
    "arabic_no_verbs.tsv": (1, 100),
    "arabic_feminine.tsv": (2, 200),
    "arabic_protected_starts.tsv": (1, 1_900),
    "arabic_protected_ends.tsv": (1, 700),
    "arabic_stop_words.tsv": (1, 400),
    "arabic_homographs.tsv": (1, 1),
}
LETTERS = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي")


def rows(name: str) -> list[list[list[str]]]:
    return list(lexicon._rows(name, LISTS[name][0]))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_without_doubles_and_spelled_in_arabic_letters(name):
    lines = (lexicon._DATA / name).read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert len(entries) >= LISTS[name][1]
    assert entries == sorted(set(entries))
    words = [word for row in rows(name) for column in row for word in column]
    assert [word for word in words if not set(word) <= LETTERS] == []
    assert all(lexicon._folded(word) == fold(word) for word in words)


def test_families_have_names_of_their_own():
    number = [lexicon._family(row[0], row[1]) for row in rows("arabic_number.tsv")]
    verbs = [lexicon._family(row[2]) for row in rows("arabic_verbs.tsv")]
    assert len(set(number)) == len(number)
    assert len(set(verbs)) == len(verbs)
    # Names become part of keys, which are set apart by spaces.
    assert not any(" " in name for name in chain(number, verbs))


def test_no_family_has_a_word_twice():
    for row in chain(rows("arabic_number.tsv"), rows("arabic_verbs.tsv")):
        for column in row:
            assert len(set(column)) == len(column), row


def test_a_verb_has_a_noun_and_another_word():
    for row in rows("arabic_verbs.tsv"):
        assert row[2], row
        assert sum(map(bool, row)) > 1, row


def test_a_singular_that_is_a_plural_of_another_word_is_listed():
    number = rows("arabic_number.tsv")
    singulars: dict[str, set[int]] = {}
    plurals: dict[str, set[int]] = {}
    for place, row in enumerate(number):
        for side, words in zip((singulars, plurals), row, strict=True):
            for word in words:
                side.setdefault(fold(word), set()).add(place)
    both = {w for w in singulars if w in plurals and singulars[w] != plurals[w]}
    assert both == {fold(row[0][0]) for row in rows("arabic_homographs.tsv")}


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("سنة", "سنوات"),
        ("سنه", "سنين"),
        ("أخت", "أخوات"),
        ("ابنة", "بنات"),
        ("أم", "أمهات"),
        ("نادي", "أندية"),
        ("ناد", "انديه"),
        ("قاض", "قضاة"),
        ("هور", "أهوار"),
        ("مضيف", "مضايف"),
        ("مختار", "مخاتير"),
        ("قضاء", "أقضية"),
        ("مشروع", "مشاريع"),
        ("قرية", "قرى"),
        ("شهيد", "شهداء"),
        ("طالب", "طلبة"),
    ],
)
def test_singular_and_plural_are_one_family(singular, plural):
    assert set(lexicon.singular_families(singular)) & set(lexicon.plural_families(plural))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كتاب", "كتيبة"),
        ("شاعر", "شعار"),
        ("غريب", "غرب"),
        ("جمعة", "جمع"),
        ("مكتب", "مكتبات"),
        ("علم", "إعلام"),
        ("علم", "اعلام"),
        ("حكمة", "حكم"),
        ("عامل", "عمل"),
        ("أسد", "أسود"),
        ("جمل", "جمال"),
        ("جانب", "جنوب"),
        ("وزارة", "زوار"),
    ],
)
def test_other_words_are_not_one_family(one, other):
    families = (
        set(lexicon.singular_families(word)) | set(lexicon.plural_families(word))
        for word in (one, other)
    )
    assert set.intersection(*families) == set()


@pytest.mark.parametrize(
    "words",
    [
        "نزح ينزح تنزح نزوح نازح",
        "تظاهر يتظاهرون تظاهرة مظاهرة متظاهر",
        "اعتقل تعتقل اعتقال معتقل اعتقلت",
        "عاد يعود تعود عودة عائد نعود",
        "أفرج افرج تفرج إفراج الافراج",
        "وزع توزيع يوزعون",
        "أصاب يصيب إصابة مصاب",
        "دعا يدعو تدعو دعوة دعت دعوا",
        "بنوا يبني بناء",
        "احتج يحتج احتجاج محتج",
        "استقال يستقيل استقالة مستقيل",
        "سعوا يسعون سعي",
    ],
)
def test_a_verb_its_noun_and_its_participles_are_one_family(words):
    bare = [word.removeprefix("ال") for word in words.split()]
    families = [set(lexicon.verbal_families(word)) for word in bare]
    assert set.intersection(*families) != set()


def test_verb_forms_are_apart():
    assert not set(lexicon.verbal_families("تدرب")) & set(lexicon.verbal_families("تدريب"))
    assert not set(lexicon.verbal_families("انتخاب")) & set(lexicon.verbal_families("ناخب"))
    assert not set(lexicon.verbal_families("صدور")) & set(lexicon.verbal_families("إصدار"))


def test_a_form_that_is_also_a_noun_or_of_two_verbs_belongs_to_none():
    # A girl and "she built"; lesson, "he learned" and "he taught"; "he counts" and "he promises".
    assert lexicon.verbal_families("بنت") == ()
    assert lexicon.verbal_families("درس") == ()
    assert lexicon.verbal_families("يعد") == ()
    # March, a former one, Najaf, a half.
    assert not any(map(lexicon.verbal_families, ["مارس", "سابق", "نجف", "نصف"]))


def test_roles_are_known():
    roles = {word: lexicon.verbal_forms(word)[0].role for word in ("زار", "زيارة", "زائر", "مصاب")}
    assert list(roles.values()) == [Role.VERB, Role.NOUN, Role.ACTIVE, Role.PASSIVE]


def test_hamza_decides_where_it_is_written():
    assert lexicon.plural_families("أعداد") != ()
    assert lexicon.plural_families("اعداد") != ()
    assert lexicon.plural_families("إعداد") == ()
    assert lexicon.verbal_families("إعداد") != ()
    assert lexicon.verbal_families("أعداد") == ()
    # Many write the hamza where none is.
    assert lexicon.verbal_families("إجتماع") == lexicon.verbal_families("اجتماع") != ()


@pytest.mark.parametrize("word", ["بطاقة", "وزارة", "فلوجة", "كتاب", "لجنة", "سلام", "بغداد"])
def test_starts_are_protected(word):
    assert lexicon.is_protected_start(word)
    assert lexicon.is_protected_start(fold(word))


@pytest.mark.parametrize("word", ["وقال", "بالمدينة", "بقرار", "لوزارة", "سيعود", "فقرر", "كمدينة"])
def test_particles_are_not_protected(word):
    assert not lexicon.is_protected_start(word)


@pytest.mark.parametrize("word", ["إنسان", "قانون", "سجين", "فلسطين", "بنات", "سنوات", "مياه"])
def test_ends_are_protected(word):
    assert lexicon.is_protected_end(word)


@pytest.mark.parametrize("word", ["معلمون", "معتقلين", "سيارات", "سجلات", "لغات", "بيتها", "عمله"])
def test_suffixes_are_not_protected(word):
    assert not lexicon.is_protected_end(word)


def test_feminines_that_mean_something_else():
    assert lexicon.is_distinct_feminine("مكتبة")
    assert lexicon.is_distinct_feminine("مدرسه")
    assert not lexicon.is_distinct_feminine("كبيرة")
    assert not lexicon.is_distinct_feminine("طبيبة")


def test_stop_words_are_no_words_of_meaning():
    assert all(map(lexicon.is_stop_word, ["في", "إلى", "الذي", "كانت", "هؤلاء", "وقد"]))
    assert not any(map(lexicon.is_stop_word, ["سلام", "حق", "ماء", "عراق"]))


def test_loading_is_fast_and_small():
    lexicon._lexicon.cache_clear()
    tracemalloc.start()
    lexicon._lexicon()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert size < 16_000_000
    lexicon._lexicon.cache_clear()
    start = time.process_time()
    lexicon._lexicon()
    assert time.process_time() - start < 0.5  # 0.1 s on a quiet machine
