"""The workbench's screens, and those of wagtail-localize and Wagtail with checks that they lack.

- `access`: who may change a translation now
- `submitting`, `updating`: beginning a translation, and taking over a changed original
- `editor`, `editor_form`, `editor_actions`: the editor of translations, its form as it is sent, and
  what its buttons do: drafts, submission, publication, decisions in review; `corrections`: texts
  that a reviewer changes
- `editing`: single texts and values for its script, stopping and starting again
- `localize`: addresses of wagtail-localize that are closed, or open to administrators only
- `dashboard`, `columns`, `filters`: “Translations” and “My queue”; `rows`: what is done with one
  row of them, `bulk`: with many
- `takedown`: “the other language too” when a page is unpublished, deleted or restricted
- `explorer`: Wagtail's own lists of pages with the status of translations;
  `story_lists`: the dates of stories there, and filters for them
- `pages`, `drafts`: the views of a page, and who may see its drafts
- `waiting`: what of the queue is on the start page
- `next_page`: where a form leads when it is done

Capabilities with a room of their own have their views there: `glossary`, `machine`,
`notifications`, `offline` and `pairs`.
"""
