"""What nginx gives in front of the site, as `deploy/nginx` configures it.

- `trial`: cached pages and answers through nginx, beside the floor, in one run
- `figures`: the figures of its goals
"""
