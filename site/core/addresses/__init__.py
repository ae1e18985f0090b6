"""Addresses of this site: how they are written, and where they lead.

- `base`: absolute addresses, made from the setting BASE_URL
- `feeds`: addresses of the feeds of stories; `topics`: those of the pages about topics
- `hosts`: names of hosts as browsers send them, Arabic ones too
- `ours`: which links lead to this site
- `outside`, `connections`: servers of others, which are only reached at public addresses
- `works`: which works are at an address, or once were
- `tracking`: addresses without what follows readers; `fields`: fields that store them so
- `redirects`: redirects from old addresses when a page moves, and how they are found
- `short`: short permanent addresses, which reveal no title
- `unknown`: whether anything is known of an address
- `destinations`: where an address leads in the end, for the site and the API
- `middleware`: redirects that reveal no page that is not public, and what is gone
"""
