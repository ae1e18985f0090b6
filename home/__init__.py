"""The initiative: its front page, which composes news and forums, and its standard pages.

Imports news, forums and core; only api and config import this package.
"""
