"""Local forums and the Councils for Social Cohesion.

Imports core alone; news, home and api import this package.
"""
