"""Addresses of the old sites.

- `normal`: the one form of all spellings of an address
- `sites`: which site an address belongs to, and what on it
"""
