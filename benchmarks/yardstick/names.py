"""The names that the fields of our items have in Wagtail's own APIs."""

# A field for each rendition that our items list, small ones first: five JPEG, five AVIF, and the
# one for social networks.
PICTURES = tuple(f"picture_{number}" for number in range(1, 12))
# What our lists show of a story, as a v2 list is asked for it. Its id, title and address, its
# language and the date of publication come by themselves.
CARD_FIELDS = (
    "summary",
    "story_date",
    "last_published_at",
    "event_start",
    "event_end",
    "place",
    "governorate(slug,name_en,name_ar)",
    "forums(html_url)",
    "topics(slug,name_en,name_ar)",
    "partner_organisations(slug,name_en,name_ar,website)",
    "byline_person(name_en,name_ar)",
    "byline_organisation(name_en,name_ar)",
    *PICTURES,
)
# The same of our own lists, which by themselves also hold the licence, the credit line, the other
# languages and their state, and what WordPress embeds.
SAME_FIELDS = (
    "id", "type", "lang", "title", "summary", "url", "api_url", "image", "published_at",
    "updated_at", "event_start", "event_end", "place", "governorate", "forums", "topics",
    "organisations", "byline",
)  # fmt: skip
