"""Django's PostgreSQL engine, with short waits for a server that is away.

- `base`: the database engine; it closes connections that do not answer in time
- `gate`: one attempt a second to connect, while the server is away
- `rights`: what the role of machines for readers may read
"""
