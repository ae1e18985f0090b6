"""The words that Arabic texts of the interface use, one for each meaning, and how they are written.

`make check` reports what differs. Whoever translates finds here what a thing is called:

    administrator   مسؤول              original      الأصل (and nothing else is called so)
    approve         الموافقة           parent page   الصفحة الأم
    CMS             نظام إدارة المحتوى   review        المراجعة (and nothing else is called so)
    council's manager   المشرف          revision      نسخة
    due on          موعدها              submit        تقديم
    event           فعالية              summary       الملخص
    language        اللغة               take over     اعتماد
    on behalf of    باسم                workflow      مسار العمل
    owner           الكاتب              alias         صفحة مرآة

Readers are addressed in the plural (اختاروا، لديكم); buttons are verbal nouns (حفظ، نشر). The
tanwin of the accusative is written on the letter before its alif (ًا).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polib


@dataclass(frozen=True)
class Term:
    """A word that is not used, what is said for it, and for which messages (all by default)."""

    wrong: str
    say: str
    about: str = ""

    def is_wrong_in(self, message: str, text: str) -> bool:
        is_about = re.search(self.about, message, re.IGNORECASE)
        return bool(is_about and re.search(self.wrong, text))


_BEFORE, _AFTER = r"(?<![\w\u0610-\u065f])[وف]?", r"(?![\w\u064b-\u065f])"
_SINGULAR = (
    "اختر|أدخل|حاول|اكتب|انقر|أعد|قم|تحقق|احفظ|انتظر|راجع|أضف|استخدم|يمكنك|لديك|عليك|إليك|منك|لك|"
    "حسابك|إعداداتك|إشعاراتك|صفحاتك|تصلك|بانتظارك|نصك|تغييراتك|تعليقك|أنت|الخاص بك|الخاصة بك"
)

TERMS = [
    Term("اً", "ًا"),
    Term(f"{_BEFORE}({_SINGULAR}){_AFTER}", "the plural (اختاروا، لديكم)"),
    Term("سير (ال)?عمل", "مسار العمل"),
    Term(r"\b(ال|لل|بال)?مدير(ون|ين|ا)?\b", "المسؤول; for a council المشرف"),
    Term("الإعدادات المحلية|اللغة المحلية", "اللغة"),
    Term("لوحة التحكم|واجهة الإدارة", "نظام إدارة المحتوى, البداية"),
    Term("لصالح", "باسم"),
    Term(r"مستحقة|تُ?ستحق\b", "موعدها"),
    Term("الموجز|نبذة", "الملخص", about=r"\bsummary\b"),
    Term(r"\b[ولب]?ا?لحدث\b|\bحدث واحد", "فعالية", about=r"\bevent"),
    Term("عتمد|اعتماد|عتُمد", "الموافقة", about=r"\bapprov"),
    Term("إرسال|رسلت|أُرسل", "تقديم, قُدّم", about=r"\b(re)?submit(ted)?\b(?!ting)"),
    Term("صاحب|مالك", "الكاتب", about="^owner$"),
    Term("أصل|رئيسية", "الصفحة الأم", about=r"\bparent\b"),
    Term("مراجعة", "نسخة", about=r"\brevisions?\b"),
    Term("اسم مستعار", "صفحة مرآة"),
    Term("انظر في الواقع", "عرض الصفحة المنشورة"),
]


def wrong_terms(entry: polib.POEntry) -> Iterator[str]:
    """Yield what the Arabic of a catalogue entry should say otherwise."""
    text = "\n".join([entry.msgstr, *entry.msgstr_plural.values()])
    for term in TERMS:
        if term.is_wrong_in(entry.msgid, text):
            yield f"say {term.say}"
