"""Wagtail's views of users, each of which asks the rules and writes to the security log."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import CreateView, DeleteView, UserViewSet
from wagtail.users.views.users import HistoryView as UserHistoryView

from cms.accounts import rules
from cms.accounts.close_view import CloseView, may_close
from cms.accounts.user_forms import RuledCreationForm, RuledEditForm, changes
from cms.saving.edit_views import KeepingUserView
from cms.searching.lists import UserListView
from core import security_log, sessions
from core.models import User
from core.refusals import RefusedError


class _OfOneUser:
    """A view about one user: only for those who may change that user."""

    request: Any
    object: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.user.is_authenticated and rules.may_change(request.user, self.object)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]


class _WithRuledForm:
    """A view whose form asks the rules, and whose changes are logged."""

    request: Any
    form: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return kwargs | {"actor": self.request.user}

    def save_instance(self) -> Any:
        is_new = self.form.instance.pk is None
        added, removed = changes(self.form)
        changed = set(self.form.changed_data) - {"groups"}
        user = super().save_instance()  # type: ignore[misc]
        if not user.is_active:
            sessions.end_all(user)  # lest they go on when the account is active again
        if is_new:
            self._record("user_created", user)
        elif changed:
            self._record("user_changed", user, fields=sorted(changed))
        if added or removed:
            self._record("roles_changed", user, added=added, removed=removed)
        return user

    def _record(self, kind: str, user: User, **details: Any) -> None:
        security_log.record(kind, request=self.request, about=user, **details)


class RuledUserListView(UserListView):
    """Offers to edit and delete those whom the reader may change."""

    @cached_property
    def _changeable(self) -> set[int]:
        return set(rules.changeable_users(self.request.user).values_list("pk", flat=True))

    def get_edit_url(self, instance: User) -> Any:
        return super().get_edit_url(instance) if instance.pk in self._changeable else None

    def get_delete_url(self, instance: User) -> Any:
        return super().get_delete_url(instance) if instance.pk in self._changeable else None


class RuledCreateUserView(_WithRuledForm, CreateView):  # type: ignore[misc]
    pass


class RuledEditUserView(_OfOneUser, _WithRuledForm, KeepingUserView):
    """Offers to close the account, beside what Wagtail offers."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons
        if may_close(self.request.user, self.object):
            address = reverse("wagtailusers_users:close", args=[self.object.pk])
            label = gettext("Close the account")
            buttons.append(Button(label, url=address, icon_name="lock", priority=15))
        return buttons


class RuledDeleteUserView(_OfOneUser, DeleteView):  # type: ignore[misc]
    def delete_action(self) -> None:
        if reason := rules.why_accounts_stay([self.object.pk]):
            raise RefusedError(reason)
        security_log.record("user_deleted", request=self.request, about=self.object)
        super().delete_action()


class RuledUserHistoryView(_OfOneUser, UserHistoryView):  # type: ignore[misc]
    pass


class RuledUserUsageView(_OfOneUser, UsageView):  # type: ignore[misc]
    pass


class StaffViewSet(UserViewSet):  # type: ignore[misc]
    """All views of users. Nobody is copied: rights would be, without a thought."""

    index_view_class = RuledUserListView
    add_view_class = RuledCreateUserView
    edit_view_class = RuledEditUserView
    delete_view_class = RuledDeleteUserView
    history_view_class = RuledUserHistoryView
    usage_view_class = RuledUserUsageView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> Any:
        return RuledEditForm if for_update else RuledCreationForm

    def get_urlpatterns(self) -> list[Any]:
        close = path("close/<int:pk>/", CloseView.as_view(), name="close")
        return [*super().get_urlpatterns(), close]
