"""What every public page shows and how it is served, whatever its type.

- `serving`: the view of all public pages; `views`: the start address `/`
- `context`, `chrome`: the frame of a page: names, menus and footer
- `editions`: the forms of one work, one for each language
- `cards`: published items in lists
- `metadata`, `sitemaps`: for search engines and social networks
- `errors`, `unavailable`: answers when a page is missing, something fails, or the database is away
- `policy_reports`: what browsers report of the content policy
- `given_back`: forms of the CMS that come back to whoever sent them
"""
