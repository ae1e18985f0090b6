"""News stories, and the doors through which many of them come in at once.

Imports forums and core; home and api stand on this package.
"""
