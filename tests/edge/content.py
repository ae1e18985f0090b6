"""Fills the site of edge content and names its addresses."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from core.models import (
    Governorate,
    InitiativeSettings,
    Menu,
    MenuLink,
    PublishedItem,
    Topic,
)
from core.publication.transactions import publication_transaction
from home.models import FeaturedStory
from tests import factories
from tests.edge import words
from tests.edge.pictures import Photographs
from tests.edge.words import LANGS, OTHER
from tests.item_rows import multiply

# Stories in each language; the last of them have no pages behind them.
MANY = 400
NEWEST = datetime(2026, 3, 1, 9, tzinfo=UTC)
Pages = dict[str, dict[str, Any]]
Addresses = dict[str, dict[str, str]]
_CITIES = {  # where they are on the map
    "Hit": ("33.64", "42.83"), "Amara": ("31.84", "47.14"), "Sulaymaniyah": ("35.56", "45.43"),
    "Fallujah": ("33.35", "43.78"), "Ramadi": ("33.43", "43.30"), "Baghdad": ("33.31", "44.36"),
}  # fmt: skip


class EdgeSite:
    """What is made in both languages; `pages` by language and name are pictured and measured."""

    def __init__(self, photographs: Photographs) -> None:
        self.photographs = photographs
        self.pages: Pages = {lang: {} for lang in LANGS}
        self.topics = [factories.make_topic(*names) for names in words.TOPICS]
        self.partners = [factories.make_organisation(f"Partner {n}", f"شريك {n}") for n in range(3)]
        self.made = 0

    def make(self) -> None:
        with publication_transaction():
            self._make_both()
        for lang in LANGS:
            self._withdrawn(lang)
            self._outdated(lang)
            self.pages[lang]["alone"] = self._story(lang, "alone")
        self._surroundings()

    def _make_both(self) -> None:
        # What lists show on their first pages is made last, and is the newest.
        for number in range(len(words.CITIES["en"])):
            self._forum_and_council(number)
        for _ in range(8):
            self._both("pictured", lambda lang: {"title": self._numbered(lang)})
        for shape in ("portrait", "panorama"):
            self._both(shape, lambda lang, shape=shape: self._in_shape(lang, shape))
        self._both("topics", lambda lang: {"topics": self.topics})
        self._both("plain", lambda lang: {"lead_image": None, "summary": ""})
        self._both("long-word", lambda lang: {"title": words.LONG_WORD[lang]})
        self._both("long-title", lambda lang: {"title": words.LONG[lang]})
        self._both("story", self._everything)

    def _numbered(self, lang: str) -> str:
        return {"en": "Pictured story {}", "ar": "خبر مصوّر {}"}[lang].format(self.made)

    def _story(self, lang: str, name: str, **fields: Any) -> Any:
        values = {
            "title": words.TITLES.get(name, {}).get(lang),
            "summary": words.SUMMARY[lang],
            "body": text(lang, 2),
            "topics": self.topics[:1],
            "place": words.PLACE[lang],
            "story_date": NEWEST + timedelta(hours=self.made),
        } | fields
        if "lead_image" not in values:
            values["lead_image"] = self.photographs.store()
        return factories.make_story(lang, **values)

    def _both(self, name: str, fields: Any) -> None:
        """Make a story in both languages; they are pages of one work."""
        self.made += 1
        english = self._story("en", name, **fields("en"))
        shared = {"translation_key": english.translation_key, "lead_image": english.lead_image}
        arabic = self._story("ar", name, **shared | fields("ar"))
        self.pages["en"][name], self.pages["ar"][name] = english, arabic

    def _in_shape(self, lang: str, shape: str) -> dict[str, Any]:
        photos = [self._photo(lang, shape) for shape in ("portrait", "landscape", "panorama")]
        pictures = [("photo", self._photo(lang, shape)), ("gallery", {"photos": photos})]
        return {"lead_image": self.photographs.store(shape), "body": [*text(lang, 1), *pictures]}

    def _photo(self, lang: str, shape: str) -> dict[str, Any]:
        caption, credit = words.CAPTION[lang], {"en": "Sara Ali", "ar": "سارة علي"}[lang]
        return {"image": self.photographs.store(shape), "caption": caption, "credit": credit}

    def _everything(self, lang: str) -> dict[str, Any]:
        document = factories.make_document(words.PAGE[lang], content=b"x" * 60_000)
        first, smaller, second = words.HEADINGS[lang]
        body = [
            *text(lang, 2),
            ("heading", {"text": first, "level": "h2"}),
            *text(lang, 1),
            ("photo", self._photo(lang, "landscape")),
            ("quote", {"text": words.SENTENCES[lang][2], "attribution": words.FORUM[lang]}),
            ("heading", {"text": smaller, "level": "h3"}),
            *text(lang, 1),
            ("paragraph", f"<ul><li>{'</li><li>'.join(words.SENTENCES[lang][:3])}</li></ul>"),
            ("heading", {"text": second, "level": "h2"}),
            ("document", {"document": document, "text": ""}),
            ("video", {"address": "https://youtu.be/x", "title": words.CAPTION[lang]}),
            ("call_to_action", {"text": words.SENTENCES[lang][0], "label": words.PAGE[lang],
                                "address": "https://example.org/"}),
            ("related_pages", {"heading": "", "pages": [self.pages[lang]["topics"]]}),
            *text(lang, 3),
        ]  # fmt: skip
        return {
            "body": body,
            "forums": [self.pages[lang]["forum"]],
            "topics": self.topics[:2],
            "partner_organisations": self.partners,
            "governorate": Governorate.objects.get(slug="anbar"),
            "event_start": NEWEST - timedelta(days=3),
            "byline_organisation": self.partners[0],
            "source_url": "https://example.org/source",
        }

    def _withdrawn(self, lang: str) -> None:
        page = self.pages[lang]["withdrawn"] = self._story(lang, "withdrawn")
        page.unpublish()

    def _outdated(self, lang: str) -> None:
        """Translate a story into `lang`, and change its original."""
        original = self._story(OTHER[lang], "outdated")
        draft = factories.begin_translation(original, lang)
        fields = (words.TITLES["outdated"], words.SUMMARY, words.PLACE)
        texts = {field[OTHER[lang]]: field[lang] for field in fields}
        factories.translate_texts(draft, texts).save_target()
        draft.refresh_from_db()
        self.pages[lang]["outdated"] = draft
        original.summary = words.SENTENCES[OTHER[lang]][0]
        original.save_revision().publish()

    def _forum_and_council(self, number: int) -> None:
        key: dict[str, Any] = {}
        image = self.photographs.store()
        latitude, longitude = map(Decimal, _CITIES[words.CITIES["en"][number]])
        shared = {
            "governorate": Governorate.objects.get(slug=words.GOVERNORATES[number]),
            "lead_image": image if number % 2 == 0 else None,
        }
        for lang in LANGS:
            city = words.CITIES[lang][number]
            common = shared | {"city": city, "summary": words.SUMMARY[lang], "body": text(lang, 2)}
            forum = factories.make_forum(
                lang, title=f"{words.FORUM[lang]}: {city}", email="forum@example.org",
                phone="+964 770 123 4567", website_url="https://example.org/",
                facebook_url="https://www.facebook.com/example", latitude=latitude,
                longitude=longitude, partner_organisations=self.partners, **common,
                **key.get("forum", {}),
            )  # fmt: skip
            council = factories.make_council(
                lang, title=f"{words.COUNCIL[lang]}: {city}", managing_forum=forum, **common,
                **key.get("council", {}),
            )  # fmt: skip
            key = {
                "forum": {"translation_key": forum.translation_key},
                "council": {"translation_key": council.translation_key},
            }
            self.pages[lang].setdefault("forum", forum)
            self.pages[lang].setdefault("council", council)

    def _surroundings(self) -> None:
        """Front pages, standard pages, menus and settings."""
        settings = InitiativeSettings.load()
        image = self.photographs.store()
        for lang in LANGS:
            page = factories.make_page(lang, title=words.PAGE[lang], body=text(lang, 3))
            self.pages[lang]["page"] = page
            setattr(settings, f"tagline_{lang}", words.CAPTION[lang])
            setattr(settings, f"footer_{lang}", words.SENTENCES[lang][0])
            home = factories.home_page(lang)
            home.mission, home.lead_image, home.body = words.MISSION[lang], image, text(lang, 1)
            home.featured_stories = [
                FeaturedStory(story=self.pages[lang][name]) for name in ("story", "plain", "topics")
            ]
            home.save_revision().publish()
            fill_menus(lang, page)
        settings.contact_email = "initiative.office@example.org"
        settings.facebook_url = "https://www.facebook.com/example"
        settings.save()


def text(lang: str, paragraphs: int) -> list[tuple[str, Any]]:
    """Return paragraphs that differ."""
    sentences = words.SENTENCES[lang]
    turned = [sentences[n % 7 :] + sentences[: n % 7] for n in range(paragraphs)]
    return [("paragraph", "".join(f"<p>{' '.join(each)}</p>" for each in turned))]


def fill_menus(lang: str, page: Any) -> None:
    indexes = [factories.news_index, factories.forum_index, factories.council_index]
    links = {
        Menu.Place.MAIN: [*(index(lang) for index in indexes), page],
        Menu.Place.FOOTER: [page],
    }
    for place, pages in links.items():
        menu, _ = Menu.objects.get_or_create(place=place, language=lang)
        for order, each in enumerate(pages):
            MenuLink.objects.create(menu=menu, page=each, sort_order=order)


def fill() -> Addresses:
    """Fill the site; return the addresses of its pages by language and name."""
    photographs = Photographs()
    with photographs.prepared():
        site = EdgeSite(photographs)
        site.make()
        multiply_stories(site.pages)
    return {lang: addresses(lang, site.pages[lang], site.pages[OTHER[lang]]) for lang in LANGS}


def multiply_stories(pages: Pages) -> None:
    """Have as many stories in each language as lists with many pages need, at little cost."""
    for lang in LANGS:
        with publication_transaction():
            item = PublishedItem.objects.get(page_id=pages[lang]["pictured"].pk)
            there = PublishedItem.objects.public().of_type("news").in_language(lang).count()
            multiply(MANY - there + 1, item, apart=timedelta(days=9))


def fill_with_one() -> Addresses:
    """Make one story, in both languages, and nothing else."""
    photographs = Photographs()
    with photographs.prepared():
        image = photographs.store()
        both = {lang: words.TITLES["story"][lang] for lang in LANGS}
        english = factories.make_story("en", title=both["en"], lead_image=image)
        key = english.translation_key
        factories.make_story("ar", title=both["ar"], lead_image=image, translation_key=key)
    return {}


def addresses(lang: str, pages: dict[str, Any], others: dict[str, Any]) -> dict[str, str]:
    """Return the address of everything that is looked at, by its name."""
    topic, eighth = (Topic.objects.get(name_en=words.TOPICS[n][0]).slug for n in (0, 7))
    found = {
        "home": f"/{lang}/",
        "news": f"/{lang}/news/",
        "news-page-2": f"/{lang}/news/?page=2",
        "news-filtered": f"/{lang}/news/?topic={topic}&year=2026",
        "news-nothing": f"/{lang}/news/?topic={eighth}&year=2020",
        "forums": f"/{lang}/forums/",
        "councils": f"/{lang}/councils/",
        "topics": f"/{lang}/topics/",
        "topic": f"/{lang}/topics/{topic}/",
        "search": f"/{lang}/search/?q={words.QUERY[lang]}",
        "search-nothing": f"/{lang}/search/?q=zzzzzz",
        "search-empty": f"/{lang}/search/",
        "not-found": f"/{lang}/nothing-here/",
        # The story exists in the other language alone, and is offered.
        "not-found-offer": f"/{lang}/news/{others['alone'].slug}/",
    }
    named = {name: page.get_url() for name, page in pages.items() if name != "pictured"}
    return found | {
        name if name in ("story", "forum", "council", "page") else f"story-{name}": address
        for name, address in named.items()
    }
