"""News stories, and the commands that import or generate many of them at once.

Imports forums and core; home and api import this package.
"""
