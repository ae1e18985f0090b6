"""Webhooks in the CMS: their list and form, and for each its deliveries and what may be done.

Secrets are shown once, on the page that answers the form by which they were made. Everything here
is for administrators, in whatever way it is asked for.
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import TextInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from api.push import actions
from api.push.events import begin_announcing
from api.push.forms import KINDS, WebhookForm
from api.push.labels import labelled
from api.push.models import Webhook
from api.push.signing import Keys, give_keys, public_keys
from api.push.switching import administrators, forget
from cms.accounts.factors.asking import AsksAgain, ask_again
from cms.saving.edit_views import KeepingEditView
from core import security_log
from core.refusals import RefusedError
from core.setup.roles import is_administrator

_PER_PAGE = 50


class AdministratorsOnly(BasePermissionPolicy):
    """No right that a role could be given: only administrators and superusers."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active) and is_administrator(user)

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        return administrators()


def _address(webhook: Webhook) -> str:
    return reverse("webhooks:inspect", args=[webhook.pk])


def shown_once(request: HttpRequest, webhook: Webhook, keys: Keys) -> HttpResponse:
    """Show a new secret; neither the browser nor anything between may store the page."""
    context = {"webhook": webhook, "keys": keys, "address": _address(webhook)}
    response = render(request, "api/push/secret.html", context)
    response["Cache-Control"] = "no-store"
    return response


class AddView(AsksAgain, generic.CreateView):
    """Registers a webhook and shows its secret."""

    def save_instance(self) -> Webhook:
        webhook: Webhook = self.form.instance
        webhook.since_seq = begin_announcing()
        if Webhook.objects.filter(url=webhook.url).exists():  # since the form was checked
            raise RefusedError(gettext("This address is registered already."))
        self.keys = give_keys(webhook)
        saved: Webhook = super().save_instance()
        security_log.record("webhook_added", request=self.request, host=webhook.host)
        return saved

    def save_action(self) -> HttpResponse:
        return shown_once(self.request, self.object, self.keys)


class EditView(AsksAgain, KeepingEditView):
    """Changes a webhook; its secret stays."""

    def save_instance(self) -> Webhook:
        saved: Webhook = super().save_instance()
        fields = self.form.changed_data
        security_log.record("webhook_changed", request=self.request, host=saved.host, fields=fields)
        return saved

    def get_success_url(self) -> str:
        return _address(self.object)


class DeleteView(generic.DeleteView):
    """Removes a webhook and its deliveries."""

    def delete_action(self) -> None:
        forget(self.object)
        security_log.record("webhook_removed", request=self.request, host=self.object.host)
        super().delete_action()


class WebhookView(generic.InspectView):
    """A webhook with its state, its public keys and its deliveries; all but its form is here."""

    template_name = "api/push/webhook.html"
    page_title = _("Webhook")

    def get_fields(self) -> list[str]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        webhook: Webhook = self.object
        deliveries = webhook.deliveries.order_by("-pk")  # type: ignore[attr-defined]
        page = Paginator(deliveries, _PER_PAGE).get_page(self.request.GET.get("p"))
        return context | {
            "webhook": webhook,
            "kinds": [str(KINDS[name]) for name in webhook.types if name in KINDS],
            "public_keys": public_keys(webhook),
            "waiting": deliveries.pending().count(),
            "page": page,
            "deliveries": [labelled(each) for each in page],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = next((name for name in actions.ACTIONS if name in request.POST), "")
        if not name:
            messages.error(request, gettext("Nothing was done: the page sent no known action."))
            return redirect(_address(self.object))
        if name in actions.ASK_AGAIN and (asking := ask_again(request)):
            return asking
        done = actions.ACTIONS[name](request, self.object)
        if isinstance(done, Keys):
            return shown_once(request, self.object, done)
        messages.success(request, done)
        return redirect(_address(self.object))


def _state(webhook: Webhook) -> str:
    if not webhook.is_active:
        return gettext("Switched off")
    return gettext("Failing") if webhook.failing_since else pgettext("webhook", "Active")


class WebhooksViewSet(ModelViewSet):
    """The list, the form, and a page for each."""

    model = Webhook
    name = "webhooks"
    url_prefix = "webhooks"
    icon = "rotate"
    menu_label = _("Webhooks")
    add_to_settings_menu = True
    menu_order = 900
    add_view_class = AddView
    edit_view_class = EditView
    delete_view_class = DeleteView
    inspect_view_class = WebhookView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        TitleColumn("name", label=_("Partner"), get_url=_address),
        Column("host", label=_("Server"), accessor="host"),
        Column("state", label=_("State"), accessor=_state),
    ]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name", widget=TextInput(attrs={"dir": "auto"})),
            FieldPanel(
                "url",
                widget=TextInput(attrs={"dir": "ltr", "spellcheck": "false", "inputmode": "url"}),
            ),
            FieldPanel("lang"),
            FieldPanel("types"),
        ],
        base_form_class=WebhookForm,
    )


webhooks = WebhooksViewSet()
