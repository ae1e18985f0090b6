"""Feeds of the newest stories in one language, in three formats: /feeds/….

- `urls`, `views`: their addresses, and how they are answered
- `subjects`: what a feed is about, all stories or those of a forum or a topic, and its title
- `entries`: stories as feeds show them; `withdrawals`: which were withdrawn lately
- `feed`: a whole feed, before it has a format
- `xml`: what both formats in XML need; `rss`, `atom`, `json_feed`: one format each

A feed holds summaries and no bodies. Readers keep what they have read, WordPress for twelve hours,
and most of them never hear of a withdrawal: the less they hold, the less is left of it.
"""
