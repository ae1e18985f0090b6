"""`make slow-clients`: whether a few slow or costly clients keep others from reading.

- `proxy`: nginx with the kit's configuration, on loopback
- `target`: the address to which everything is sent
- `attackers`: clients that are slow, or costly
- `readers`: clients that read and measure
- `table`: the figures, and whether they are good enough
"""
