"""Forums that the mapping file makes: drafts in both languages, for people to complete."""

from uuid import UUID, uuid5

from django.db.models import Q

from core.language.languages import DEFAULT_LANGUAGE, LANGUAGES, other_language
from core.publication.registry import join_translation
from core.publication.transactions import publication_transaction
from forums.models import ForumIndexPage, ForumPage
from moving.mapping.targets import NewForum

_NAMESPACE = UUID("8d2a7c14-95be-5f60-a0d3-7be1c46f2d90")


def make_forum(forum: NewForum) -> bool:
    """Make a forum as drafts, unless it is there; return whether it was made.

    One that was made before is known by its work, whatever it is called now.
    """
    is_it = Q(slug=forum.slug) | Q(translation_key=uuid5(_NAMESPACE, forum.slug))
    if ForumPage.objects.filter(is_it).exists():
        return False
    with publication_transaction():
        pages = {lang: _page(forum, lang) for lang in LANGUAGES}
        stored = {lang: ForumPage.objects.get(pk=page.pk) for lang, page in pages.items()}
        join_translation(stored[DEFAULT_LANGUAGE], stored[other_language(DEFAULT_LANGUAGE)])
    return True


def _page(forum: NewForum, lang: str) -> ForumPage:
    index = ForumIndexPage.objects.select_related("locale").get(locale__language_code=lang)
    page = ForumPage(
        title=forum.titles[lang],
        city=forum.cities[lang],
        governorate=forum.governorate.row,
        translation_key=uuid5(_NAMESPACE, forum.slug),
        locale=index.locale,
        live=False,
    )
    if lang == DEFAULT_LANGUAGE:
        page.slug = forum.slug
    index.add_child(instance=page)
    page.save_revision(clean=False)
    return page
