"""The texts of Wagtail's scripts: its own translations, and ours in place of some of them.

Django reads `LOCALE_PATHS` for Python and templates, but not for the catalogue of scripts.
"""

from django.conf import settings
from django.views.i18n import JavaScriptCatalog


class ScriptTexts(JavaScriptCatalog):
    """The catalogue that the CMS's pages load, in the language of the request."""

    packages = ["wagtail.admin", "wagtail_localize"]

    def get_paths(self, packages: list[str]) -> list[str]:
        # What is read last is used.
        return [*super().get_paths(packages), *map(str, reversed(settings.LOCALE_PATHS))]


script_texts = ScriptTexts.as_view()
