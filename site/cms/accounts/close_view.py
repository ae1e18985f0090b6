"""The screen on which an administrator closes the account of somebody who leaves."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.accounts import rules
from cms.accounts.factors.asking import AsksAgain
from cms.accounts.leaving import close_account, pending
from core.models import User
from core.models.ordering import in_order_of
from core.refusals import RefusedError
from core.setup.roles import is_administrator


def may_close(actor: User, user: User) -> bool:
    """Whether `actor` may close this account; nobody closes their own."""
    return (
        actor.pk != user.pk
        and is_administrator(actor)
        and actor.has_perm("core.change_user")
        and rules.may_change(actor, user)
    )


class CloseForm(forms.Form):
    """Who takes over the work of `user`; needed if there is any."""

    colleague = forms.ModelChoiceField(
        label=gettext_lazy("Who takes over the work"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Choose a colleague"),
        error_messages={"invalid_choice": gettext_lazy("Choose a colleague from the list.")},
    )

    def __init__(self, *args: Any, user: User, has_work: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["colleague"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for mypy
        colleagues = User.objects.filter(is_active=True).exclude(pk=user.pk)
        field.queryset = in_order_of(colleagues, "last_name", "first_name")
        if not has_work:
            del self.fields["colleague"]


class CloseView(AsksAgain, WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """Shows what will happen, and does it when the form is sent."""

    form_class = CloseForm
    page_title = gettext_lazy("Close the account")
    header_icon = "lock"
    template_name = "cms/close_account.html"
    _show_breadcrumbs = True

    @cached_property
    def user(self) -> User:
        return get_object_or_404(User, pk=self.kwargs["pk"])

    @cached_property
    def pending(self) -> list[Any]:
        return pending(self.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not (isinstance(request.user, User) and may_close(request.user, self.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailusers_users:index"), "label": gettext("Users")},
            {
                "url": reverse("wagtailusers_users:edit", args=[self.user.pk]),
                "label": str(self.user),
            },
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        has_work = any(part.is_work for part, _count in self.pending)
        return super().get_form_kwargs() | {"user": self.user, "has_work": has_work}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "leaving": self.user,
            "summary": [part.text(count) for part, count in self.pending],
            "impossible": rules.why_accounts_stay([self.user.pk]),
        }

    def form_valid(self, form: CloseForm) -> HttpResponse:
        actor = self.request.user
        assert isinstance(actor, User)  # noqa: S101 - for mypy
        try:
            colleague = form.cleaned_data.get("colleague")
            close_account(self.user, colleague, by=actor, request=self.request)
        except RefusedError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        text = gettext("The account of %(person)s is closed.") % {"person": self.user}
        messages.success(self.request, text)
        return redirect("wagtailusers_users:index")
