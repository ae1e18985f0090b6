"""Answers that are cached for the publication state that they were made from.

- `answers`: the answers of a process, and those that servers share
- `responses`: cached answers as responses; `pages`: the pages of the site
- `versions`: the version of an answer; `validators`: tags and times for conditional requests
- `compression`: gzip; `accepted`: what a client accepts
- `shared`: what servers share through Redis
- `micro`: for how long the proxy in front stores what anybody may cache
"""
