"""Fields of models for channels: whatever way a value comes, it is stored in one form or refused.

They are Django's own to migrations.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.channels.onion import read_onion
from core.channels.openpgp import Fault, NotAPublicKeyError, read_public_key
from core.channels.signal import read_signal

_FAULTS = {
    Fault.NO_KEY: _(
        "This is not a public key as text. Export it again, and paste all of it, from the line "
        "with BEGIN PGP PUBLIC KEY BLOCK to the line with END."
    ),
    Fault.SECRET: _(
        "This is a private key: nobody else may ever have it. It was not saved. Export the public "
        "key, and consider whether the private one has been seen by others."
    ),
    Fault.PHOTOGRAPH: _("This key holds a photograph. Export it without, and paste it again."),
}


def _key(text: str) -> str:
    try:
        return read_public_key(text).text
    except NotAPublicKeyError as error:
        raise ValidationError(_FAULTS[error.args[0]]) from error


def _onion(text: str) -> str:
    try:
        return read_onion(text)
    except ValueError as error:
        message = _(
            "This is not an onion address: it has 56 letters and digits before “.onion”. Copy it, "
            "because a mistyped one leads elsewhere."
        )
        raise ValidationError(message) from error


def _signal(text: str) -> str:
    try:
        return read_signal(text)
    except ValueError as error:
        message = _(
            "Give a link that begins with https://signal.me/ or https://signal.group/, a number "
            "with its country such as +964 770 000 0000, or a user name such as name.42."
        )
        raise ValidationError(message) from error


class _ReadField(models.Field):
    """A field whose value is read by `read`, which returns it in one form or refuses it."""

    read: Callable[[str], str]

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return type(self).read(text) if text else text

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(instance, add))
        setattr(instance, self.attname, value)
        return value


class SignalField(_ReadField, models.CharField):
    """A link, a number or a user name of Signal."""

    read = staticmethod(_signal)

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


class OnionField(_ReadField, models.CharField):
    """The host of an onion address."""

    read = staticmethod(_onion)

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


class PublicKeyField(_ReadField, models.TextField):
    """A public key as text."""

    read = staticmethod(_key)

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options
