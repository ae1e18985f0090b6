"""Iraq's governorates: a list that everybody knows, as (slug, English name, Arabic name)."""

GOVERNORATES = (
    ("anbar", "Anbar", "الأنبار"),
    ("babil", "Babil", "بابل"),
    ("baghdad", "Baghdad", "بغداد"),
    ("basra", "Basra", "البصرة"),
    ("dhi-qar", "Dhi Qar", "ذي قار"),
    ("diyala", "Diyala", "ديالى"),
    ("duhok", "Duhok", "دهوك"),
    ("erbil", "Erbil", "أربيل"),
    ("halabja", "Halabja", "حلبجة"),
    ("karbala", "Karbala", "كربلاء"),
    ("kirkuk", "Kirkuk", "كركوك"),
    ("misan", "Misan", "ميسان"),
    ("muthanna", "Muthanna", "المثنى"),
    ("najaf", "Najaf", "النجف"),
    ("nineveh", "Nineveh", "نينوى"),
    ("qadisiyah", "Qadisiyah", "القادسية"),
    ("saladin", "Saladin", "صلاح الدين"),
    ("sulaymaniyah", "Sulaymaniyah", "السليمانية"),
    ("wasit", "Wasit", "واسط"),
)
