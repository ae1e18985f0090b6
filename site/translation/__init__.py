"""The translators' workbench on top of wagtail-localize, and what it repairs there.

- `texts`: the texts of a page, segment by segment: their digest, their names, what fits
- `models`: the row for each work and target language; `keeping` works it out, `states` notes in it
  from which text a page was made, `signals` tells both what has changed, `rebuilding` does it anew
- `values`: which pictures, pages and addresses may stand in the place of the original's
- `submitting`: begins a translation, as a draft
- `strings`, `storing`: which texts of an original are translated, and their rows in bulk;
  `readback`: reads a page that was edited by hand back into them
- `targets`: writes a translated page: drafts beside a live page, Arabic slugs, no parents made
- `guards`: what may be published, read and changed; `beginning`: what may be translated
- `editor`, `differences`, `markup`: what the editor of translations shows; `entering`: stores what
  people type there
- `review`: submitting, approving exactly what was reviewed, sending back, withdrawing
- `pairs`, `pair_checks`: which of two pages is the original, and making one work of two; `joining`:
  makes them a translation, segment by segment
- `counterparts`, `leftovers`: taking both languages down, and what one still shows of the other
- `rights`, `assigning`: who works on what; `next_steps`, `wording`: what lists offer and say
- `glossary`: names and how they are written in the other language
- `machines`, `suggesting`: what a machine suggests, and a person accepts or does not
- `notices`, `digest`, `letters`, `daily`: what people are told, in the CMS and by e-mail
- `offline`, `jobs`, `tasks`: translating away from the CMS, and work that outlives a request
- `patches`: puts all this in the place of wagtail-localize's own
- `views`, `wagtail_hooks`: its addresses in the CMS with the checks that they lack

Imports core alone; only api and config may stand on this package.
"""
