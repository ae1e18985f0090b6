"""Local forums and the Councils for Social Cohesion.

- `models`: forums, councils and the pages that list them
- `listing`: forums and councils as the lists of the site show them
- `iraq`: a small map of Iraq with the forums

Imports core alone; news, home and api import this package.
"""
