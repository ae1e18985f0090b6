"""The texts of the site of edge content, by language."""

LANGS = ("en", "ar")
OTHER = {"en": "ar", "ar": "en"}
LONG = {
    "en": (
        "A title of one hundred and sixty characters, with عنوان طويل بالعربية in its middle and "
        "then once more plain words, to see how large type divides over lines"
    ),
    "ar": (
        "عنوان من مئة وستين حرفًا، وفي وسطه كلمات لاتينية Social Media Training 2019 ثم كلمات "
        "عربية من جديد، لنرى كيف يتوزع الخط الكبير على أسطر كثيرة في شاشة ضيقة جدًا"
    ),
}
# No word of sixty characters offers a place to divide it.
WORD = {"en": "Interregional" * 5, "ar": "المستقبليات" * 6}
LONG_WORD = {lang: f"{word[:60]}" for lang, word in WORD.items()}
TITLES = {
    "plain": {"en": "A story without a picture", "ar": "خبر بلا صورة"},
    "portrait": {"en": "A story with upright pictures", "ar": "خبر بصور عمودية"},
    "panorama": {"en": "A story with a very wide picture", "ar": "خبر بصورة عريضة جدًا"},
    "topics": {"en": "A story about eight topics", "ar": "خبر عن ثمانية مواضيع"},
    "story": {"en": "A story that has everything", "ar": "خبر فيه كل شيء"},
    "outdated": {"en": "A story whose original has changed", "ar": "خبر تغيّر نصه الأصلي"},
    "withdrawn": {"en": "A story that was withdrawn", "ar": "خبر سُحب"},
    "alone": {"en": "A story in one language", "ar": "خبر بلغة واحدة"},
}
SUMMARY = {
    "en": "Two sentences, as editors write them. The second one names a number, +964 770 123 4567.",
    "ar": "جملتان كما يكتبهما المحررون. وفي الثانية رقم هاتف، ‎+964 770 123 4567، كي نرى اتجاهه.",
}
SENTENCES = {
    "en": (
        "Every paragraph of this text describes only itself.",
        "It is as long as paragraphs of real stories are.",
        "Its sentences differ in length, because lines that are all alike hide faults of spacing.",
        "Some of them contain (brackets), 1,234.5 numbers and “quotation marks”.",
        "Others are short.",
        "The next one has a word in the other language: التماسك الاجتماعي.",
        "A few are so long that they take up five lines, each of which has to be found again.",
        "After that a paragraph ends where it may.",
    ),
    "ar": (
        "كل فقرة من هذا النص لا تصف إلا نفسها.",
        "وهي بطول الفقرات في الأخبار الحقيقية.",
        "تختلف جملها في الطول، لأن الأسطر المتشابهة تخفي عيوب المسافات.",
        "في بعضها (أقواس) وأرقام مثل 1,234.5 و«علامات اقتباس».",
        "وبعضها قصير.",
        "وفي الجملة التالية عبارة باللغة الأخرى: Social Cohesion Council.",
        "وقليل منها طويل إلى حد أنه يمتد على خمسة أسطر، وعلى القارئ أن يجد بداية كل سطر من جديد.",
        "ثم تنتهي الفقرة حيث يمكنها أن تنتهي.",
    ),
}
HEADINGS = {
    "en": ("The first part", "A smaller part of it", "The second part"),
    "ar": ("القسم الأول", "جزء أصغر منه", "القسم الثاني"),
}
CAPTION = {"en": "A caption that describes the picture", "ar": "شرح يصف الصورة"}
# A word that the summaries of stories have.
QUERY = {"en": "sentences", "ar": "جملتان"}
PLACE = {"en": "Hit", "ar": "هيت"}
MISSION = {
    "en": "A mission in one sentence that is as long as missions are, with a comma in it.",
    "ar": "مهمة في جملة واحدة، بطول ما تكون عليه المهام عادة.",
}
FORUM = {"en": "Forum of edge content", "ar": "منتدى المحتوى التجريبي"}
COUNCIL = {"en": "Council of edge content", "ar": "مجلس المحتوى التجريبي"}
PAGE = {"en": "About this content", "ar": "عن هذا المحتوى"}
CITIES = {
    "en": ("Hit", "Amara", "Sulaymaniyah", "Fallujah", "Ramadi", "Baghdad"),
    "ar": ("هيت", "العمارة", "السليمانية", "الفلوجة", "الرمادي", "بغداد"),
}
GOVERNORATES = ("anbar", "misan", "sulaymaniyah", "anbar", "anbar", "baghdad")
TOPICS = (
    ("Water", "المياه"),
    ("Youth", "الشباب"),
    ("Peace building", "بناء السلام"),
    ("Women’s rights", "حقوق المرأة"),
    ("Freedom of expression", "حرية التعبير"),
    ("Social cohesion and the return of displaced people", "التماسك الاجتماعي وعودة النازحين"),
    ("Sport against violence", "الرياضة ضد العنف"),
    ("Workers’ rights", "حقوق العمال"),
)
