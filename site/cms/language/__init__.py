"""The languages of the CMS's own screens, and the direction of what people write in them.

- `preference`: whose screens are in which language, before and after signing in
- `scripts`: the texts of Wagtail's scripts, with ours in place of some of them
"""
