"""The translators' workbench on top of wagtail-localize.

Imports core alone; only api and config may stand on this package.
"""
