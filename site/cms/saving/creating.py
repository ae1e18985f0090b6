"""The view in which pages are created: a form that is sent twice makes one page.

Whoever presses twice, or sends a form once more because no answer came, is led to the page that
was made. The form holds what that page's id among works will be, signed for one person; two of a
language cannot have the same.
"""

import json
from typing import Any
from uuid import UUID, uuid4

from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page

from cms.saving.pages import (
    AskingAboutPictures,
    NamingErrors,
    SavingDraftsByItself,
    SavingEditView,
)
from cms.saving.partly import SavingTheRestOfANewPage
from core.models import PublishedItem

FIELD = "new_page"
_SALT = "cms.saving.creating"
_BECOMES = {"_w_hydrate_create_view": "1"}  # in the address from which a form becomes another


def token_for(user: Any) -> str:
    """Return what the hidden field of a new form holds."""
    return signing.dumps([user.pk, uuid4().hex], salt=_SALT, compress=False)


def work_of(request: HttpRequest) -> UUID | None:
    """Return the id in the form that was sent, or None if it was not made for who sends it."""
    try:
        user, work = signing.loads(request.POST.get(FIELD, ""), salt=_SALT)
    except signing.BadSignature:
        return None
    return UUID(work) if user == request.user.pk else None


class SavingCreateView(
    SavingDraftsByItself,
    AskingAboutPictures,
    SavingTheRestOfANewPage,
    NamingErrors,
    CreateView,
):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        work = work_of(request)
        if work is not None:
            # Of two forms that are sent at once, the second waits until the first is saved.
            list(Page.objects.select_for_update().filter(pk=self.parent_page.pk).values_list("pk"))
            made = Page.objects.filter(translation_key=work).first()
            if made is not None and made.locale_id == self.page.locale_id:
                return _MadeBeforeView.as_view()(request, page_id=made.pk)
            # Otherwise it was deleted meanwhile, or the form was sent to the other language.
            if made is None and not PublishedItem.objects.filter(work=work).exists():
                self.page.translation_key = work
        return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        sent = self.request.POST.get(FIELD) if work_of(self.request) else None
        return context | {"new_page": sent or token_for(self.request.user)}


class _MadeBeforeView(SavingEditView):
    """Takes a form of a new page that has made its page already.

    What was sent once more is done; what was typed since comes back beside the page's version.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.expects_json_response:
            return self._as_for_a_new_page(super().post(request, *args, **kwargs))
        if self._is_different():
            return self.give_back()
        if self._is_done():
            title = self.page.get_admin_display_title()
            messages.info(
                request,
                _("“%(title)s” was saved when you sent it first. It was not made twice.")
                % {"title": title},
            )
            return redirect(self.get_edit_url())
        self.conflict = None
        return super().post(request, *args, **kwargs)

    def _is_different(self) -> bool:
        if not self.request.POST.get("slug"):  # the page has made its own
            self.request.POST = self.request.POST.copy()  # type: ignore[misc]
            self.request.POST["slug"] = self.page.slug
        conflict = self.compare()
        return bool(conflict.differences or conflict.lists)

    def _is_done(self) -> bool:
        if self.action_name == "publish":
            return self.page.live and not self.page.has_unpublished_changes
        return self.action_name == "save" or self.page.live or self.page.workflow_in_progress

    def _as_for_a_new_page(self, answer: HttpResponse) -> HttpResponse:
        """Return the answer with what the form of a new page needs to become one of this page."""
        content = json.loads(answer.content) if isinstance(answer, JsonResponse) else {}
        if not content.get("success"):
            return answer
        edit = self.get_edit_url()
        content |= {"url": edit, "hydrate_url": set_query_params(edit, _BECOMES)}
        content.pop("html", None)
        return JsonResponse(content)
