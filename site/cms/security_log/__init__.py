"""The security log in the CMS: what is written to it by itself, and the screen that shows it.

- `events`: signing in and out, changed passwords, withdrawn pages, exported lists
- `kinds`: what each kind of entry is called
- `screen`: the list for administrators, with its filters and its file
"""
