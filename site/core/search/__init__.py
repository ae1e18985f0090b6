"""The search of the site and of the CMS: one analyser and one index, for both databases.

- `analysis`: what texts and queries mean: words, stems, related forms, names
- `index`: the index of texts on both databases, and what is found in them
- `readings`: the ways to read what somebody typed
- `finding`, `fewer`: what the public finds, on the site, and fewer words where that is nothing
- `highlights`: what of a text is marked and quoted
- `backend`: Wagtail's search backend, which every list and chooser of the CMS asks
- `staff_readings`: what somebody typed into a search of the CMS, as SQL
- `indexing`: what things of the CMS are found by, written when they are saved
- `together`, `tasks`: what one transaction saves, indexed in its end
- `renewing`: that index, made anew by a command, after a migration, by the worker
- `renaming`: texts that have names which staff changed
- `small_tables`: rows that are in no index, compared one by one
- `titles`: lists of pages, pictures and documents in the order of their titles
"""
