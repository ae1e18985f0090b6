"""The names that a new glossary begins with.

Everyday words such as education or heritage are left out, topics though they are: a warning that is
mostly wrong is soon read by nobody.
"""

from typing import Any

from django.apps import apps as all_apps
from django.db import DEFAULT_DB_ALIAS

from core.language.folding import fold
from core.setup.governorates import GOVERNORATES
from translation.glossary.known import forget_names
from translation.models import GlossaryTerm

_UNCONFIRMED = "Arabic form to be confirmed by the initiative."
_VARIANTS = {"Misan": "Maysan\nMissan"}
# (English, Arabic, other spellings, note)
_NAMES: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "place": (
        *((en, ar, _VARIANTS.get(en, ""), "") for _slug, en, ar in GOVERNORATES),
        ("Hit", "هيت", "Heet", "The city in Anbar; with its capital, unlike the verb."),
        ("Fallujah", "الفلوجة", "Falluja", ""),
        ("Amara", "العمارة", "Amarah", "The city in Misan."),
        ("Ramadi", "الرمادي", "Al-Ramadi", ""),
        ("Mesopotamia", "بلاد ما بين النهرين", "ما بين النهرين", ""),
    ),
    "organisation": (
        (
            "Iraqi Civil Society Solidarity Initiative",
            "مبادرة التضامن مع المجتمع المدني العراقي",
            "ICSSI\nالمبادرة الدولية للتضامن مع المجتمع المدني العراقي",
            "",
        ),
        ("Iraqi Social Forum", "المنتدى الاجتماعي العراقي", "", ""),
        ("Kurdistan Social Forum", "المنتدى الاجتماعي الكردستاني", "", ""),
        ("Hit Peace Forum", "منتدى السلام في هيت", "", ""),
        ("Fallujah Social Forum", "المنتدى الاجتماعي في الفلوجة", "", ""),
        (
            "Misan Social Forum",
            "المنتدى الاجتماعي في ميسان",
            "Maysan Social Forum\nMissan Social Forum",
            "",
        ),
        (
            "Councils for Social Cohesion",
            "مجالس التماسك الاجتماعي",
            "Council for Social Cohesion\nمجلس التماسك الاجتماعي",
            "",
        ),
        ("Un Ponte Per", "منظمة جسر إلى الإيطالية", "UPP\nUn Ponte Per (UPP)\nمنظمة جسر إلى", ""),
        (
            "Information Center for Research and Development",
            "مركز المعلومة للبحث والتطوير",
            "",
            "",
        ),
        (
            "Iraqi Center for Negotiation Skills and Conflict Management",
            "المركز العراقي لمهارات التفاوض وإدارة النزاع",
            "",
            "",
        ),
        ("FAI Foundation", "مؤسسة فاي السويسرية", "Fay Foundation\nمؤسسة فاي", ""),
    ),
    "person": (
        ("Saad Al-Khalidy", "سعد الخالدي", "", _UNCONFIRMED),
        ("Mahmood Abdulbadee", "محمود عبد البديع", "", _UNCONFIRMED),
    ),
    "project": (
        (
            "Youth of Mesopotamia for Democratic Rule and Peaceful Coexistence in Iraq",
            "شباب ما بين النهرين من أجل حكم ديمقراطي وتعايش سلمي في العراق",
            "",
            _UNCONFIRMED,
        ),
        (
            "Paths of Coexistence in Mesopotamia",
            "مسارات التعايش في بلاد ما بين النهرين",
            "",
            _UNCONFIRMED,
        ),
    ),
    "topic": (
        ("peace building", "بناء السلام", "peacebuilding", ""),
        ("nonviolence", "اللاعنف", "non-violence", ""),
        ("environment and water", "البيئة والمياه", "", ""),
        ("women's rights", "حقوق المرأة", "", ""),
        ("civil and political rights", "الحقوق المدنية والسياسية", "", ""),
        ("economic and social rights", "الحقوق الاقتصادية والاجتماعية", "", ""),
        ("media and freedom of expression", "الإعلام وحرية التعبير", "", ""),
    ),
}


def plant_names(model: Any = GlossaryTerm, using: str = DEFAULT_DB_ALIAS) -> int:
    """Add the names that the glossary lacks, by any of their spellings; return how many."""
    terms = model.objects.using(using)
    known = {
        fold(spelling)
        for en, ar, variants in terms.values_list("en", "ar", "variants")
        for spelling in (en, ar, *variants.splitlines())
    }
    missing = [
        model(kind=kind, en=en, ar=ar, variants=variants, note=note)
        for kind, names in _NAMES.items()
        for en, ar, variants, note in names
        if fold(en) not in known and fold(ar) not in known
    ]
    terms.bulk_create(missing)
    forget_names()
    return len(missing)


def plant_in_empty_glossary(using: str = DEFAULT_DB_ALIAS, apps: Any = all_apps, **_: Any) -> None:
    """Begin the glossary of a new site, one without any publication, after its first migrate.

    What staff change and delete later is left alone, be it everything. `apps` are as that migrate
    left them: without a glossary, if it went back before that.
    """
    try:
        model = apps.get_model("translation", "GlossaryTerm")
        published = apps.get_model("core", "PublishedItem")
    except LookupError:
        return
    if not any(table.objects.using(using).exists() for table in (model, published)):
        plant_names(model, using)
