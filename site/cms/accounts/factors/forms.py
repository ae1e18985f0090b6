"""The fields for codes, passkeys and names of factors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.accounts.factors.enrolment import LONGEST_NAME

_CODE = {
    "autocomplete": "one-time-code",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "dir": "ltr",
}


class CodeForm(forms.Form):
    """A code of an app, or a recovery code."""

    code = forms.CharField(
        label=pgettext_lazy("second factor", "Code"),
        max_length=40,
        widget=forms.TextInput(attrs=_CODE | {"autofocus": True}),
        help_text=_("The six digits that your app shows now, or one of your recovery codes."),
    )


class InvitationForm(forms.Form):
    """The code of an invitation."""

    code = forms.CharField(
        label=_("Invitation"),
        max_length=60,
        widget=forms.TextInput(attrs=_CODE | {"autocomplete": "off", "autofocus": True}),
        help_text=_("The code on paper, or the one in the link that you got by e-mail."),
    )


class NamedForm(forms.Form):
    """The name by which somebody recognises a device."""

    name = forms.CharField(
        label=_("Name of the device"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=_("For example: my phone."),
    )


class AppForm(NamedForm):
    """An app, proved by a code that it shows."""

    code = forms.CharField(
        label=pgettext_lazy("second factor", "Code"),
        max_length=20,
        widget=forms.TextInput(attrs=_CODE | {"inputmode": "numeric"}),
        help_text=_("The six digits that the app shows after you have scanned the picture."),
    )


class PasskeyForm(NamedForm):
    """A passkey, as the browser has made it."""

    credential = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_passkey_%s")


class PasswordForm(forms.Form):
    """One's own password, once more."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
