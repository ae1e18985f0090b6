"""Words of lines that lead to the other language, and of credits to a source, as people type them.

They are compared folded (`core.language.folding`), so that spellings of hamza do not matter.
"""

import re

from core.language.folding import folded_words

_NAMES = (
    "arabic arabi عربي العربية عربية بالعربية بالعربي english إنكليزي الإنكليزية إنكليزية "
    "بالإنكليزية إنجليزي الإنجليزية إنجليزية بالإنجليزية kurdish kurdî كردي الكردية بالكردية "
    "کوردی italian italiano إيطالي الإيطالية بالإيطالية ar en eng"
)
_AROUND = (
    "read view see this the article story post page text news it is also available in on for to "
    "version translation language here click press full original other من هنا هذا هذه اقرأ إقرأ "
    "اقرأوا اقرؤوا لقراءة قراءة المقال المقالة الخبر النص القصة الصفحة باللغة اللغة لغة النسخة "
    "نسخة الترجمة ترجمة اضغط انقر اضغطوا انقروا على في إلى كاملا و"
)
LANGUAGE_NAMES = frozenset(folded_words(_NAMES))
_LANGUAGE_LINE = LANGUAGE_NAMES | frozenset(folded_words(_AROUND))
_LONGEST_LINE = 120  # characters

# Who wrote what the initiative's sites have reprinted most.
PRESS_HOSTS = frozenset(
    [
        "niqash.org",
        "al-monitor.com",
        "hrw.org",
        "amnesty.org",
        "almadapaper.net",
        "almadapress.com",
        "aljazeera.com",
        "aljazeera.net",
        "alarabiya.net",
        "alsumaria.tv",
        "theguardian.com",
        "bbc.co.uk",
        "bbc.com",
        "reuters.com",
        "irinnews.org",
        "opendemocracy.net",
        "iwpr.net",
        "middleeasteye.net",
        "ilo.org",
        "un.org",
        "uniraq.org",
    ]
)

_CREDIT = re.compile(
    r"^\W*(?:source|originally\s+(?:published|posted|appeared)|first\s+(?:published|appeared)|"
    r"(?:this\s+(?:article|story|text|report)\s+)?(?:was\s+)?(?:first\s+|originally\s+)?"
    r"(?:published|appeared|posted)\s+(?:in|on|at|by)|reprinted|republished|via|courtesy\s+of|"
    r"المصدر|مصدر|نقلا|نقلاً|عن\s+موقع|نشر(?:ت)?\s+(?:في|على|أول)|النص\s+الأصلي|"
    r"منشور\s+(?:في|على)|أعيد\s+نشر)\b",
    re.IGNORECASE,
)


def is_language_line(text: str) -> bool:
    """Whether a text names languages and nothing else, as “Arabic | عربي” does."""
    if len(text) > _LONGEST_LINE:
        return False
    words = folded_words(text)
    return any(word in LANGUAGE_NAMES for word in words) and _LANGUAGE_LINE.issuperset(words)


def is_credit(text: str) -> bool:
    """Whether a line begins as a credit to a source does, such as “Source: …” or “المصدر: …”."""
    return _CREDIT.match(text) is not None
