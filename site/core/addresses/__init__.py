"""Addresses of this site: how they are written, and where they lead.

- `base`: absolute addresses, made from the setting BASE_URL
- `ours`: which links lead to this site
- `works`: which works are at an address, or once were
- `redirects`: redirects from old addresses when a page moves
- `middleware`: redirects that reveal no page that is not public
"""
