"""The workbench's screens, and those of wagtail-localize and Wagtail with checks that they lack.

- `access`: who may change a translation now
- `submitting`, `updating`: beginning a translation, and taking over a changed original
- `editor`, `typed`: the editor of translations and its form; `finishing`: drafts, submission and
  publication from there; `reviewing`: deciding about what was submitted
- `editing`: single texts and values for its script, stopping and starting again
- `jobs`: exports and imports, and how far they are
- `localize`: addresses of wagtail-localize that are closed, or open to administrators only
- `dashboard`, `columns`, `filters`: “Translations” and “My queue”; `rows`: what is done with one
  row of them, `bulk`: with many
- `takedown`: “the other language too” when a page is unpublished, deleted or restricted
- `explorer`, `page_viewset`: Wagtail's own lists of pages with the status of translations, and the
  views of a page
- `next_page`: where a form leads when it is done

Capabilities with a room of their own have their views there: `glossary`, `machine`,
`notifications`, `offline` and `pairs`.
"""
