"""Notices in the CMS: their list, their number in the menu, the newest on the home page, and the
choice whether they are sent by email too.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets import SwitchInput

from translation.models import DigestPreference, Notice
from translation.notifications import views
from translation.notifications.events import notices_for
from translation.rights import AnyUser, languages_of
from translation.status.titles import with_known_titles

_SHOWN = 5


@hooks.register("register_admin_urls")
def register_notices() -> list[Any]:
    urls = [
        path("", views.NoticesView.as_view(), name="list"),
        path("read/", views.read_all, name="read_all"),
        path("<int:pk>/", views.open_notice, name="open"),
    ]
    return [path("translations/notices/", include((urls, "translation_notices")))]


class NoticesItem(MenuItem):
    """Shows how many notices are unread."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        component: LinkMenuItem = super().render_component(request)
        count = notices_for(request.user).unread().count()
        if count:
            component.label = _("Notices (%(count)d)") % {"count": count}
        return component


@hooks.register("register_translations_menu_item")
def notices_item() -> NoticesItem:
    address = reverse("translation_notices:list")
    return NoticesItem(
        gettext_lazy("Notices"), address, name="translation-notices", icon_name="mail", order=120
    )


class NoticesPanel(Component):
    """The newest unread notices of the person who looks; nothing where there are none.

    Requests for a review are among what waits for the person, on the same page.
    """

    name = "translation-notices"
    template_name = "translation/notices/panel.html"
    order = 140

    def __init__(self, user: AnyUser) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        unread = notices_for(self.user).unread().exclude(kind=Notice.Kind.SUBMITTED)
        unread = with_known_titles(unread, self.user, "status__")
        unread = unread.select_related("status", "actor")
        found = list(unread[: _SHOWN + 1])
        return {"notices": found[:_SHOWN], "has_more": len(found) > _SHOWN}


@hooks.register("construct_homepage_panels")
def add_notices_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(NoticesPanel(request.user))


class DigestForm(forms.ModelForm):  # type: ignore[type-arg]
    """Whether one wants the daily email."""

    class Meta:
        model = DigestPreference
        fields = ["is_wanted"]
        widgets = {"is_wanted": SwitchInput}


class DigestSettingsPanel(BaseSettingsPanel):
    """In one's account, among the notifications; for those who have to do with translations."""

    name = "translation_digest"
    title = gettext_lazy("Translations")
    tab = notifications_tab
    order = 200
    form_class = DigestForm

    def is_active(self) -> bool:
        return bool(languages_of(self.user))

    def get_form(self) -> DigestForm:
        posted = self.request.POST if self.request.method == "POST" else None
        return DigestForm(posted, instance=DigestPreference.of(self.user), prefix=self.name)


@hooks.register("register_account_settings_panel")
def register_digest_panel(request: HttpRequest, user: AnyUser, profile: Any) -> DigestSettingsPanel:
    return DigestSettingsPanel(request, user, profile)
