"""Closing the account of somebody who leaves: nothing of it opens anything any more.

History stays, with the name. What an app has to do about it is registered: `handover` has what
is Wagtail's. Nothing is undone by setting the account active again; the person is invited anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.accounts import rules
from core import security_log, sessions
from core.models import User
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError


@dataclass(frozen=True)
class Part:
    """What happens to one kind of thing that belongs to somebody who leaves.

    `count(user)` returns how many there are, `text(count)` the sentence for the summary, and
    `close(user, colleague, by)` does it; `by` is None on the command line, `colleague` wherever
    nobody was chosen. Work needs a colleague.
    """

    code: str
    count: Callable[[User], int]
    text: Callable[[int], str]
    close: Callable[[User, User | None, User | None], None]
    is_work: bool = False


_parts: list[Part] = []


def register_part(part: Part) -> None:
    """Have a part of each closed account seen to. Called in `ready()`."""
    _parts.append(part)


def pending(user: User) -> list[tuple[Part, int]]:
    """Return the parts of which there is something, with how much."""
    counted = ((part, part.count(user)) for part in _parts)
    return [(part, count) for part, count in counted if count]


def close_account(
    user: User,
    colleague: User | None,
    *,
    by: User | None = None,
    request: HttpRequest | None = None,
) -> None:
    """Close the account of `user`, and give the work to `colleague`.

    Raises RefusedError if it is that of the last administrator, or work is left to nobody.
    """
    with publication_transaction():
        user = User.objects.select_for_update().get(pk=user.pk)
        found = pending(user)
        _check(user, colleague, has_work=any(part.is_work for part, _count in found))
        for part, _count in found:
            part.close(user, colleague, by)
        _take_everything(user)
        log(instance=user, action="wagtail.edit", user=by)
        details: dict[str, Any] = {part.code: count for part, count in found}
        details["to"] = colleague.pk if colleague else None
        security_log.record("account_closed", request=request, actor=by, about=user, **details)


def _take_everything(user: User) -> None:
    user.is_active = user.is_superuser = user.is_staff = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    sessions.end_all(user)


def _check(user: User, colleague: User | None, *, has_work: bool) -> None:
    if reason := rules.why_accounts_stay([user.pk]):
        raise RefusedError(reason)
    if colleague is None and has_work:
        raise RefusedError(_("Choose a colleague who takes over the work."))
    if colleague is not None and (colleague.pk == user.pk or not colleague.is_active):
        raise RefusedError(_("Choose a colleague whose account is in use."))
