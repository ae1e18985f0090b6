"""Local forums and the Councils for Social Cohesion.

Imports core alone; news, home and api stand on this package.
"""
