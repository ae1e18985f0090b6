"""The search page, and the description by which browsers offer it (OpenSearch).

What is typed is personal data: names of detainees are searched for. So nothing stores an answer,
no link on it passes its address on, and the log names the route alone.
"""

from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from core.addresses.base import absolute
from core.language.languages import current_language
from core.public.chrome import Chrome, whole_words
from core.public.searching.results import Results, search_path

_PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}
_SHORT, _LONG = 16, 48  # characters, as OpenSearch 1.1 allows
_MEDIA_TYPE = "application/opensearchdescription+xml"


@csrf_exempt  # nothing is ever posted here: 405 is clearer than a missing token
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer the search page in the language of its address, whatever the query holds."""
    results = Results(current_language(), request.GET)
    context = {"search": results, "switch_given": results.switch}
    page = loader.render_to_string("search/page.html", context, request)
    return HttpResponse(page, headers=_PRIVATE)


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """Answer how browsers search the site in the language of the address."""
    lang = current_language()
    chrome = Chrome(lang)
    page = absolute(search_path(lang))
    own = absolute(request.path)
    icon = absolute(static("icons/mark.svg"))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(whole_words(chrome.name, _SHORT))}</ShortName>\n"
        f"<LongName>{escape(whole_words(chrome.name, _LONG))}</LongName>\n"
        f"<Description>{escape(_('Search %(name)s') % {'name': chrome.name})}</Description>\n"
        f"<Language>{lang}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n"
        f'<Image width="16" height="16" type="image/svg+xml">{escape(icon)}</Image>\n'
        f'<Url type="text/html" template={quoteattr(page + "?q={searchTerms}")}/>\n'
        f'<Url type="{_MEDIA_TYPE}" rel="self" template={quoteattr(own)}/>\n'
        "</OpenSearchDescription>\n"
    )
    return HttpResponse(text, content_type=f"{_MEDIA_TYPE}; charset=utf-8")
