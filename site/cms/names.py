"""Where a name is used, in what is public and in drafts; a name in use is not deleted.

Wagtail's index of references knows neither relations to many rows nor drafts.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.privacy.vocabularies import relations_to
from cms.uses import Uses, newest_drafts, uses_by
from core.models import BilingualName


def uses_of(name: BilingualName, user: Any) -> Uses:
    """Return where a name is used, as far as `user` may know."""
    return uses_by(page_ids_using(name), name, user)


def page_ids_using(name: BilingualName) -> set[int]:
    """Return the pages whose public content or newest draft has this name."""
    ids: set[int] = set()
    for model, field in relations_to(type(name)):
        ids.update(model._default_manager.filter(**{field: name.pk}).values_list("pk", flat=True))
    ids.update(_drafts_using(name))
    return ids


def _drafts_using(name: BilingualName) -> Iterator[int]:
    """Yield the pages whose newest revision has the name; revisions hold it as plain ids."""
    for model, field in relations_to(type(name)):
        for draft in newest_drafts(model._default_manager):
            value = draft.content.get(field)
            if name.pk in (value if isinstance(value, list) else [value]):
                yield int(draft.object_id)


def refuse_names_in_use(request: HttpRequest, names: Iterable[Any]) -> HttpResponse | None:
    """Answer with the pages that use the names, or None if they may be deleted."""
    ours = [name for name in names if isinstance(name, BilingualName)]
    used = [uses for uses in (uses_of(name, request.user) for name in ours) if uses.are_any]
    if not used:
        return None
    context = {
        "page_title": gettext_lazy("In use, not deleted"),
        "header_icon": "warning",
        "used": used,
        "advice": _("Remove the name from these pages first, drafts included."),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "cms/names_in_use.html", context, status=status)


def show_uses(request: HttpRequest, model: type[BilingualName], pk: str) -> HttpResponse:
    """Show where a name is used."""
    name = get_object_or_404(model, pk=pk)
    context = {
        "page_title": gettext_lazy("Usage"),
        "page_subtitle": str(name),
        "header_icon": "link",
        "used": [uses_of(name, request.user)],
    }
    return render(request, "cms/names_in_use.html", context)
