"""Whether what is stored of a text is a translation of it: every screen and status asks here.

A text that repeats its original is none: it came back untranslated, or was copied to be
translated later. Two kinds may repeat it: what a person keeps as it is (`AS_ORIGINAL`), and what
is the same in both languages by itself, such as numbers and addresses.

    original             stored               is a translation
    "Voices"             "أصوات"              yes
    "Voices"             "Voices", "VOICES "  no
    "The Guardian"       the same, kept       yes
    "+964 770 000"       the same             yes
"""

import re
from html import unescape

from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from core.language.folding import fold
from core.language.languages import other_language
from translation.content.texts import accepted, has_letters, needs_translation, plain, segments_of
from translation.glossary.known import names_in

# In the column for the tool that wrote a text: a person said that it stays as in the original.
AS_ORIGINAL = "kept as it is"
_TYPOGRAPHY = str.maketrans("‘’‚‛“”„‟«»–—‑−", '\'\'\'\'""""""----')
_FORMATTING, _TAG = re.compile(r"</?(?!br\b)[A-Za-z][^<>]*>"), re.compile(r"<[^<>]*>")
_HEAD = 64
_ADDRESS = re.compile(
    r"""
    \S{1,64}@\S+ | @\w+                                # e-mail addresses, and accounts
    | (?:https?://|www\.)\S+
    | \b(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}\b(?:/\S*)?   # example.org/page
    """,
    re.VERBOSE,
)


def compared_form(data: str) -> str:
    """Return the form in which a text and its original are compared.

    White space, invisible characters, capitals, vowel signs, the script of digits, the shape of
    quotation marks and dashes, and markup make no difference.

    >>> compared_form("The  <b>“Guardian”</b>\u200f") == compared_form('the "guardian"')
    True
    """
    return fold(_bare(data))


def _bare(data: str) -> str:
    """Return a text without its tags; much faster than a parser, and as good for comparing."""
    if "<" in data or "&" in data:
        data = unescape(_TAG.sub(" ", _FORMATTING.sub("", data)))
    return data.translate(_TYPOGRAPHY)


def repeats(original: str, data: str) -> bool:
    """Whether a text is the same as its original."""
    one, other = _bare(original), _bare(data)
    heads = fold(one[:_HEAD]), fold(other[:_HEAD])  # most texts differ there already
    length = min(map(len, heads))
    return heads[0][:length] == heads[1][:length] and fold(one) == fold(other)


def is_same_in_both(original: str, lang: str) -> bool:
    """Whether a text is the same in `lang` as in its own language, so that nobody translates it.

    Such are numbers and dates in digits, addresses, and names that the glossary writes alike.
    """
    text = _ADDRESS.sub(" ", plain(original))
    return not has_letters(text) or not has_letters(_without_equal_names(text, lang))


def _without_equal_names(text: str, lang: str) -> str:
    rest, end = [], 0
    for match in names_in(text, other_language(lang)):
        written = text[match.start : match.end]
        if any(repeats(written, spelling) for spelling in match.term.spellings(lang)):
            rest.append(text[end : match.start])
            end = match.end
    return "".join([*rest, text[end:]])


def is_open_repetition(original: str, data: str, tool: str, lang: str) -> bool:
    """Whether a text repeats its original, though nobody said that it stays so in `lang`."""
    return tool != AS_ORIGINAL and repeats(original, data) and not is_same_in_both(original, lang)


def is_translation(original: str, data: str, tool: str, lang: str) -> bool:
    """Whether what a person stored for a text, with a `tool`, is its translation into `lang`."""
    return bool(plain(data)) and not is_open_repetition(original, data, tool, lang)


def is_translated(stored: StringTranslation, lang: str) -> bool:
    """Whether a row is a translation into `lang`: by a person, without an error, no repetition."""
    is_accepted = stored.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
    is_usable = is_accepted and not stored.has_error
    original = stored.translation_of.data
    return is_usable and is_translation(original, stored.data, stored.tool_name, lang)


def repetition_message() -> str:
    return _("As in the original, so it is not translated yet. If it is to stay, keep it as it is.")


def missing_texts(source: TranslationSource, locale: Locale) -> list[StringSegment]:
    """Return the segments of an original without a translation."""
    stored = {
        (string_id, context_id): (data, tool)
        for string_id, context_id, data, tool in accepted(source.object_id, locale).values_list(
            "translation_of_id", "context_id", "data", "tool_name"
        )
    }
    return [
        segment
        for segment in segments_of(source)
        if needs_translation(segment.string.data)
        and not is_translation(
            segment.string.data,
            *stored.get((segment.string_id, segment.context_id), ("", "")),
            locale.language_code,
        )
    ]
