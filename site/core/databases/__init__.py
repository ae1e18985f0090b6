"""The services in which data is stored, and what happens while they are busy or away.

- `availability`: whether an error means that the database is busy or away, or a disk full
- `breaker`: circuit breakers for services that may be away
- `postgresql`: the database engine for PostgreSQL, with short waits
- `redis`: the client of the cache; `plain_values`: what it stores
- `replica`: PostgreSQL's replica, where there is one and as long as it is not behind
- `statistics`: for how many rows PostgreSQL plans its queries
- `sqlite`: who may read the database's file
- `transfer`: from SQLite to PostgreSQL; `digests`: what is in each table, on both
"""
