from allauth.account.apps import AccountConfig
from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's users and roles, with views that ask who may change whom."""

    user_viewset = "cms.accounts.user_views.StaffViewSet"
    group_viewset = "cms.accounts.group_views.RoleViewSet"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from cms.accounts.rules import StaffPolicy
        from core.models import User

        super().ready()
        register_permission_policy(User, StaffPolicy(User))


class AccountsElsewhereConfig(AccountConfig):
    """allauth's accounts where nobody signs in (`ROLE=public`): its models, without middleware."""

    default = False

    def ready(self) -> None:
        AppConfig.ready(self)
