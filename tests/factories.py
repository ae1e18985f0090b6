"""Small makers of content: each builds only what a test asks for, through the real models."""

import io
import itertools
import tempfile
from contextlib import ExitStack
from typing import Any

from django.contrib.auth.models import Group
from PIL import Image as Pillow
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from core.media.documents.uploads import CleanDocument
from core.media.photos import CleanPhoto, renditions_made_before
from core.models import Organisation, Person, SiteDocument, SiteImage, Topic, User
from core.publication.adding import add_page, log_publications
from core.publication.transactions import publication_transaction
from forums.models import CouncilIndexPage, CouncilPage, ForumIndexPage, ForumPage
from home.models import HomePage, StandardPage
from news.models import NewsIndexPage, NewsPage
from translation.workflow.begin import submit

_numbers = itertools.count(1)
_renditions = ExitStack()  # for as long as the process runs
_with_renditions: set[str] = set()


def home_page(lang: str = "en") -> HomePage:
    return HomePage.objects.get(locale__language_code=lang)


def news_index(lang: str = "en") -> NewsIndexPage:
    return NewsIndexPage.objects.get(locale__language_code=lang)


def forum_index(lang: str = "en") -> ForumIndexPage:
    return ForumIndexPage.objects.get(locale__language_code=lang)


def council_index(lang: str = "en") -> CouncilIndexPage:
    return CouncilIndexPage.objects.get(locale__language_code=lang)


def _add(parent: Page, page: Any, relations: dict[str, Any]) -> Any:
    page.locale = parent.locale
    for name, value in relations.items():
        setattr(page, name, value)
    if page.live and page.go_live_at:
        _schedule(parent, page)
    else:
        _add_at_once(parent, page)
    page.refresh_from_db()
    return page


def _add_at_once(parent: Page, page: Any) -> None:
    """Add a page as the import does, in a quarter of the time of the CMS's own way."""
    with publication_transaction():
        entry = add_page(parent, page)
        log_publications([entry] if entry else [])


def _schedule(parent: Page, page: Any) -> None:
    with publication_transaction():  # as in the CMS, where one request is one
        parent.add_child(instance=page)
        page.save_revision().publish()


def _split(fields: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: fields.pop(name) for name in names if name in fields}


def make_story(lang: str = "en", **fields: Any) -> NewsPage:
    """Make a published story (`live=False` for a draft) below the news index of `lang`."""
    relations = _split(fields, ("forums", "topics", "partner_organisations", "related_stories"))
    fields.setdefault(
        "title", f"Story {next(_numbers)}" if lang == "en" else f"خبر {next(_numbers)}"
    )
    fields.setdefault("body", [("paragraph", "<p>Text.</p>" if lang == "en" else "<p>نص.</p>")])
    parent = fields.pop("parent", None) or news_index(lang)
    return _add(parent, NewsPage(**fields), relations)


def make_forum(lang: str = "en", **fields: Any) -> ForumPage:
    relations = _split(fields, ("partner_organisations",))
    fields.setdefault("title", f"Forum {next(_numbers)}")
    fields.setdefault("city", "Hit" if lang == "en" else "هيت")
    return _add(forum_index(lang), ForumPage(**fields), relations)


def make_council(lang: str = "en", **fields: Any) -> CouncilPage:
    fields.setdefault("title", f"Council {next(_numbers)}")
    fields.setdefault("city", "Ramadi" if lang == "en" else "الرمادي")
    if not fields.get("managing_forum"):
        fields.setdefault("managing_organisation", make_organisation())
    return _add(council_index(lang), CouncilPage(**fields), {})


def make_page(lang: str = "en", **fields: Any) -> StandardPage:
    fields.setdefault("title", f"Page {next(_numbers)}")
    parent = fields.pop("parent", None) or home_page(lang)
    return _add(parent, StandardPage(**fields), {})


