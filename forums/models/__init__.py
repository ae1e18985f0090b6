"""Page types of the local forums and of the councils that forums or organisations manage."""

from forums.models.councils import CouncilIndexPage, CouncilPage
from forums.models.forums import ForumIndexPage, ForumPage

__all__ = ["CouncilIndexPage", "CouncilPage", "ForumIndexPage", "ForumPage"]
