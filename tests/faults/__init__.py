"""Kills the process before every write of routes that change what is public.

- `routes`: how `cms_routes` and `shell_routes` name the ways in which people and programs change
  pages
- `scene`: the content that they change
- `killing`: a child that plays a route and is killed before its n-th write
- `oracle`: what should be public, found without the code that it judges
- `databases`: a database that can be restored
- `timing`: whether the time of a request shows who has an account
- `run`: all that on one database; `__main__`: on SQLite and on PostgreSQL, `make faults`

It is not run by pytest: each route is played as often as it writes.
"""
