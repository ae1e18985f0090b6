"""The translators' workbench on top of wagtail-localize, and what it repairs there.

- `texts`: the texts of a page, segment by segment: their digest, their names, what fits
- `models`, `states`: the row for each work and target language, kept by `signals`
- `values`: which pictures, pages and addresses may stand in the place of the original's
- `strings`: which texts of an original are translated, and reading a page back into strings
- `targets`: writes a translated page: drafts beside a live page, Arabic slugs, no parents made
- `guards`: what may be published, translated or started again
- `editor`, `differences`, `markup`: what the editor of translations shows; `entering`: stores what
  people type there
- `review`: submitting, approving exactly what was reviewed, sending back, withdrawing
- `joining`: makes two pages of one work a translation, segment by segment
- `machines`, `suggesting`: what a machine suggests, and a person accepts or does not
- `notices`, `digest`, `letters`, `daily`: what people are told, in the CMS and by e-mail
- `offline`, `jobs`: translating away from the CMS, and long work that outlives a request
- `rebuilding`: works out the rows of all works anew
- `patches`: puts all this in the place of wagtail-localize's own
- `views`, `wagtail_hooks`: its addresses in the CMS with the checks that they lack

Imports core alone; only api and config may stand on this package.
"""
