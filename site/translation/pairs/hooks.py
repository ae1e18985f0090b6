"""Pairs of pages: addresses, buttons, and “the other language too” in Wagtail's bulk actions."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from core.language.languages import language_name, other_language
from translation.models import LinkedPage, TranslationStatus
from translation.pairs import linking, views
from translation.pairs.checks import is_home_or_list
from translation.rights import AnyUser
from translation.views import takedown

# Of two actions with one name the latest wins: Wagtail's come first, then those of the app cms.
hooks.register("register_bulk_action", takedown.UnpublishManyView, order=200)
hooks.register("register_bulk_action", takedown.DeleteManyView, order=200)


@hooks.register("register_admin_urls")
def register_pair_addresses() -> list[Any]:
    urls = [
        path("<int:page_id>/reverse/", views.ReverseView.as_view(), name="reverse"),
        path("<int:page_id>/translate/", views.TranslatePairView.as_view(), name="translate"),
        path("<int:page_id>/unlink/", views.UnlinkView.as_view(), name="unlink"),
        path("<int:page_id>/link/", linking.LinkView.as_view(), name="link"),
        path("<int:page_id>/link/choose/", linking.choose, name="choose"),
        path("<int:page_id>/link/choose/<int:parent_page_id>/", linking.choose),
    ]
    return [path("translations/pairs/", include((urls, "translation_pairs")))]


@hooks.register("construct_page_chooser_queryset")
def offer_possible_counterparts(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Offer pages of one language, and those above them; pages with a counterpart are left out."""
    mark, _sep, lang = request.GET.get("user_perms", "").partition(linking.CHOOSER_MARK)
    if mark or not lang:
        return pages
    pages = pages.filter(locale__in=linking.locales(lang))
    if "q" in request.GET:  # a search cannot be narrowed by more than plain columns
        return pages
    others = Page.objects.filter(translation_key=OuterRef("translation_key"))
    taken = Exists(others.exclude(pk=OuterRef("pk")))
    return pages.filter(Q(numchild__gt=0) | ~taken)


@hooks.register("register_page_header_buttons")
def pair_buttons(
    page: Page, user: AnyUser, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """Offer on a page's own screen what can be done with it and its counterpart."""
    if view_name != "edit" or not page.permissions_for_user(user).can_publish():
        return
    other = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).first()
    if other is None:
        if not is_home_or_list(page):
            lang = language_name(other_language(page.locale.language_code))
            label = _("Link with a page in %(language)s") % {"language": lang}
            yield _button(label, "link", page, "link")
    elif not is_home_or_list(page) and other.permissions_for_user(user).can_publish():
        yield from _buttons_of_pair(page, other)


def _buttons_of_pair(page: Page, other: Page) -> Iterator[Button]:
    row = TranslationStatus.objects.begun().filter(work=page.translation_key).first()
    if row is None:
        yield _button(_("Make it a translation"), "translate", page, "link")
    elif row.lang == page.locale.language_code:
        yield _button(_("Make this the original"), "reverse", page, "rotate")
    else:
        label = _("Make the page in %(language)s the original")
        yield _button(label % {"language": language_name(row.lang)}, "reverse", page, "rotate")
    for linked in LinkedPage.objects.filter(page__in=[page, other])[:1]:
        yield _button(_("Unlink"), "unlink", page, "cross", linked.page_id)


def _button(label: str, name: str, page: Page, icon: str, page_id: int = 0) -> Button:
    address = reverse(f"translation_pairs:{name}", args=[page_id or page.pk])
    return Button(label, address, priority=80, icon_name=icon)
