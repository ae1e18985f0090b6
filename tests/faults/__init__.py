"""`make faults`: services are harmed, processes killed; what operators are promised must hold.

- `services`: services of the command's own, which it starts, harms and stops
- `promises`: a table of faults: what is expected, and what was seen

Killing the process before every write of routes that change what is public:

- `routes`: how `cms_routes` and `shell_routes` name the ways in which people and programs change
  pages
- `scene`: the content that they change
- `killing`: a child that plays a route and is killed before its n-th write
- `oracle`: what should be public, found without the code that it judges
- `databases`: a database that can be restored
- `timing`: whether the time of a request shows who has an account
- `run`: all that on one database; `routes_killed`: on SQLite and on PostgreSQL

It is not run by pytest: it takes minutes, and nearly all of it is waiting for services to fail.
"""
