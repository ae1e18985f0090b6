"""Wagtail's views of roles, which give no right that the actor lacks, and write to the log."""

from functools import cached_property
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.users.forms import GroupForm
from wagtail.users.views.groups import CreateView, DeleteView, GroupViewSet, IndexView

from cms.accounts import rules
from cms.accounts.factors.asking import AsksAgain
from cms.accounts.rights import Place, Rights, rights_of, rights_of_groups
from cms.saving.edit_views import KeepingGroupView
from core import security_log
from core.models import User
from core.refusals import RefusedError
from core.setup.roles import ADMINISTRATORS


class RuledGroupForm(GroupForm):  # type: ignore[misc]
    """The name and the rights on models; the role Administrators stays what others rely on."""

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_name(self) -> str:
        name: str = super().clean_name()
        stored = Group.objects.filter(pk=self.instance.pk).first()
        if stored and rules.is_protected(stored) and name != stored.name:
            raise ValidationError(gettext("This role is needed under its name."))
        is_taken = name.casefold() == ADMINISTRATORS.casefold() and not stored
        if is_taken and not self.actor.is_superuser:
            raise ValidationError(gettext("Only a superuser can make a role of this name."))
        return name

    def clean(self) -> dict[str, Any]:
        """Check the rights; the table of them shows no errors, so that they are the form's."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = list(cleaned.get("permissions", []))
        held = set(self.instance.permissions.all()) if self.instance.pk else set()
        own = rights_of(self.actor)
        self._refuse(
            gettext("You cannot give rights that you do not have yourself: %(names)s."),
            [each for each in chosen if each not in held and not own.include_model(each.pk)],
        )
        if self.instance.pk and rules.is_protected(Group.objects.get(pk=self.instance.pk)):
            self._refuse(
                gettext("Nobody could look after roles without these rights: %(names)s."),
                [each for each in held - set(chosen) if each.codename in rules.ESSENTIAL],
            )
        return cleaned

    def _refuse(self, reason: str, rights: list[Permission]) -> None:
        if rights:
            names = ", ".join(sorted(right.name for right in rights))
            self.add_error(None, reason % {"names": names})


class _WithRuledForms:
    """A form of a role, with the tables of its rights in page trees and collections."""

    request: Any
    object: Any
    permission_panel_forms: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return kwargs | {"actor": self.request.user}

    def is_valid(self, form: Any) -> bool:
        is_valid: bool = super().is_valid(form)  # type: ignore[misc]
        if is_valid and not self._gives_own_rights():
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return False
        return is_valid

    def _gives_own_rights(self) -> bool:
        own = rights_of(self.request.user)
        held = rights_of_groups().get(self.object.pk, Rights()).places
        refused = [
            row
            for panel in self.permission_panel_forms
            for row in panel.forms
            if row not in panel.deleted_forms and _is_refused(row, own, held)
        ]
        return not refused

    def save_instance(self) -> Any:
        is_new = self.form.instance.pk is None  # type: ignore[attr-defined]
        fields = sorted(self.form.changed_data)  # type: ignore[attr-defined]
        changed = [panel.prefix for panel in self.permission_panel_forms if panel.has_changed()]
        group = super().save_instance()  # type: ignore[misc]
        kind = "group_created" if is_new else "group_changed"
        if is_new or fields or changed:
            _record(self.request, kind, group, fields=fields + sorted(changed))
        return group


def _is_refused(row: Any, own: Rights, held: set[Place]) -> bool:
    """Whether a row gives a right that the actor lacks; adds an error that names it."""
    kind = "page" if "page" in row.fields else "collection"
    place = row.cleaned_data.get(kind)
    names = []
    for right in row.cleaned_data.get("permissions", []) if place else []:
        given = (kind, right.pk, place.path)
        if given not in held and not own.include_place(given):
            names.append(str(right.name))
    if names:
        reason = gettext("You cannot give rights that you do not have yourself: %(names)s.")
        row.add_error(kind, reason % {"names": ", ".join(names)})
    return bool(names)


def _record(request: HttpRequest, kind: str, group: Group, **details: Any) -> None:
    security_log.record(kind, request=request, group=group.pk, name=group.name, **details)


class _OfOneGroup:
    """A view about one role: only for those who have all its rights."""

    request: Any
    kwargs: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        group = get_object_or_404(Group, pk=self.kwargs["pk"])
        if not (request.user.is_authenticated and rules.may_change_group(request.user, group)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]


class RuledGroupListView(IndexView):  # type: ignore[misc]
    """Links to the roles that the reader may change."""

    @cached_property
    def columns(self) -> list[Any]:
        return [
            TitleColumn("name", label=_("Name"), sort_key="name", get_url=self.get_edit_url),
        ]

    @cached_property
    def _changeable(self) -> set[int]:
        return set(rules.givable_groups(self.request.user).values_list("pk", flat=True))

    def get_edit_url(self, instance: Group) -> Any:
        return super().get_edit_url(instance) if instance.pk in self._changeable else None

    def get_delete_url(self, instance: Group) -> Any:
        may_delete = instance.pk in self._changeable and not rules.is_protected(instance)
        return super().get_delete_url(instance) if may_delete else None


class RuledCreateGroupView(AsksAgain, _WithRuledForms, CreateView):  # type: ignore[misc]
    pass


class RuledEditGroupView(_OfOneGroup, _WithRuledForms, KeepingGroupView):
    def get_delete_url(self) -> Any:
        return None if rules.is_protected(self.object) else super().get_delete_url()


class RuledDeleteGroupView(AsksAgain, _OfOneGroup, DeleteView):  # type: ignore[misc]
    def delete_action(self) -> None:
        if rules.is_protected(self.object):
            raise RefusedError(gettext("This role is needed and cannot be deleted."))
        _record(self.request, "group_deleted", self.object)
        super().delete_action()


class RoleViewSet(GroupViewSet):  # type: ignore[misc]
    """All views of roles."""

    index_view_class = RuledGroupListView
    add_view_class = RuledCreateGroupView
    edit_view_class = RuledEditGroupView
    delete_view_class = RuledDeleteGroupView

    def get_form_class(self, for_update: bool = False) -> Any:
        return RuledGroupForm
