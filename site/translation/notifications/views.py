"""One's own notices: the list, going to one, and marking all as read."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from translation.models import Notice
from translation.notifications.events import notices_for, workplace
from translation.status.titles import with_known_titles

_ON_A_PAGE = 50


class NoticesView(WagtailAdminTemplateMixin, TemplateView):
    """The notices of the current user, newest first, in as many queries for any number."""

    page_title = gettext_lazy("Notices about translations")
    header_icon = "mail"
    template_name = "translation/notices/list.html"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown_at = timezone.now()  # read before the notices: a later one stays unread
        notices = notices_for(self.request.user).select_related("status", "actor")
        notices = with_known_titles(notices, self.request.user, "status__")
        paginator = WagtailPaginator(notices, _ON_A_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            notices=page,
            elided_page_range=paginator.get_elided_page_range(page.number),
            has_unread=notices.unread().exists(),
            shown_at=shown_at.isoformat(),
            **kwargs,
        )


@require_safe
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and lead to the editor of its translation."""
    found = notices_for(request.user).select_related("status")
    notice: Notice = get_object_or_404(found, pk=pk)
    if notice.read_at is None:
        notices_for(request.user).unread().filter(pk=pk).update(read_at=timezone.now())
    return redirect(workplace(notice.status, request.user))


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark as read what was there when the list was shown; later ones have not been seen."""
    seen = notices_for(request.user).unread().filter(created_at__lte=_shown_at(request))
    count = seen.update(read_at=timezone.now())
    text = ngettext(
        "%(count)d notice has been marked as read.",
        "%(count)d notices have been marked as read.",
        count,
    )
    messages.success(request, text % {"count": count} if count else _("You have read all notices."))
    return redirect("translation_notices:list")


def _shown_at(request: HttpRequest) -> datetime:
    """Return when the list was made that the person saw; without that, now."""
    try:
        return datetime.fromisoformat(request.POST.get("shown_at", "")).astimezone(UTC)
    except (ValueError, OverflowError):
        return timezone.now()
