"""The settings of production, with readers' static files alone: all others take half a minute."""

from config.settings import *  # noqa: F403

STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
