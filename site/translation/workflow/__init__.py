"""The way of a translation from its beginning to its publication.

- `may_begin`: whether a page may be translated; `begin`: begins it, as a draft
- `write_page`: writes the translated page, as a draft or published
- `review`: submitting, approving exactly what was reviewed, sending back, withdrawing
- `correction`: a reviewer changes single texts of what is in review
- `finish`: what Wagtail does when a review ends well
- `guards`: what must not be published or changed
- `privacy`: hidden originals, and who may read an original
- `assignment`: assigning translations to people
- `other_language`: actions on the page in the other language too
- `handover`: what becomes of the translations of somebody who leaves
- `leftovers`: what a translation still shows though its original no longer has it
"""
