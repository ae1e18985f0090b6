"""`make cluster`: the site on many machines, in network namespaces of one, and what happens to it.

- `network`: a machine for each service: a namespace with an address of its own
- `services`: what runs there: PostgreSQL and its replica, PgBouncer, Redis, S3, web servers, nginx
- `content`: pages, pictures and somebody who may withdraw them; its own process
- `reading`: readers who ask all the time, and what they were answered
- `trial`: what is broken, and what must go on
- `__main__`: the table, `held` or `BROKEN`
"""
