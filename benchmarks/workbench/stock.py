"""Settings of the yardstick for the CMS: the same site without what the workbench adds to it."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS as SITE_APPS

INSTALLED_APPS = ["benchmarks.workbench", *SITE_APPS]
