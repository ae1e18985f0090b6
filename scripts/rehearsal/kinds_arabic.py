"""Posts of the Arabic site, one of every kind that its editors have left behind."""

# ruff: noqa: E501 - HTML as WordPress writes it

from rehearsal.kinds import numbered
from rehearsal.posts import FIRST_PICTURE, HIDDEN, HOMES, OldPost, file_of

HOME = HOMES["ar"]
UPLOADS = f"{HOME}/wp-content/uploads/2016/03"
TEXT = "اجتمع المتطوعون عند النهر وخططوا للأسبوع."


def picture(number: int, size: str = "") -> str:
    ending = f"-{size}" if size else ""
    return f"{UPLOADS}/{file_of('ar', FIRST_PICTURE + number)}{ending}.jpg"


_CONTENTS = {
    "جدول من اليمين": f'{TEXT}\n\n<table dir="rtl" style="direction:rtl"><tbody><tr><td>المدينة</td>'
    "<td>اليوم</td></tr><tr><td>هيت</td><td>الاثنين ١٢/٥</td></tr></tbody></table>",
    "صورة وتعليق": f'{TEXT}\n\n[caption id="x" align="alignright" width="300"]<img src="{picture(2, "300x200")}"'
    ' width="300" /> أطفال عند الجدار[/caption]',
    "معرض صور": f'{TEXT}\n\n[gallery ids="{FIRST_PICTURE + 3},{FIRST_PICTURE + 4}"]',
    "قوائم داخل قوائم": "<ul>\n<li>احضروا\n<ol>\n<li>ماء</li>\n<li>خبزا</li>\n</ol>\n</li>\n<li>واتركوا الباقي</li>"
    "\n</ul>",
    "نص من وورد": '<p class="MsoNormal" dir="RTL" style="text-align:right"><b><span lang="AR-IQ" style='
    '"font-family:Arial">عنوان فرعي</span></b></p><p class="MsoListParagraph" style="mso-list:l0 level1 lfo1">'
    '<span style="font-family:Symbol">·</span>البند الأول</p><p dir="rtl"><font color="red">'
    + TEXT
    + "</font></p>",
    "أشكال الحروف": "ﻣﺒﺎدرة اﻟﺘﻀﺎﻣﻦ ﻣﻊ اﻟﻤﺠﺘﻤﻊ اﻟﻤﺪﻧﻲ",
    "كتل": '<!-- wp:heading --><h2>عنوان</h2><!-- /wp:heading --><!-- wp:paragraph {"align":"right"} -->'
    f'<p class="has-text-align-right">{TEXT}</p><!-- /wp:paragraph --><!-- wp:quote --><blockquote '
    'class="wp-block-quote"><p>الماء للجميع.</p><cite>صياد</cite></blockquote><!-- /wp:quote -->',
    "روابط": f'{TEXT} <a href="{HOME}/?p=500">الأسبوع الأول</a>، <a href="{HOMES["en"]}/archives/500">بالانكليزية'
    f'</a>، {HOME}/archives/501 و<a href="/archives/999999">لا شيء</a>.',
    "تقرير": f'{TEXT} <a href="@PDF@">التقرير</a>',
}
_SPECIAL = (
    OldPost(0, "خاص", TEXT, HIDDEN, {"post_status": "private"}),
    OldPost(0, "مسودة", TEXT, HIDDEN, {"post_status": "draft"}),
    OldPost(0, "بكلمة مرور", TEXT, HIDDEN, {"post_password": "x"}),
    OldPost(
        0, "An English text", "Volunteers met by the river and planned the whole week.", HIDDEN
    ),
    OldPost(0, "من نحن", TEXT, values={"post_type": "page", "post_name": "من-نحن"}),
    OldPost(0, "خبر منقول", f'{TEXT}\n\nالمصدر: <a href="https://press.example/ar">الجريدة</a>'),
)


def kinds() -> list[OldPost]:
    return numbered([*(OldPost(0, title, text) for title, text in _CONTENTS.items()), *_SPECIAL])