def make_pair(make: Any = make_story, **both: Any) -> tuple[Any, Any]:
    """Make one work in both languages, joined but not translated segment by segment."""
    english = make("en", **both)
    return english, make("ar", translation_key=english.translation_key, **both)


def make_topic(name_en: str = "", name_ar: str = "", **fields: Any) -> Topic:
    number = next(_numbers)
    return Topic.objects.create(
        name_en=name_en or f"Topic {number}", name_ar=name_ar or f"موضوع {number}", **fields
    )


def make_organisation(name_en: str = "", name_ar: str = "", **fields: Any) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(
        name_en=name_en or f"Organisation {number}", name_ar=name_ar or f"منظمة {number}", **fields
    )


def make_person(name_en: str = "", name_ar: str = "") -> Person:
    number = next(_numbers)
    return Person.objects.create(
        name_en=name_en or f"Person {number}", name_ar=name_ar or f"شخص {number}"
    )


def make_image(size: tuple[int, int] = (1200, 800), **fields: Any) -> SiteImage:
    """Make a stored picture, of 1200 × 800 pixels unless another size is wanted."""
    buffer = io.BytesIO()
    Pillow.new("RGB", size, "#2a6f6f").save(buffer, "JPEG")
    defaults = {"title": "River", "alt_en": "A river", "alt_ar": "نهر"}
    photo = CleanPhoto(buffer.getvalue(), name="river.jpg")  # not read in a process of its own
    image = SiteImage(file=photo, **(defaults | fields))
    image._set_image_file_metadata()
    _make_renditions_once(image)
    image.save()
    return image


def _make_renditions_once(image: SiteImage) -> None:
    """Encode the sizes of a picture that all tests have, which takes longer than a whole story."""
    if image.file_hash not in _with_renditions and not image.has_focal_point():
        _with_renditions.add(image.file_hash)
        _renditions.enter_context(renditions_made_before())(image)


def make_document(
    title: str = "Report", *, content: bytes = b"Text", name: str = "report.pdf", **fields: Any
) -> SiteDocument:
    """Make a stored document; the content is not read, only the ending of `name` is stored."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the model reads it
    file.write(content)
    document = SiteDocument(title=title, file=CleanDocument(file, name), **fields)
    document._set_document_file_metadata()
    document.save()
    return document


def make_user(role: str = "", lang: str = "en", **fields: Any) -> User:
    """Make a user with the password "a long password" in the group `role`, if one is given."""
    user = User.objects.create_user(
        fields.pop("email", f"user{next(_numbers)}@example.org"), "a long password", **fields
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def locale(lang: str) -> Locale:
    return Locale.objects.get(language_code=lang)


def begin_translation(page: Page, lang: str = "ar") -> Any:
    """Have `page` translated into `lang`; return the draft, in which nothing is translated yet."""
    return submit(page, locale(lang))


def translation_of(draft: Page) -> Translation:
    """Return the wagtail-localize translation whose target is `draft`."""
    return Translation.objects.get(
        source__object_id=draft.translation_key, target_locale=draft.locale
    )


def translate_texts(draft: Page, texts: dict[str, str] | None = None) -> Translation:
    """Translate the texts of a draft: with `texts`, the others with words of its language.

    The page itself is not written; publish by `translation_of(draft).save_target()`.
    """
    translation = translation_of(draft)
    lang = draft.locale.language_code
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        words = f"نص {next(_numbers)}" if lang == "ar" else f"Text {next(_numbers)}"
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=draft.locale,
            defaults={
                "data": (texts or {}).get(segment.string.data, words),
                "translation_type": "manual",
            },
        )
    return translation


def make_translated_story(lang: str = "en", **fields: Any) -> tuple[NewsPage, NewsPage]:
    """Make a story and its published translation, segment by segment; return both."""
    original = make_story(lang, **fields)
    draft = begin_translation(original, "ar" if lang == "en" else "en")
    translate_texts(draft).save_target()
    draft.refresh_from_db()
    return original, draft
