"""What every public page shows and how it is served, whatever its type.

- `serving`: the view of all public pages; `views`: the start address `/`
- `short_links`: the view of short permanent addresses
- `context`, `chrome`: the frame of a page: names, menus and footer
- `editions`: the forms of one work, one for each language
- `cards`: published items in lists; `choices`, `years`: what lists can be narrowed by
- `searching`: the search page
- `feeds`: links to the feed of what a page lists
- `topics`: topics that have public stories; `figures`: numbers as pages show them
- `view_heads`: the head of what is no page of the CMS
- `metadata`, `structured`, `sitemaps`: for search engines and social networks; `previews`: the
  picture there
- `sharing`: what people send and partners store, with the short permanent address
- `contact`: the initiative's public key; `icons`: the site on a reader's home screen
- `frames`: the frame in which other sites show a card
- `discovery`: for sites that show a page of ours (oEmbed)
- `errors`, `unavailable`: answers when a page is missing, something fails, or the database is away
- `conflicts`: the answer where the database refuses what a form would store
- `closed`: the answer while nothing is public, after a restored backup
- `strangers`: readers, where nobody signs in
- `policy_reports`: what browsers report of the content policy
- `given_back`: forms of the CMS that come back to whoever sent them
"""
