"""Pictures on the list: those beside pages, and those that have no alternative text yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.permissions import policy_registry

from core.language.languages import LANGUAGES
from core.models import SiteImage, SiteRendition

_KNOWING = ["choose", "change", "delete"]
LONGEST = SiteImage._meta.get_field("alt_en").max_length or 0


@dataclass(frozen=True)
class ShownPicture:
    """A picture with its alternative texts; `may_change` where the user may write them."""

    pk: int
    url: str
    texts: list[tuple[str, str]]
    may_change: bool


def pictures_of_pages(pages: Iterable[Any], user: Any) -> dict[int, str]:
    """Return the address of a small picture for each page that has one which the user may know."""
    leads = {page.pk: getattr(page, "lead_image_id", None) for page in pages}
    known = set(_known(filter(None, leads.values()), user).values_list("pk", flat=True))
    small = _small(known)
    return {pk: small[image] for pk, image in leads.items() if image in small}


def pictures_to_describe(ids: Iterable[int], user: Any) -> dict[int, ShownPicture]:
    """Return the pictures among `ids` that the user may know, by id."""
    found = {image.pk: image for image in _known(ids, user)}
    small, mine = _small(found), _changeable(found, user)
    return {
        pk: ShownPicture(
            pk=pk,
            url=small.get(pk, ""),
            texts=[(lang, getattr(image, f"alt_{lang}")) for lang in LANGUAGES],
            may_change=pk in mine,
        )
        for pk, image in found.items()
    }


def write_texts(given: Mapping[str, str], user: Any) -> list[tuple[int, str]]:
    """Write the texts of fields such as "alt_en-12" where there are none yet.

    Returns the picture and language of each that was written. What somebody wrote meanwhile, and
    pictures that the user may not change, stay as they are.
    """
    texts: dict[int, dict[str, str]] = {}
    for name, value in given.items():
        field, _hyphen, number = name.partition("-")
        lang = field.removeprefix("alt_")
        if lang in LANGUAGES and number.isdecimal() and len(number) < 10 and value.strip():
            texts.setdefault(int(number), {})[lang] = value.strip()[:LONGEST]
    written = []
    for image in SiteImage.objects.filter(pk__in=_changeable(texts, user)):
        empty = [lang for lang in texts[image.pk] if not getattr(image, f"alt_{lang}")]
        for lang in empty:
            setattr(image, f"alt_{lang}", texts[image.pk][lang])
            written.append((image.pk, lang))
        if empty:
            image.save()
    return written


def remove_texts(written: Iterable[tuple[int, str]], user: Any) -> None:
    """Empty the alternative texts that were written, as far as the user may."""
    langs: dict[int, list[str]] = {}
    for pk, lang in written:
        langs.setdefault(pk, []).append(lang)
    for image in SiteImage.objects.filter(pk__in=_changeable(langs, user)):
        for lang in langs[image.pk]:
            setattr(image, f"alt_{lang}", "")
        image.save()


def without_text(ids: Iterable[int]) -> set[int]:
    """Return the pictures among `ids` that have no alternative text in any language."""
    empty = {f"alt_{lang}": "" for lang in LANGUAGES}
    return set(SiteImage.objects.filter(pk__in=list(ids), **empty).values_list("pk", flat=True))


def _known(ids: Iterable[Any], user: Any) -> Any:
    policy = policy_registry.get_by_type(SiteImage)
    mine = policy.instances_user_has_any_permission_for(user, _KNOWING)
    return mine.filter(pk__in=list(ids))


def _changeable(ids: Iterable[int], user: Any) -> set[int]:
    policy = policy_registry.get_by_type(SiteImage)
    mine = policy.instances_user_has_permission_for(user, "change").filter(pk__in=list(ids))
    return set(mine.values_list("pk", flat=True))


def _small(ids: Iterable[int]) -> dict[int, str]:
    """Return the address of the smallest size that was made of each picture."""
    made = SiteRendition.objects.filter(image_id__in=list(ids), filter_spec__endswith="format-jpeg")
    found: dict[int, str] = {}
    for rendition in made.order_by("width", "pk"):
        found.setdefault(rendition.image_id, rendition.url)
    return found
