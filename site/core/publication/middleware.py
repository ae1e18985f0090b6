"""The transaction of a change in the CMS."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from core.addresses.base import CMS_PATH
from core.public.conflicts import not_stored
from core.publication.pictures import make_pictures_of_change
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError

_UPLOADS = ("/admin/images/", "/admin/documents/")
_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


class PublicationMiddleware:
    """Runs every change in the CMS in one publication transaction.

    Creating and publishing a page is four transactions in Wagtail; a process killed between them
    would leave a live page that nobody chose to publish.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def _is_change(self, request: HttpRequest) -> bool:
        """Whether the request may change pages.

        Hashing a stranger's password or decoding a picture takes seconds that must not hold
        SQLite's one write lock; pictures and documents are saved in transactions of their own.
        """
        path = request.path_info
        return (
            request.method in _UNSAFE
            and path.startswith(CMS_PATH)
            and not path.startswith(_UPLOADS)
            and request.user.is_authenticated
        )

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not self._is_change(request):
            return None
        # Read here, so that the answer is in their language if the database turns out to be busy.
        getattr(request.user, "wagtail_userprofile", None)
        try:
            if hasattr(view, "opens_own_transactions"):
                return view(request, *args, **kwargs)
            make_pictures_of_change(request, kwargs)
            with publication_transaction():
                return view(request, *args, **kwargs)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            return _back(request)
        except IntegrityError as error:
            return not_stored(request, error)


def _back(request: HttpRequest) -> HttpResponse:
    """Redirect to the page before; Wagtail's dialogs expect the address as JSON."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": _page_before(request)})
    return HttpResponseRedirect(_page_before(request))


def _page_before(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()})
    return referer if is_ours else reverse("wagtailadmin_home")
