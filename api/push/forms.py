"""The form of a webhook."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from api.push.models import MOST_WEBHOOKS, Webhook
from api.push.targets import read_target
from api.types import TYPES

# As the API's documentation names them for partners.
KINDS = {
    "news": _("Stories"),
    "forum": _("Forums"),
    "council": _("Councils"),
    "page": _("Pages"),
    "initiative": _("The initiative"),
}


class WebhookForm(WagtailAdminModelForm):
    """Whose webhook it is, its address, and of what it is notified."""

    types = forms.MultipleChoiceField(
        label=_("Kinds"),
        choices=[(name, KINDS[name]) for name in TYPES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen: everything."),
    )

    class Meta:
        model = Webhook
        fields = ["name", "url", "lang", "types"]

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        read_target(url)
        return url

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.instance.pk is None and Webhook.objects.count() >= MOST_WEBHOOKS:
            message = _("There are %(most)s webhooks already, and there may be no more.")
            raise ValidationError(message, "too_many", {"most": MOST_WEBHOOKS})
        return cleaned

    def save(self, commit: bool = True) -> Webhook:
        """Save; of one that exists only what the form shows: the worker writes the rest."""
        if commit and self.instance.pk is not None:
            self.instance.save(update_fields=list(self.Meta.fields))
            return self.instance  # type: ignore[no-any-return]
        return super().save(commit)  # type: ignore[no-any-return]
