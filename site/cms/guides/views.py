"""The guides in the CMS, for everybody who may sign in there."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import path, re_path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic.base import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.guides.reading import NAMES, MissingGuideError, guide, picture_file
from core.language.languages import LANGUAGES, current_language, other_language

_FIRST_IN_THE_MENU = 100


@method_decorator(require_safe, name="dispatch")
class GuideView(WagtailAdminTemplateMixin, TemplateView):  # type: ignore[misc]
    """A guide in the language of the interface, or in that of `?lang=`."""

    template_name = "cms/guide.html"
    header_icon = "help"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["name"] not in NAMES:
            raise Http404
        asked = request.GET.get("lang", "")
        self.lang = asked if asked in LANGUAGES else current_language()

    def get_page_title(self) -> str:
        return str(NAMES[self.kwargs["name"]])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        name, other = self.kwargs["name"], other_language(self.lang)
        context |= {
            "language": LANGUAGES[self.lang],
            "other": LANGUAGES[other],
            "other_url": f"{reverse('guide', args=[name])}?lang={other}",
        }
        try:
            context["guide"] = guide(name, self.lang)
        except MissingGuideError as missing:
            context["missing"] = _(
                "This guide is not on this server: the file %(path)s is missing. Ask whoever "
                "runs the server to put the project’s folder “docs” there."
            ) % {"path": missing}
        return context


@require_safe
def guide_picture(request: HttpRequest, lang: str, name: str) -> HttpResponse | FileResponse:
    """Serve a picture of a guide, and nothing else of the project's folder."""
    file = picture_file(lang, name)
    if file is None:
        raise Http404
    response = FileResponse(file.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=3600"
    return response


guide_addresses = [
    re_path(
        r"^guides/pictures/(?P<lang>en|ar)/(?P<name>[a-z0-9-]+\.webp)$",
        guide_picture,
        name="guide_picture",
    ),
    path("guides/<slug:name>/", GuideView.as_view(), name="guide"),
]


def guide_item(name: str, kind: type[MenuItem] = MenuItem) -> MenuItem:
    """Return the item of the help menu that leads to a guide; `kind` decides who sees it."""
    order = _FIRST_IN_THE_MENU + list(NAMES).index(name)
    url = reverse("guide", args=[name])
    return kind(NAMES[name], url, name=f"guide-{name}", icon_name="help", order=order)
