"""The addresses of wagtail-localize with the checks that its own views lack.

- `access`: who may change a translation now
- `submitting`, `updating`: beginning a translation, and taking over a changed original
- `editor`, `typed`: the editor of translations and its form; `finishing`: drafts, submission and
  publication from there; `reviewing`: deciding about what was submitted
- `editing`: single texts and values for its script, stopping and starting again
- `pofiles`, `offline`, `jobs`: translating offline: one page, many, and how far that is
- `suggesting`: asking a machine
- `doors`: what stays closed, or open to administrators alone
- `dashboard`, `columns`, `filters`: “Translations” and “My queue”; `rows`: what is done with one
  row of them, `bulk`: with many
- `explorer`: the status of translations in Wagtail's own lists of pages
"""
