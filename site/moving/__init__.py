"""Moving in: the stories, pages, pictures and addresses of two WordPress sites become ours.

- `models`: what each post became, old addresses, questions for a person, runs and their findings
- `reasons`: the codes of these and what they mean
- `erasing`: what the removal of a name must know of these tables
- `addresses`: addresses of the old sites, and what is answered there
- `texts`: characters and languages of old texts
- `reading`: exports as a stream of records; `survey`: what both have, before anything is written
- `fetching`: files that the uploads lack, from the old site
- `html`: WordPress's HTML as blocks; `mapping`: what categories, tags and authors become
- `reprints`: which pages belong to others, until a person confirms that they may be passed on
- `pairs`: which posts are one work; `writing`: posts as pages here
- `report`: what a run reports; `rehearsal`: a dry run; `running`: one run of the command
- `screens`: “Import” in the CMS
"""
