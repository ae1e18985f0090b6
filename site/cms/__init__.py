"""The CMS for staff, whatever the type of the page.

- `accounts`: sign-in, forgotten passwords, limits of attempts
- `guides`: the help pages of `docs/`
- `privacy`: which pages and names a user may know of
- `wagtail_hooks`: what is registered with Wagtail
- `photo_forms`: the form for uploading pictures
- `problems`: background problems on the start page and in the history of pages
- `middleware`: the Content Security Policy of the CMS
- `urls`: addresses of Wagtail's at which a view of ours answers
- `wagtail_patches`, `django_patches`: every attribute of theirs that is replaced, and why
"""
