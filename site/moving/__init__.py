"""Moving in: the stories, pages, pictures and addresses of two WordPress sites become ours.

- `models`: what each post became, old addresses, questions for a person, runs and their findings
- `reasons`: the codes of these and what they mean
- `erasing`: what the removal of a name must know of these tables
- `addresses/`: addresses of the old sites, and what is answered there now
- `screens/`: “Import” in the CMS
"""
