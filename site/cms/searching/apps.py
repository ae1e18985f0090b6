from wagtail.users.apps import WagtailUsersAppConfig


class SearchedUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, whose list is searched by folded names."""

    user_viewset = "cms.searching.lists.UsersViewSet"
