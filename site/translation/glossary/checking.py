"""Names of an original that its translation does not have."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from core.language.languages import other_language
from translation.content.findings import Finding
from translation.content.texts import accepted, label, place_of, plain, segments_of
from translation.glossary.known import glossary
from translation.glossary.matching import Name


@dataclass(frozen=True)
class MissingName:
    """A name of a text of the original; no spelling in `wanted` is in the text's translation.

    `place` is what the CMS calls the text's place, `text` the original's own plain text.
    """

    term: Name
    wanted: list[str]
    place: str
    text: str


def missing_names(translation: Translation) -> list[MissingName]:
    """Return the names that the accepted texts of a translation lack, in the original's order.

    Texts that nobody has translated and texts that were left as they are do not count. Costs the
    same few queries however long the page is.
    """
    source, locale = translation.source, translation.target_locale
    done = {
        (string_id, context_id): plain(data)
        for string_id, context_id, data in accepted(source.object_id, locale).values_list(
            "translation_of_id", "context_id", "data"
        )
    }
    model: Any = source.specific_content_type.model_class()
    missing = []
    for segment in segments_of(source):
        text = plain(segment.string.data)
        translated = done.get((segment.string_id, segment.context_id))
        if translated and translated != text:
            langs = source.locale.language_code, locale.language_code
            place = label(model, place_of(segment.context))
            missing += [
                MissingName(name, name.spellings(langs[1]), place, text)
                for name in _lacking(text, translated, *langs)
            ]
    return missing


def name_findings(original: str, data: str, lang: str) -> list[Finding]:
    """Return what to say of a text in `lang` that lacks names of its original: one or nothing."""
    text, translated = plain(original), plain(data)
    if not translated or translated == text:
        return []
    source = other_language(lang)
    pairs = [
        f"{name.in_language(source)} = {name.in_language(lang)}"
        for name in _lacking(text, translated, source, lang)
    ]
    if not pairs:
        return []
    return [Finding(_("Not as in the glossary: %(names)s.") % {"names": _("; ").join(pairs)})]


def _lacking(text: str, translated: str, source_lang: str, target_lang: str) -> Iterator[Name]:
    """Yield each name of `text` once that `translated` does not have."""
    names = dict.fromkeys(match.term for match in glossary().names_in(text, source_lang))
    if names:
        there = glossary().mentioned_in(translated, target_lang)
        yield from (name for name in names if name not in there)
