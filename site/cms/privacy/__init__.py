"""What a user of the CMS may know of, and how the CMS hides all else: pages, names, files.

- `known`: the rule: which pages, and under which title
- `current_user`: the user for whom a form is made
- `choosers`: choosing pages
- `fields`: how forms and comparisons name pages that are chosen
- `destinations`: where pages are moved, copied and added
- `bulk_actions`: Wagtail's bulk actions, and `reports`: its report on types of pages
- `page_api`: Wagtail's admin API for pages
- `vocabularies`: which names, and choosing them
- `library`: which pictures and documents, as the rights that Wagtail asks for; `media_views`: its
  lists, tags, bulk actions and admin API of them
- `choices`: what the forms of pages offer and accept
"""
