"""The forms of a user, which give nobody more than the rules allow."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from cms.accounts import rules
from core.models import User
from core.setup.roles import ADMINISTRATORS

_TOO_MUCH = _("You cannot give a role with rights that you do not have yourself.")


class _RuledForm(forms.ModelForm):  # type: ignore[type-arg]
    """Offers the roles that `actor` may give; superusers alone make superusers."""

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        groups = self.fields["groups"]
        assert isinstance(groups, forms.ModelMultipleChoiceField)  # noqa: S101 - for mypy
        groups.queryset = rules.givable_groups(actor)
        groups.error_messages["invalid_choice"] = _TOO_MUCH
        if "is_superuser" in self.fields and not actor.is_superuser:
            self.fields["is_superuser"].disabled = True
            self.fields["is_superuser"].help_text = _("Only a superuser can change this.")


class RuledCreationForm(_RuledForm, UserCreationForm):  # type: ignore[misc]
    """For somebody new, who chooses the password: an invitation leads there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.set_unusable_password()  # an empty one would count as chosen


class RuledEditForm(_RuledForm, UserEditForm):  # type: ignore[misc]
    """Gives nobody further roles by their own hand, and lets the last administrator stay one."""

    def clean_groups(self) -> Any:
        groups = self.cleaned_data["groups"]
        if self.instance.pk == self.actor.pk and not self.actor.is_superuser:
            held = set(self.instance.groups.values_list("pk", flat=True))
            if any(group.pk not in held for group in groups):
                raise ValidationError(_("You cannot give yourself a role. Ask a colleague."))
        return groups

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        user = self.instance  # as it is stored: it is changed later
        stays_active = cleaned.get("is_active", user.is_active)
        stays_superuser = cleaned.get("is_superuser", user.is_superuser)
        if user.is_superuser and not (stays_active and stays_superuser):
            field = "is_superuser" if stays_active else "is_active"
            self._refuse(field, rules.why_superusers_stay([user.pk]))
        roles = cleaned.get("groups", user.groups.all())
        if not (stays_active and any(role.name == ADMINISTRATORS for role in roles)):
            field = "groups" if stays_active else "is_active"
            self._refuse(field, rules.why_administrators_stay([user.pk]))
        return cleaned

    def _refuse(self, field: str, reason: str) -> None:
        if reason:
            self.add_error(field, reason)


def changes(form: Any) -> tuple[list[str], list[str]]:
    """Return the names of roles that a valid form of a user adds, and of those that it removes.

    To be called before the form is saved.
    """
    held: set[str] = set()
    if form.instance.pk:
        held = set(Group.objects.filter(user=form.instance).values_list("name", flat=True))
    chosen = {group.name for group in form.cleaned_data["groups"]}
    return sorted(chosen - held), sorted(held - chosen)
