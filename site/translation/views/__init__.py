"""The workbench's screens, and those of wagtail-localize and Wagtail with checks that they lack.

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
- `notices`, `names`: one's notices, and the names glossary
- `pairs`, `linking`: which of two pages is the original, and linking pages that were written apart
- `takedown`: “the other language too” when a page is unpublished, deleted or restricted
- `explorer`: the status of translations in Wagtail's own lists of pages
- `choosing`, `destinations`: choosing pages, and where they go, among those that the user may see
- `page_api`: the same for what the CMS tells its own scripts
"""
