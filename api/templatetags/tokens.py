"""Keys, headers and other code in the sentences of the guide."""

import re
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# A token up to this length stays on one line; longer ones may break.
_SHORT = 30
# Arabic joins "and" to the next word, so a token may begin right after a letter of Arabic.
_BEGINS, _ENDS = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
# Quotes hold a token unless there is a word of Arabic or a space between them. The others are
# recognised by their form: days and times, paths, tags (escaped), headers, names of time zones,
# and lists of keys, which are between a colon and a full stop.
_TOKEN = re.compile(
    r"[“«](?P<quoted>[!-~]+)[”»]"
    rf"|{_BEGINS}[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:T[0-9:]+(?:Z|[+-][0-9:]+))?"
    r"|(?<=\s)/[a-z0-9/_-]+/"
    r"|&lt;[a-z]+&gt;"
    rf"|{_BEGINS}(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)+|Accept|ETag|RateLimit|Deprecation|Sunset){_ENDS}"
    rf"|{_BEGINS}[A-Z][a-z]+/[A-Z][a-z]+{_ENDS}"
    r"|(?<=:\s)[a-z_]+(?:,\s[a-z_]+)+(?=\.)"
)


@register.filter
def tokens(text: Any) -> SafeString:
    """Return a sentence as HTML in which names, dates and the like keep their own direction.

    In Arabic, “-published_at” would else be read as “published_at-”, and 2019-01-01 from its end.
    """
    return mark_safe(_TOKEN.sub(_as_code, conditional_escape(text)))  # noqa: S308 - escaped


def _as_code(found: re.Match[str]) -> str:
    token = found["quoted"] or found[0]
    kind = "" if len(token) <= _SHORT and " " not in token else ' class="long"'
    return f'<code dir="ltr"{kind}>{token}</code>'
