"""Documents of before that could not be cleaned, on the start page of who may replace them.

`manage.py clean_documents` leaves them as they were, lest a reader loses what a page offers; until
somebody replaces or deletes one, its file may name its author, or do something when it is opened.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from core.media.documents.uploads import CLEANING
from core.models import SiteDocument

_SHOWN = 10


class UncleanedDocumentsPanel(Component):
    """Lists what the user may change of them, old ones first; empty if there is nothing."""

    name = "uncleaned-documents"
    template_name = "cms/uncleaned_documents.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        policy = policy_registry.get_by_type(SiteDocument)
        mine = policy.instances_user_has_permission_for(user, "change")
        found = mine.filter(cleaning__lt=CLEANING).order_by("pk")
        shown = list(found[: _SHOWN + 1])
        left_out = found.count() - _SHOWN if len(shown) > _SHOWN else 0
        more = ngettext("and %(count)d more document", "and %(count)d more documents", left_out)
        return {
            "documents": shown[:_SHOWN],
            "more": more % {"count": left_out} if left_out else "",
        }
