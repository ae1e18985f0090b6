"""The CMS for staff, whatever the type of the page.

- `accounts`: sign-in, sessions, forgotten passwords, limits of attempts
- `security_log`: what is written to the security log, and its screen
- `language`: in which language somebody sees the screens, and what their scripts say
- `guides`: the help pages of `docs/`
- `privacy`: which pages, names, pictures and documents a user may know of
- `searching`: the search of users and redirects
- `start`: the start page, its panels and the way to a new story
- `saving`: typed work that is not lost, and nothing that becomes public unseen
- `wagtail_hooks`: what is registered with Wagtail
- `editing`: pasted text, galleries and lists of pages in the forms of pages
- `photo_forms`: the form for uploading pictures; `photo_upload`: the screen for many at once
- `documents`: the forms and screens for uploading documents
- `names`: where a name is used, and that it is not deleted then
- `uses`: which pages use something, drafts included
- `problems`: background problems on the start page and in the history of pages
- `health`: what administrators see of the site's health
- `erasing`: removing a name for good
- `spreadsheets`: lists as files for Excel
- `middleware`: the Content Security Policy of the CMS, and what it refuses of addresses and methods
- `urls`: addresses of Wagtail's at which a view of ours answers
- `wagtail_patches`, `django_patches`: every attribute of theirs that is replaced, and why
"""
