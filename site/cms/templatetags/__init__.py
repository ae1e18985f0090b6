"""Tags for templates of the CMS.

- `uses`: drafts that use something
"""
