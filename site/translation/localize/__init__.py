"""What wagtail-localize does wrong, replaced.

- `patches`: every attribute of wagtail-localize that is patched, with its reason
"""
