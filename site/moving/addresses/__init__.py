"""Addresses of the old sites.

- `normal`: the one form of all spellings of an address
- `sites`: which site an address belongs to, and what on it
- `named`: the hosts of the old sites, as the setting OLD_SITES names them
- `known`: which request or address is one of theirs
- `leading`: where an old address leads now; `files` for uploads, `feeds` for feeds
- `middleware`: answers the old hosts with redirects, 404 and 410
"""
