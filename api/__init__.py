"""The partners' door, and the only place that speaks REST.

Imports translation, home, news, forums and core; only config stands on this package.
"""
