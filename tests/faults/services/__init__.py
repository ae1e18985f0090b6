"""Services of the command's own: it starts them, harms them, and stops them.

- `ground`: folders, a PostgreSQL cluster, and sites that are copies of one that is filled once
- `content`: fills that site, in a process of its own
- `sites`: a site as it is served: web server and worker, supervised as by `make run`
- `browsers`: a person with a browser: forms, cookies, and how long an answer took
- `redis`: a Redis server
- `clocks`: a clock that is set off for some processes
- `measuring`: times of one kind of request, with and without a fault
"""
