"""What the first migrate of an empty database makes; staff may change it later.

- `roles`: groups, permissions and locales
- `governorates`: the governorates of Iraq
- `names`: stored names folded as the code of today folds them
- `workflows`: review in each language
- `wagtail_defaults`: removes what Wagtail's own migrations made
"""
