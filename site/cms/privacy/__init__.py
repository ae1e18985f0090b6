"""Which pages and names a user of the CMS may know of, and how the CMS hides all others.

- `known`: the rule: which pages, and under which title
- `current_user`: the user for whom a form is made
- `choosers`: choosing pages
- `fields`: how forms and comparisons name pages that are chosen
- `destinations`: where pages are moved, copied and added
- `bulk_actions`: Wagtail's bulk actions, and `reports`: its report on types of pages
- `page_api`: Wagtail's admin API for pages
"""
