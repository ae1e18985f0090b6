"""Words and sentences of made-up stories, in both languages. No real person occurs in them.

Sentences take {event}, {subject}, {city} and {number}; the Arabic ones are worded so that any
event fits, whatever its gender.
"""

CITIES = (
    ("Ramadi", "الرمادي", "anbar"),
    ("Hilla", "الحلة", "babil"),
    ("Baghdad", "بغداد", "baghdad"),
    ("Basra", "البصرة", "basra"),
    ("Nasiriyah", "الناصرية", "dhi-qar"),
    ("Baqubah", "بعقوبة", "diyala"),
    ("Duhok", "دهوك", "duhok"),
    ("Erbil", "أربيل", "erbil"),
    ("Halabja", "حلبجة", "halabja"),
    ("Karbala", "كربلاء", "karbala"),
    ("Kirkuk", "كركوك", "kirkuk"),
    ("Amara", "العمارة", "misan"),
    ("Samawah", "السماوة", "muthanna"),
    ("Najaf", "النجف", "najaf"),
    ("Mosul", "الموصل", "nineveh"),
    ("Diwaniyah", "الديوانية", "qadisiyah"),
    ("Tikrit", "تكريت", "saladin"),
    ("Sulaymaniyah", "السليمانية", "sulaymaniyah"),
    ("Kut", "الكوت", "wasit"),
)

EVENTS = (
    ("Workshop", "ورشة عمل"),
    ("Seminar", "ندوة"),
    ("Round table", "مائدة مستديرة"),
    ("Training day", "يوم تدريبي"),
    ("Exhibition", "معرض"),
    ("Volunteer day", "يوم تطوعي"),
    ("Open meeting", "لقاء مفتوح"),
    ("Summer school", "مدرسة صيفية"),
    ("Film evening", "أمسية سينمائية"),
    ("Reading circle", "حلقة قراءة"),
)

SUBJECTS = (
    ("the care of rivers", "رعاية الأنهار"),
    ("local news", "الأخبار المحلية"),
    ("mediation", "الوساطة"),
    ("old buildings", "المباني القديمة"),
    ("school gardens", "حدائق المدارس"),
    ("public parks", "الحدائق العامة"),
    ("women at work", "عمل المرأة"),
    ("sport for all", "الرياضة للجميع"),
    ("photography", "التصوير الفوتوغرافي"),
    ("street theatre", "مسرح الشارع"),
    ("date palms", "نخيل التمر"),
    ("city buses", "حافلات المدينة"),
)

SUMMARIES = (
    (
        "{event} in {city}: {number} people spent the day on {subject} and made a plan.",
        "{event} في {city}: {number} مشاركًا أمضوا اليوم مع {subject} ووضعوا خطة.",
    ),
    (
        "What can be done about {subject}? An afternoon in {city} looked for answers.",
        "ما الذي يمكن فعله بشأن {subject}؟ بحث لقاء عصرًا في {city} عن أجوبة.",
    ),
    (
        "Volunteers in {city} invited their neighbours to talk about {subject}.",
        "دعا متطوعون في {city} جيرانهم إلى الحديث عن {subject}.",
    ),
)

HEADINGS = (
    ("How the day went", "كيف سار اليوم"),
    ("What comes next", "ماذا بعد"),
    ("Who took part", "من شارك"),
    ("Ideas from the room", "أفكار من القاعة"),
)

SENTENCES = (
    ("The hall filled early.", "امتلأت القاعة مبكرًا."),
    ("{number} chairs were not enough.", "لم تكف الكراسي وعددها {number}."),
    (
        "The programme turned around {subject}.",
        "دار البرنامج حول {subject}.",
    ),
    (
        "Groups of five collected questions on large sheets of paper.",
        "جمعت مجموعات من خمسة أشخاص الأسئلة على أوراق كبيرة.",
    ),
    (
        "After tea, each group read out its three most important points.",
        "وبعد الشاي قرأت كل مجموعة أهم ثلاث نقاط عندها.",
    ),
    (
        "Many had come from villages around {city}.",
        "جاء كثيرون من القرى المحيطة بمدينة {city}.",
    ),
    (
        "A list of small steps was pinned to the wall.",
        "وعُلّقت على الجدار قائمة بخطوات صغيرة.",
    ),
    (
        "The next meeting is to be held in a school.",
        "ومن المقرر أن يعقد اللقاء التالي في إحدى المدارس.",
    ),
    (
        "Young people took the minutes and read them at the end.",
        "وتولى الشباب تدوين المحضر وقراءته في الختام.",
    ),
    (
        "Nobody left before the last point was settled.",
        "ولم يغادر أحد قبل حسم النقطة الأخيرة.",
    ),
    (
        "A map of {city} lay on the table, with pins in four colours.",
        "وعلى الطاولة خريطة {city} وعليها دبابيس بأربعة ألوان.",
    ),
    (
        "The discussion about {subject} went on in the courtyard.",
        "واستمر النقاش حول {subject} في باحة المكان.",
    ),
)

POINTS = (
    ("a calendar for the season", "جدول مواعيد للموسم"),
    ("a notice board at the market", "لوحة إعلانات في السوق"),
    ("a small library", "مكتبة صغيرة"),
    ("shared tools", "أدوات مشتركة"),
    ("a group of helpers", "مجموعة من المساعدين"),
    ("a letter to the city council", "رسالة إلى مجلس المدينة"),
)

NOTICE = (
    "This text was made by a program to try out the site. Nothing in it has happened.",
    "هذا النص من صنع برنامج لتجربة الموقع، ولم يحدث شيء مما ورد فيه.",
)
TITLE = (
    "Trial {name}: {event} in {city} on {subject}",
    "تجربة {name}: {event} في {city} عن {subject}",
)
SLUG = ("trial-{name}", "تجربة-{name}")
