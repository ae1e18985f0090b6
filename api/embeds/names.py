"""What stored HTML calls an item: the initiative and the kind.

It outlives a withdrawal in other people's databases, so no title, person or place is in it.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from api.problems import filled
from core.language.isolates import isolate
from core.language.languages import LANGUAGES
from core.models import BasePage
from forums.models import CouncilPage, ForumPage
from home.models import HomePage, StandardPage
from news.models import NewsPage

PROVIDER = "ICSSI"
# Latin in both languages, isolated in an Arabic sentence.
_ISOLATED = isolate(PROVIDER)
_BEGINNINGS = {"ltr": "\u2066", "rtl": "\u2067"}
_END = "\u2069"
_OF_TYPES = {
    model.public_type: model.stored_name
    for model in (NewsPage, ForumPage, CouncilPage, StandardPage, HomePage)
}
_GONE = _("Withdrawn by %(provider)s")


def stored_name(kind: str, lang: str, *, is_gone: bool = False) -> str:
    """Return the name in a language, isolated from whatever text it is put into."""
    template = _GONE if is_gone else _OF_TYPES.get(kind, BasePage.stored_name)
    direction = LANGUAGES[lang].direction
    provider = PROVIDER if direction == "ltr" else _ISOLATED
    with override(lang):
        return f"{_BEGINNINGS[direction]}{filled(template, provider=provider)}{_END}"
