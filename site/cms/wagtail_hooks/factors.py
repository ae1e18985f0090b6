"""Links to the second factor, and sensitive changes of users, which ask again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages

from cms.accounts.factors import changes, invitations
from cms.accounts.factors.asking import ask_again
from core.models import User

INVITED = gettext_lazy(
    "An invitation is sent by e-mail. Whoever opens it chooses a password and adds a second factor."
)


class FactorsMenuItem:
    """The link on the screen of one's own settings, below “More actions”."""

    def __init__(self) -> None:
        self.url = reverse("own_factors")
        self.label = _("Second factor")
        self.help_text = _("The apps and passkeys with which you sign in, and recovery codes.")


@hooks.register("register_account_menu_item")
def own_factors_item(request: HttpRequest) -> FactorsMenuItem:
    return FactorsMenuItem()


@hooks.register("before_create_user")
@hooks.register("before_delete_user")
def ask_before_users_change(request: HttpRequest, *_user: Any) -> HttpResponse | None:
    return ask_again(request) if request.method == "POST" else None


@hooks.register("before_edit_user")
def ask_before_a_user_changes(request: HttpRequest, user: User) -> HttpResponse | None:
    if request.method != "POST":
        return None
    changes.remember(request, user)
    return ask_again(request)


@hooks.register("before_bulk_action")
def ask_before_many_users_change(
    request: HttpRequest, _action: str, objects: list[Any], *_: Any
) -> HttpResponse | None:
    is_of_users = any(isinstance(thing, User) for thing in objects)
    return ask_again(request) if is_of_users and request.method == "POST" else None


@hooks.register("after_edit_user")
def report_changes(request: HttpRequest, user: User) -> None:
    changes.report(request, user)


@hooks.register("after_create_user")
def invite_a_new_user(request: HttpRequest, user: User) -> None:
    """Without an invitation nobody could ever sign in."""
    invitations.send(user, request=request)
    messages.info(request, INVITED)
