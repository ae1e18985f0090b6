"""The initiative: its front page, which composes news and forums, and its standard pages.

- `models`: the front page and standard pages
- `front`: what the front page shows of the rest of the site
- `skeleton`: the page trees of both languages, made by every migrate
- `seeding`: the demonstration content, made from the files of `demo`

Imports news, forums and core; only api and config import this package.
"""
