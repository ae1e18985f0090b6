"""Local forums and the Councils for Social Cohesion.

- `models`: forums, councils and the pages that list them
- `listing`: forums and councils as the lists of the site show them
- `map`: a map of Iraq with the forums and councils, and where one of them is
- `stories`: the stories of a forum, year by year, and those of a council
- `structured`: forums and councils for search engines

Imports core alone; news, home and api import this package.
"""
