"""The start page of the CMS: what somebody wants to do next.

- `new_story`: the way to the form of a new story
- `waiting`: the panel of what waits for somebody: reviews, and what other packages register
- `pages`: panels of pages: my drafts, what is scheduled, what was published this week
- `stock`: Wagtail's panels, those that stay
- `registry`: what other packages know of the pages that are shown
- `dismissed`: the notices that somebody does not want to see again
"""
