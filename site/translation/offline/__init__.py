"""Translating away from the CMS: texts leave as PO files and come back, one page or hundreds.

The way of a file that comes back: `views.upload` → `uploads` → `import_job.preview` → `po_files`
→ `targets` → `comparison` → `views.detail` → `views.apply` → `import_job.take_over`, which stores
the chosen texts with `content.edits`. Nothing is published by it.

- `views`: upload, preview, choice, taking over; `page_files`: the same for the file of one page
- `job_views`: the list of jobs, their progress and results; beginning an export
- `turns`: how many requests read or write files at a time
- `uploads`: the form, and the files in an upload, held in memory and within limits
- `po_files`: the headers and entries of one file, in whatever encoding
- `targets`: the translation that a file belongs to, and why it may not be changed now
- `comparison`: the texts of a file beside those that are online
- `import_job`, `export_job`: the work of jobs on many files
- `hooks`: addresses and entries of the menu
"""
